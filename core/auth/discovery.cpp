// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/discovery.h"

#include "auth/tokenreader.h"
#include "config/formats/urlformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString issuerName(const AuthConfig &config)
{
    return config.issuer.toString(QUrl::FullyEncoded);
}

void takeEndpoint(QUrl &url, const QJsonValue &value)
{
    const QUrl found(value.toString(), QUrl::StrictMode);
    // An endpoint has no fragment (RFC 6749 3.1 and 3.2), and one that cannot be sent to is none.
    if (url.isEmpty() && mayCarryCredentials(found) && !found.hasFragment() && checkRequest(Request{.url = found}))
        url = found;
}

} // namespace

bool needsDiscovery(const AuthConfig &config)
{
    const GrantType grant = config.grant();
    return !config.issuer.isEmpty()
        && (config.tokenUrl.isEmpty() || (grant == GrantType::AuthorizationCode && config.authorizationUrl.isEmpty())
            || (grant == GrantType::DeviceCode && config.deviceAuthorizationUrl.isEmpty()));
}

Request discoveryRequest(const QUrl &issuer)
{
    Request request;
    request.url = issuer;
    const QString path = issuer.path(QUrl::FullyEncoded);
    request.url.setPath((path.endsWith(u'/') ? path.chopped(1) : path) + u"/.well-known/openid-configuration"_s,
                        QUrl::StrictMode);
    request.headers.append("Accept", "application/json");
    return request;
}

Result<AuthConfig> withEndpoints(AuthConfig config, const Response &answer)
{
    const QJsonObject document = TokenReader::fields(answer);
    if (answer.status != 200)
        return TokenReader::refusal(answer, document);
    // Or somebody else's document would decide where our secrets go.
    if (document.value("issuer"_L1).toString() != issuerName(config))
        return TokenReader::unusable(answer);
    takeEndpoint(config.tokenUrl, document.value("token_endpoint"_L1));
    takeEndpoint(config.authorizationUrl, document.value("authorization_endpoint"_L1));
    takeEndpoint(config.deviceAuthorizationUrl, document.value("device_authorization_endpoint"_L1));
    if (needsDiscovery(config))
        return TokenReader::unusable(answer);
    return config;
}

bool promisesIssuer(const Response &answer)
{
    return TokenReader::fields(answer).value("authorization_response_iss_parameter_supported"_L1).toBool();
}

} // namespace fuseboard
