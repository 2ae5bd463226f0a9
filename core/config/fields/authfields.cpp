// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/headersyntax.h"
#include "config/fields/configfields.h"
#include "config/formats/extraparamsformat.h"
#include "config/formats/namedsecretsformat.h"
#include "config/formats/optionalformat.h"
#include "config/formats/secretformat.h"
#include "config/formats/textformat.h"
#include "config/formats/textlistformat.h"
#include "config/formats/urlformat.h"
#include "config/formats/wordformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr TextFormat authName{0, 1'000};
constexpr TextFormat authUserName{.longest = authName.longest, .mayHoldSecret = true};

constexpr WordFormat<AuthType, 6> authTypeWords{{{
    {AuthType::None, "none"_L1},
    {AuthType::ApiKey, "api_key"_L1},
    {AuthType::Bearer, "bearer"_L1},
    {AuthType::Basic, "basic"_L1},
    {AuthType::OAuth2, "oauth2"_L1},
    {AuthType::Custom, "custom"_L1},
}}};

constexpr WordFormat<AuthLocation, 3> authLocationWords{{{
    {AuthLocation::Header, "header"_L1},
    {AuthLocation::Query, "query"_L1},
    {AuthLocation::Body, "body"_L1},
}}};

constexpr WordFormat<GrantType, 5> grantWords{{{
    {GrantType::ClientCredentials, "client_credentials"_L1},
    {GrantType::RefreshToken, "refresh_token"_L1},
    {GrantType::AuthorizationCode, "authorization_code"_L1},
    {GrantType::Password, "password"_L1},
    {GrantType::DeviceCode, "device_code"_L1},
}}};

constexpr WordFormat<ClientAuth, 2> clientAuthWords{{{
    {ClientAuth::Basic, "basic"_L1},
    {ClientAuth::Body, "body"_L1},
}}};

constexpr UrlFormat credentialsUrl{UrlFormat::Use::Credentials};

/// What each grant cannot work without. An issuer's document names the URLs that are not set.
void requiredOfGrant(const AuthConfig &config, const FaultScope &scope)
{
    const bool isDiscovered = config.issuer.isSet() || scope.child(u"issuer"_s).isFaulty();
    const auto needUrl = [isDiscovered, &scope](const QString &name, const ConfigUrl &url) {
        if (!url.isSet() && !isDiscovered)
            scope.missing(name, credentialsUrl.allowed());
    };
    if (scope.child(u"grant_type"_s).isFaulty())
        return;
    needUrl(u"token_url"_s, config.tokenUrl);
    if (config.clientId.isEmpty())
        scope.missing(u"client_id"_s, TextFormat{1, authName.longest}.allowed());
    switch (config.grant()) {
    case GrantType::ClientCredentials:
        return;
    case GrantType::RefreshToken:
        if (!config.refreshToken.isSet())
            scope.missing(u"refresh_token"_s, SecretFormat().allowed());
        return;
    case GrantType::AuthorizationCode:
        needUrl(u"authorization_url"_s, config.authorizationUrl);
        return;
    case GrantType::Password:
        if (config.username.isEmpty())
            scope.missing(u"username"_s, TextFormat{1, authName.longest}.allowed());
        if (!config.password.isSet())
            scope.missing(u"password"_s, SecretFormat().allowed());
        return;
    case GrantType::DeviceCode:
        needUrl(u"device_authorization_url"_s, config.deviceAuthorizationUrl);
        return;
    }
}

/// What each type cannot work without.
void requiredOfType(const AuthConfig &config, const FaultScope &scope)
{
    switch (config.type) {
    case AuthType::None:
        return;
    case AuthType::ApiKey:
    case AuthType::Bearer:
        if (!config.token.isSet())
            scope.missing(u"token"_s, SecretFormat().allowed());
        return;
    case AuthType::Basic:
        if (config.username.isEmpty())
            scope.missing(u"username"_s, TextFormat{1, authName.longest}.allowed());
        return;
    case AuthType::OAuth2:
        requiredOfGrant(config, scope);
        return;
    case AuthType::Custom:
        if (config.customHeaders.isEmpty() && config.customParams.isEmpty())
            scope.missing(u"custom_headers"_s,
                          AllowedValues::ofWords(AllowedKind::EitherField, {u"custom_headers"_s, u"custom_params"_s}));
        return;
    }
}

void authRules(const AuthConfig &config, const FaultScope &scope)
{
    const FaultScope type = scope.child(u"type"_s);
    if (!type.isFaulty())
        requiredOfType(config, scope);
    // The name ends at the first colon of a Basic credential (RFC 7617). Behind it may be the password.
    if (config.type == AuthType::Basic && config.username.contains(u':'))
        scope.child(u"username"_s).fault(ErrorDetail::OutOfRange, {AllowedKind::UserName}, {});
    const bool inHeader = config.tokenLocation == AuthLocation::Header;
    if (inHeader && (!isHeaderName(config.tokenKey) || isTransportHeader(config.tokenKey)))
        scope.child(u"token_key"_s)
            .fault(ErrorDetail::BadHeaderName, {AllowedKind::HeaderName}, shownHeaderName(config.tokenKey));
    else if (config.tokenKey.isEmpty())
        scope.child(u"token_key"_s).fault(ErrorDetail::OutOfRange, {AllowedKind::Name});
    if (!isHeaderValue(config.tokenPrefix)) // it may be the whole header, with its token
        scope.child(u"token_prefix"_s).fault(ErrorDetail::BadHeaderValue, {AllowedKind::HeaderValue}, {});
}

} // namespace

SectionFields<AuthConfig> authFields()
{
    using Config = AuthConfig;
    constexpr SecretFormat inHeader{SecretFormat::Place::HeaderValue};
    constexpr NamedSecretsFormat headers{NamedSecretsFormat::Names::Headers};
    constexpr NamedSecretsFormat parameters{NamedSecretsFormat::Names::Parameters};
    return {{
                field("type"_L1, &Config::type, authTypeWords),
                field("token"_L1, &Config::token, inHeader).secret(),
                field("token_location"_L1, &Config::tokenLocation, authLocationWords),
                field("token_key"_L1, &Config::tokenKey, TextFormat{.longest = 200, .mayHoldSecret = true}),
                field("token_prefix"_L1, &Config::tokenPrefix, TextFormat{.longest = 100, .mayHoldSecret = true}),
                field("username"_L1, &Config::username, authUserName),
                field("password"_L1, &Config::password, SecretFormat()).secret(),
                field("client_id"_L1, &Config::clientId, authName),
                field("client_secret"_L1, &Config::clientSecret, SecretFormat()).secret(),
                field("token_url"_L1, &Config::tokenUrl, credentialsUrl),
                field("refresh_token"_L1, &Config::refreshToken, SecretFormat()).secret(),
                field("scopes"_L1, &Config::scopes, TextListFormat()),
                field("custom_headers"_L1, &Config::customHeaders, headers).secret(),
                field("custom_params"_L1, &Config::customParams, parameters).secret(),
                field("grant_type"_L1, &Config::grantType, optionally<GrantType>(grantWords)),
                field("client_auth"_L1, &Config::clientAuth, clientAuthWords),
                field("authorization_url"_L1, &Config::authorizationUrl, credentialsUrl),
                field("device_authorization_url"_L1, &Config::deviceAuthorizationUrl, credentialsUrl),
                field("issuer"_L1, &Config::issuer, credentialsUrl),
                field("audience"_L1, &Config::audience, authName),
                field("extra_params"_L1, &Config::extraParams, ExtraParamsFormat()).secret(),
            },
            authRules};
}

} // namespace fuseboard
