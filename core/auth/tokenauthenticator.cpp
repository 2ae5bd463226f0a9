// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/tokenauthenticator.h"

#include "base/mediatype.h"
#include "http/cookiefield.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString prefixOf(const AuthConfig &config)
{
    // The name of the scheme belongs to the header; elsewhere the token stands alone (RFC 6750 2.2, 2.3).
    const bool isBearer = config.type == AuthType::Bearer || config.type == AuthType::OAuth2;
    if (isBearer && config.tokenLocation == AuthLocation::Header && config.tokenPrefix.isEmpty())
        return u"Bearer"_s;
    return config.tokenPrefix;
}

Error tokenDoesNotFit(const QString &name)
{
    return Error(ErrorKind::AuthFailed, ErrorDetail::SecretDoesNotFit, name);
}

/// Whether a query or a form has a field of that name: which of two counts is up to the server.
bool hasField(const QByteArray &fields, const QString &name)
{
    const QByteArray wanted = name.toUtf8();
    const QByteArrayList all = fields.split('&');
    return std::any_of(all.begin(), all.end(), [&wanted](const QByteArray &field) {
        QByteArray key = field.split('=').first();
        return QByteArray::fromPercentEncoding(key.replace('+', ' ')) == wanted;
    });
}

} // namespace

TokenAuthenticator::TokenAuthenticator(ResolvedAuth auth)
    : m_location(auth.config.tokenLocation)
    , m_name(auth.config.tokenKey)
{
    const QString prefix = prefixOf(auth.config);
    m_value = prefix.isEmpty() ? auth.token : prefix + u' ' + auth.token;
}

Result<void> TokenAuthenticator::apply(Request &request) const
{
    switch (m_location) {
    case AuthLocation::Header:
        setKeepingCookies(request.headers, m_name.toUtf8(), m_value.toUtf8());
        return {};
    case AuthLocation::Query:
        if (hasField(request.url.query(QUrl::FullyEncoded).toLatin1(), m_name))
            return tokenDoesNotFit(m_name);
        appendQueryItem(request.url, m_name, m_value);
        return {};
    case AuthLocation::Body:
        return applyToBody(request);
    }
    Q_UNREACHABLE();
}

Result<void> TokenAuthenticator::applyToBody(Request &request) const
{
    if (request.body.isStream())
        return tokenDoesNotFit(m_name);
    const QByteArray type = mediaType(request.headers.value("Content-Type").value_or(QByteArray()));
    const QByteArray bytes = request.body.bytes();
    if (type == "application/x-www-form-urlencoded") {
        if (hasField(bytes, m_name))
            return tokenDoesNotFit(m_name);
        const QByteArray field = QUrl::toPercentEncoding(m_name) + '=' + QUrl::toPercentEncoding(m_value);
        request.body = Body(bytes.isEmpty() ? field : bytes + '&' + field);
        return {};
    }
    if (!isJsonType(type))
        return tokenDoesNotFit(m_name);
    const QByteArray trimmed = bytes.trimmed();
    const QJsonDocument document = QJsonDocument::fromJson(trimmed);
    // As in hasField(); and before a byte order mark nothing can be put.
    if (!document.isObject() || !trimmed.startsWith('{') || document.object().contains(m_name))
        return tokenDoesNotFit(m_name);
    // Put in as text and not by writing the document anew: the rest of the body stays as it was, to the byte.
    QByteArray field = QJsonDocument(QJsonObject{{m_name, m_value}}).toJson(QJsonDocument::Compact);
    field.chop(1);
    if (!document.object().isEmpty())
        field += ',';
    request.body = Body(field + trimmed.mid(1));
    return {};
}

} // namespace fuseboard
