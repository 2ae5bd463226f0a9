// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/authfields.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QStringList grantFields(std::optional<GrantType> grant)
{
    if (!grant)
        return {u"refresh_token"_s};
    switch (*grant) {
    case GrantType::ClientCredentials:
        return {};
    case GrantType::RefreshToken:
        return {u"refresh_token"_s};
    case GrantType::AuthorizationCode:
        return {u"authorization_url"_s, u"refresh_token"_s};
    case GrantType::Password:
        return {u"username"_s, u"password"_s};
    case GrantType::DeviceCode:
        return {u"device_authorization_url"_s, u"refresh_token"_s};
    }
    Q_UNREACHABLE();
}

QStringList typeFields(AuthType type, std::optional<GrantType> grant)
{
    const QStringList placing{u"token_location"_s, u"token_key"_s, u"token_prefix"_s};
    switch (type) {
    case AuthType::None:
        return {};
    case AuthType::ApiKey:
    case AuthType::Bearer:
        return QStringList{u"token"_s} + placing;
    case AuthType::Basic:
        return {u"username"_s, u"password"_s};
    case AuthType::Custom:
        return {u"custom_headers"_s, u"custom_params"_s};
    case AuthType::OAuth2:
        return QStringList{u"grant_type"_s,  u"issuer"_s, u"token_url"_s, u"client_id"_s,   u"client_secret"_s,
                           u"client_auth"_s, u"scopes"_s, u"audience"_s,  u"extra_params"_s}
        + grantFields(grant) + placing;
    }
    Q_UNREACHABLE();
}

} // namespace

QStringList authFieldsOf(AuthType type, std::optional<GrantType> grant)
{
    QStringList paths{u"auth.type"_s};
    for (const QString &name : typeFields(type, grant))
        paths.append(u"auth."_s + name);
    return paths;
}

bool hasTokenToGet(const std::optional<AuthConfig> &auth)
{
    return auth && auth->type == AuthType::OAuth2;
}

} // namespace fuseboard
