// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/tokenrequest.h"

#include "config/formats/urlformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

QByteArray formEncoded(const QList<QPair<QString, QString>> &params)
{
    QByteArrayList fields;
    for (const auto &[name, value] : params)
        fields.append(QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value));
    return fields.join('&');
}

Result<Request> TokenRequest::clientCredentials() const
{
    Params params{{u"grant_type"_s, u"client_credentials"_s}};
    addWishes(params);
    return post(m_auth.config.tokenUrl, u"auth.token_url"_s, params);
}

Result<Request> TokenRequest::password() const
{
    Params params{
        {u"grant_type"_s, u"password"_s}, {u"username"_s, m_auth.config.username}, {u"password"_s, m_auth.password}};
    addWishes(params);
    return post(m_auth.config.tokenUrl, u"auth.token_url"_s, params);
}

Result<Request> TokenRequest::refresh(const QString &refreshToken) const
{
    Params params{{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, refreshToken}};
    // Where this client asked for its scopes before, the server may have granted fewer: asking for all of them again
    // would be refused.
    if (m_auth.config.grant() == GrantType::RefreshToken)
        addWishes(params);
    return post(m_auth.config.tokenUrl, u"auth.token_url"_s, params);
}

Result<Request> TokenRequest::authorizationCode(const QString &code, const QUrl &redirect,
                                                const QString &verifier) const
{
    return post(m_auth.config.tokenUrl, u"auth.token_url"_s,
                {{u"grant_type"_s, u"authorization_code"_s},
                 {u"code"_s, code},
                 {u"redirect_uri"_s, redirect.toString(QUrl::FullyEncoded)},
                 {u"code_verifier"_s, verifier}});
}

Result<Request> TokenRequest::deviceCode(const QString &code) const
{
    return post(m_auth.config.tokenUrl, u"auth.token_url"_s,
                {{u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s}, {u"device_code"_s, code}});
}

Result<Request> TokenRequest::deviceAuthorization() const
{
    Params params;
    addWishes(params);
    return post(m_auth.config.deviceAuthorizationUrl, u"auth.device_authorization_url"_s, params);
}

Result<Request> TokenRequest::post(const QUrl &url, const QString &field, Params params) const
{
    if (!mayCarryCredentials(url))
        return Error(ErrorKind::ConfigInvalid, ErrorDetail::BadUrl, field);
    Request request;
    request.method = "POST";
    request.url = url;
    request.headers.append("Content-Type", "application/x-www-form-urlencoded");
    request.headers.append("Accept", "application/json");
    authenticate(request, params);
    params += m_auth.config.extraParams;
    request.body = Body(formEncoded(params));
    return request;
}

void TokenRequest::authenticate(Request &request, Params &params) const
{
    const QString &id = m_auth.config.clientId;
    if (m_auth.clientSecret.isEmpty() || m_auth.config.clientAuth == ClientAuth::Body) {
        params.append({u"client_id"_s, id});
        if (!m_auth.clientSecret.isEmpty())
            params.append({u"client_secret"_s, m_auth.clientSecret});
        return;
    }
    // Encoded before they are joined, so that a ':' in the id does not end it (RFC 6749 2.3.1, C26).
    const QByteArray pair = QUrl::toPercentEncoding(id) + ':' + QUrl::toPercentEncoding(m_auth.clientSecret);
    request.headers.append("Authorization", "Basic " + pair.toBase64());
}

void TokenRequest::addWishes(Params &params) const
{
    if (!m_auth.config.scopes.isEmpty())
        params.append({u"scope"_s, m_auth.config.scopes.join(u' ')});
    if (!m_auth.config.audience.isEmpty())
        params.append({u"audience"_s, m_auth.config.audience});
}

} // namespace fuseboard
