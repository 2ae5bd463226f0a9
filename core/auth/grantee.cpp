// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/grantee.h"

#include <QCryptographicHash>

namespace fuseboard {

namespace {

constexpr qsizetype fingerprintBytes = 16;

} // namespace

QString granteeFingerprint(const AuthConfig &auth, const QString &refreshToken)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : {auth.tokenUrl.toString(), auth.issuer.toString(), auth.clientId, auth.username,
                                auth.scopes.join(u' '), refreshToken}) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArray(1, '\0'));
    }
    return QString::fromLatin1(hash.result().left(fingerprintBytes).toHex());
}

} // namespace fuseboard
