// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/tlspolicy.h"

#include "http/request.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <algorithm>
#include <array>

namespace fuseboard {

namespace {

// In this order: a date is more telling than "untrusted", which goes along with most of the others.
constexpr std::array detailOfTlsFault{
    std::pair(QSslError::CertificateRevoked, ErrorDetail::CertificateRevoked),
    std::pair(QSslError::CertificateExpired, ErrorDetail::CertificateExpired),
    std::pair(QSslError::CertificateNotYetValid, ErrorDetail::CertificateNotYetValid),
    std::pair(QSslError::SelfSignedCertificate, ErrorDetail::CertificateSelfSigned),
    std::pair(QSslError::SelfSignedCertificateInChain, ErrorDetail::CertificateUntrusted),
    std::pair(QSslError::UnableToGetLocalIssuerCertificate, ErrorDetail::CertificateUntrusted),
    std::pair(QSslError::UnableToGetIssuerCertificate, ErrorDetail::CertificateUntrusted),
    std::pair(QSslError::UnableToVerifyFirstCertificate, ErrorDetail::CertificateUntrusted),
    std::pair(QSslError::CertificateUntrusted, ErrorDetail::CertificateUntrusted),
    std::pair(QSslError::CertificateBlacklisted, ErrorDetail::CertificateRevoked),
    std::pair(QSslError::HostNameMismatch, ErrorDetail::CertificateHostMismatch),
};

constexpr std::array faultsAPinExcuses{
    QSslError::SelfSignedCertificate,
    QSslError::SelfSignedCertificateInChain,
    QSslError::UnableToGetLocalIssuerCertificate,
    QSslError::UnableToGetIssuerCertificate,
    QSslError::UnableToVerifyFirstCertificate,
    QSslError::CertificateUntrusted,
    QSslError::HostNameMismatch,
};

// What a certificate is signed with when its digest can be forged, as it stands in its encoding.
constexpr std::array<const char *, 5> weakSignatures{
    "06092a864886f70d010102", // MD2 and RSA
    "06092a864886f70d010104", // MD5 and RSA
    "06092a864886f70d010105", // SHA-1 and RSA
    "06072a8648ce380403", // SHA-1 and DSA
    "06072a8648ce3d0401", // SHA-1 and ECDSA
};

// What follows is OpenSSL's business too, but it takes another view of it on each distribution, and gives way to a file
// of the system's.

/// Whether whoever wants to can find its private key.
bool hasShortKey(const QSslCertificate &certificate)
{
    constexpr int shortestEc = 224;
    constexpr int shortestOther = 2048;
    const QSslKey key = certificate.publicKey();
    const int shortest = key.algorithm() == QSsl::Ec ? shortestEc : shortestOther;
    return key.algorithm() != QSsl::Opaque && key.length() > 0 && key.length() < shortest;
}

/// Whether another certificate may bear the same signature. That of one by itself proves nothing anyhow.
bool isWeaklySigned(const QSslCertificate &certificate)
{
    if (certificate.isSelfSigned())
        return false;
    const QByteArray encoded = certificate.toDer();
    return std::any_of(weakSignatures.begin(), weakSignatures.end(),
                       [&encoded](const char *signature) { return encoded.contains(QByteArray::fromHex(signature)); });
}

/// The encoded private key holds the numbers of the public one, and in the same order. Qt would tell a pair that does
/// not match as a missing network.
bool belongsTo(const QSslKey &privateKey, const QSslCertificate &certificate)
{
    constexpr qsizetype tail = 64;
    const QSslKey publicKey = certificate.publicKey();
    const bool known = privateKey.algorithm() == QSsl::Ec || privateKey.algorithm() == QSsl::Rsa;
    return privateKey.algorithm() == publicKey.algorithm()
        && (!known || privateKey.toDer().contains(publicKey.toDer().right(tail)));
}

} // namespace

TlsPolicy::TlsPolicy(const TlsConfig &config, const QUrl &home)
    : m_home(home)
    , m_exceptionHost(config.exceptionHost.toLower())
{
    for (const QChar letter : config.pinnedSha256) {
        if (letter.isLetterOrNumber())
            m_pin += letter.toLower().toLatin1();
    }
    if (!QSslSocket::supportsSsl()) {
        m_fault = Error(ErrorKind::Tls, ErrorDetail::TlsUnavailable);
        return;
    }
    m_configuration = QSslConfiguration::defaultConfiguration();
    if (!config.caFile.isEmpty())
        readCaFile(config.caFile);
    m_strangersConfiguration = m_configuration;
    if (!config.clientCertificate.isEmpty())
        readClientCertificate(config.clientCertificate, config.clientKey);
}

QByteArray TlsPolicy::contentOf(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    m_fault = Error(ErrorKind::Storage, file.exists() ? ErrorDetail::NoPermission : ErrorDetail::NotFound, path);
    return {};
}

void TlsPolicy::readCaFile(const QString &path)
{
    // Set on each request and not as a default: Qt 6.4 goes on accepting the system's roots beside a default list.
    const QList<QSslCertificate> roots = QSslCertificate::fromData(contentOf(path), QSsl::Pem);
    if (roots.isEmpty() && !m_fault)
        m_fault = Error(ErrorKind::Storage, ErrorDetail::ReadFailed, path);
    m_configuration.setCaCertificates(roots);
}

void TlsPolicy::readClientCertificate(const QString &certificate, const QString &key)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(contentOf(certificate), QSsl::Pem);
    if (chain.isEmpty() && !m_fault)
        m_fault = Error(ErrorKind::Storage, ErrorDetail::ReadFailed, certificate);
    const QByteArray keyText = contentOf(key);
    QSslKey privateKey;
    for (const auto algorithm : {QSsl::Ec, QSsl::Rsa, QSsl::Dsa}) {
        if (privateKey.isNull())
            privateKey = QSslKey(keyText, algorithm);
    }
    if (privateKey.isNull() && !m_fault)
        m_fault = Error(ErrorKind::Storage, ErrorDetail::ReadFailed, key);
    else if (!m_fault && !belongsTo(privateKey, chain.first()))
        m_fault = Error(ErrorKind::Tls, ErrorDetail::CertificateInvalid, key);
    m_configuration.setLocalCertificateChain(chain);
    m_configuration.setPrivateKey(privateKey);
}

