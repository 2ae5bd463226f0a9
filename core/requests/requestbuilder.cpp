// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/requestbuilder.h"

#include "config/configreader.h"
#include "config/document.h"
#include "config/formats/urlformat.h"
#include "config/secretuses.h"
#include "requests/pathparams.h"
#include "requests/querytext.h"
#include "requests/requestbodybuilder.h"
#include "variables/clientsubstitution.h"
#include "variables/substitution.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto baseUrlVariable = "{{base_url}}"_L1;

ConfigFault requestFault(ErrorDetail detail, const QString &value = {}, const AllowedValues &allowed = {})
{
    return {detail, {}, value, allowed, 0, 0};
}

/// Grants that need nobody at the screen.
AllowedValues ownGrants()
{
    return AllowedValues::ofWords(AllowedKind::Words, {u"client_credentials"_s, u"refresh_token"_s, u"password"_s});
}

/// One segment, whatever the value holds. Encoded too, "." and ".." would be resolved, by us or by the server.
QString encodedSegment(const RequestEntry &entry, Substitution &substitution)
{
    const QString place = u"path_params."_s + entry.name;
    const qsizetype faults = substitution.faults().size();
    const QString value = substitution.text(entry.value, place);
    const bool isKnown = substitution.faults().size() == faults;
    if (value.isEmpty() && isKnown)
        substitution.addFault(requestFault(ErrorDetail::Missing), place);
    if (value == "."_L1 || value == ".."_L1)
        substitution.addFault(requestFault(ErrorDetail::OutOfRange, {}, {AllowedKind::PathSegment}), place);
    return QString::fromLatin1(QUrl::toPercentEncoding(value));
}

QUrl urlOf(const RequestConfig &config, Substitution &substitution)
{
    QString url = config.path.startsWith(baseUrlVariable) ? config.path.sliced(baseUrlVariable.size()) : config.path;
    url = withMoreQueryFields(url, config.params);
    url = withPathParams(url, [&](const QString &name) -> std::optional<QString> {
        const auto found = std::find_if(config.pathParams.begin(), config.pathParams.end(),
                                        [&name](const RequestEntry &entry) { return entry.name == name; });
        if (found == config.pathParams.end() || !found->enabled)
            return std::nullopt;
        return encodedSegment(*found, substitution);
    });
    return QUrl(substitution.url(url, u"url"_s), QUrl::TolerantMode);
}

void putHeaders(const RequestConfig &config, Substitution &substitution, Request &request)
{
    for (const RequestEntry &header : config.headers) {
        if (!header.enabled || header.name.isEmpty())
            continue;
        const QByteArray name = substitution.text(header.name, u"headers"_s).toUtf8();
        request.headers.append(name, substitution.text(header.value, u"headers."_s + header.name).toUtf8());
    }
}

/// The variables of credentials are replaced by the rules of those of a client.
Result<AuthConfig> effectiveAuth(const AuthConfig &auth, const VariableScope &scope)
{
    if (const auto faults = ownAuthFaults(auth); !faults.isEmpty())
        return invalidDocument(faults);
    ClientConfig carrier;
    carrier.name = u"request"_s;
    carrier.baseUrl = QUrl(u"https://localhost"_s);
    carrier.auth = auth;
    const auto effective = effectiveConfig(carrier, scope);
    if (!effective)
        return effective.error();
    const QList<ConfigFault> faults = validate(*effective);
    return faults.isEmpty() ? Result<AuthConfig>(*effective->auth) : invalidDocument(faults);
}

} // namespace

bool isOwnGrant(GrantType grant)
{
    return grant == GrantType::ClientCredentials || grant == GrantType::RefreshToken || grant == GrantType::Password;
}

QList<ConfigFault> ownAuthFaults(const AuthConfig &auth)
{
    QList<ConfigFault> faults;
    ClientConfig carrier;
    carrier.auth = auth;
    for (const SecretUse &use : secretUsesOf(carrier)) {
        const bool isStoredToken = use.path == "auth.refresh_token"_L1 && !auth.refreshToken.isSet();
        if (use.secret.source() == Secret::Source::Keychain && !isStoredToken)
            faults.append({ErrorDetail::OutOfRange, use.path, {}, {AllowedKind::VariableOrEnvironment}, 0, 0});
    }
    for (const auto &[path, url] : {std::pair(u"auth.issuer"_s, auth.issuer), {u"auth.token_url"_s, auth.tokenUrl}}) {
        if (auth.type == AuthType::OAuth2 && !readCredentialsUrl(url.text()))
            faults.append({ErrorDetail::BadUrl, path, {}, {AllowedKind::CredentialsUrl}, 0, 0});
    }
    if (auth.type == AuthType::OAuth2 && !isOwnGrant(auth.grant()))
        faults.append({ErrorDetail::OutOfRange, u"auth.grant_type"_s, {}, ownGrants(), 0, 0});
    return faults;
}

Result<BuiltRequest> buildRequest(const RequestConfig &config, const RequestMeans &means)
{
    Substitution substitution(means.scope);
    BuiltRequest built;
    built.request.method = config.method.toLatin1();
    built.request.url = urlOf(config, substitution);
    putHeaders(config, substitution, built.request);
    RequestBodyBuilder body(config, means, substitution);
    body.putOn(built.request);
    if (const auto outcome = substitution.outcome(); !outcome)
        return outcome.error();
    if (body.error())
        return *body.error();
    built.source = body.source();
    if (config.auth) {
        auto auth = effectiveAuth(*config.auth, means.scope);
        if (!auth)
            return auth.error();
        built.options.auth = std::move(auth).value();
    }
    built.options.timeout = config.timeout;
    built.options.maxRetries = config.maxRetries;
    built.options.followRedirects = config.followRedirects;
    built.options.maxWait = config.maxWait;
    built.options.cost = config.cost;
    return built;
}

} // namespace fuseboard
