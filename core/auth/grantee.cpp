// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/grantee.h"

#include <QCryptographicHash>
#include <QStringList>

namespace fuseboard {

namespace {

constexpr qsizetype fingerprintBytes = 16;

/// What a refresh token is granted for besides, which is not asked for again with it. One that was configured has been
/// granted to somebody else, who knows for what.
QStringList purposeOf(const AuthConfig &auth)
{
    if (auth.refreshToken.isSet())
        return {};
    QStringList purpose{QString::number(static_cast<int>(auth.grant())), auth.audience};
    for (const auto &[name, value] : auth.extraParams)
        purpose << name << value;
    return purpose;
}

QString fingerprint(const QStringList &parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : parts) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArray(1, '\0'));
    }
    return QString::fromLatin1(hash.result().left(fingerprintBytes).toHex());
}

QStringList partsOf(const AuthConfig &auth, const QString &refreshToken)
{
    return {auth.tokenUrl.toString(),
            auth.issuer.toString(),
            auth.clientId,
            auth.username,
            auth.scopes.join(u' '),
            refreshToken};
}

} // namespace

QString granteeFingerprint(const AuthConfig &auth, const QString &refreshToken)
{
    return fingerprint(partsOf(auth, refreshToken) + purposeOf(auth));
}

QString formerGranteeFingerprint(const AuthConfig &auth, const QString &refreshToken)
{
    return fingerprint(partsOf(auth, refreshToken));
}

bool isSameGrantee(const AuthConfig &one, const AuthConfig &other)
{
    return one.refreshToken == other.refreshToken && partsOf(one, {}) == partsOf(other, {})
        && purposeOf(one) == purposeOf(other);
}

} // namespace fuseboard