bool TlsPolicy::isHome(const QUrl &url) const
{
    return m_home.isEmpty() || isSameOrigin(url, m_home);
}

bool TlsPolicy::isException(const QUrl &url) const
{
    return !m_exceptionHost.isEmpty() && url.host().toLower() == m_exceptionHost;
}

bool TlsPolicy::accepts(const QList<QSslError> &errors, const QSslCertificate &certificate, const QUrl &url) const
{
    if (!matchesPin(certificate, url))
        return false;
    if (isException(url))
        return true;
    if (m_pin.isEmpty() || !isHome(url))
        return false;
    return std::all_of(errors.begin(), errors.end(), [](const QSslError &error) {
        return std::find(faultsAPinExcuses.begin(), faultsAPinExcuses.end(), error.error()) != faultsAPinExcuses.end();
    });
}

bool TlsPolicy::matchesPin(const QSslCertificate &certificate, const QUrl &url) const
{
    return m_pin.isEmpty() || !isHome(url) || certificate.digest(QCryptographicHash::Sha256).toHex() == m_pin;
}

ErrorDetail TlsPolicy::objection(const QSslCertificate &certificate, const QUrl &url) const
{
    if (!matchesPin(certificate, url))
        return ErrorDetail::CertificateUntrusted;
    if (isException(url))
        return ErrorDetail::None;
    if (hasShortKey(certificate))
        return ErrorDetail::CertificateInvalid;
    if (!m_pin.isEmpty() && isHome(url)) // trusted as it is, whatever name it bears and whoever signed it
        return ErrorDetail::None;
    if (isWeaklySigned(certificate))
        return ErrorDetail::CertificateInvalid;
    // Qt takes a common name for one.
    return certificate.subjectAlternativeNames().isEmpty() ? ErrorDetail::CertificateHostMismatch : ErrorDetail::None;
}

ErrorDetail TlsPolicy::detailOf(const QList<QSslError> &errors)
{
    if (errors.isEmpty())
        return ErrorDetail::HandshakeFailed;
    for (const auto &[fault, detail] : detailOfTlsFault) {
        const auto isFault = [fault = fault](const QSslError &error) { return error.error() == fault; };
        if (std::any_of(errors.begin(), errors.end(), isFault))
            return detail;
    }
    return ErrorDetail::CertificateInvalid;
}

} // namespace fuseboard
