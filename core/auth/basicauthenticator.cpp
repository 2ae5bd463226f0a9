// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/basicauthenticator.h"

namespace fuseboard {

BasicAuthenticator::BasicAuthenticator(QString username, const QString &password)
    : m_username(std::move(username))
    , m_header("Basic " + (m_username.toUtf8() + ':' + password.toUtf8()).toBase64())
{
}

Result<void> BasicAuthenticator::apply(Request &request) const
{
    if (m_username.contains(QLatin1Char(':')))
        return Error(ErrorKind::AuthFailed, ErrorDetail::SecretUnusable, QStringLiteral("auth.username"));
    request.headers.set("Authorization", m_header);
    return {};
}

} // namespace fuseboard
