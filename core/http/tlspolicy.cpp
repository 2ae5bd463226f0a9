// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/tlspolicy.h"

#include "http/request.h"

#include <QCryptographicHash>
#include <QFile>
#include <QHostAddress>
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

// Algorithms, as they stand in the encoding of a certificate.
using EncodedName = const char *;
constexpr std::array<EncodedName, 8> weakSignatures{
    "06092a864886f70d010102", // MD2 and RSA
    "06092a864886f70d010103", // MD4 and RSA
    "06092a864886f70d010104", // MD5 and RSA
    "06092a864886f70d010105", // SHA-1 and RSA
    "06052b0e03021d", // the same by its old name
    "06072a8648ce380403", // SHA-1 and DSA
    "06052b0e03021b", // the same by its old name
    "06072a8648ce3d0401", // SHA-1 and ECDSA
};
constexpr EncodedName pssSignature = "06092a864886f70d01010a"; // with SHA-1 where it does not name another digest
constexpr std::array<EncodedName, 3> strongDigests{
    "0609608648016503040201", // SHA-256
    "0609608648016503040202", // SHA-384
    "0609608648016503040203", // SHA-512
};
constexpr std::array<EncodedName, 2> keysUnknownToQt{
    "06032b6570", // Ed25519
    "06032b6571", // Ed448
};

template<std::size_t Count>
bool containsAny(const QByteArray &encoded, const std::array<EncodedName, Count> &names)
{
    return std::any_of(names.begin(), names.end(),
                       [&encoded](EncodedName name) { return encoded.contains(QByteArray::fromHex(name)); });
}

// What follows is OpenSSL's business too, but it takes another view of it on each distribution, and gives way to a file
// of the system's.

/// Whether whoever wants to can find its private key, or nobody here can say.
bool hasWeakKey(const QSslCertificate &certificate)
{
    constexpr int shortestEc = 224;
    constexpr int shortestOther = 2048;
    const QSslKey key = certificate.publicKey();
    if (key.isNull() || key.algorithm() == QSsl::Opaque)
        return !containsAny(certificate.toDer(), keysUnknownToQt);
    return key.length() < (key.algorithm() == QSsl::Ec ? shortestEc : shortestOther);
}

/// Whether another certificate may bear the same signature. That of a root proves nothing anyhow.
bool isWeaklySigned(const QSslCertificate &certificate)
{
    if (certificate.isSelfSigned())
        return false;
    const QByteArray encoded = certificate.toDer();
    const bool isBarePss = encoded.contains(QByteArray::fromHex(pssSignature)) && !containsAny(encoded, strongDigests);
    return isBarePss || containsAny(encoded, weakSignatures);
}

/// "*" stands for the first label (RFC 9525 6.3).
bool matchesHost(const QString &name, const QString &host)
{
    if (!name.startsWith(u"*."))
        return name.compare(host, Qt::CaseInsensitive) == 0;
    const qsizetype dot = host.indexOf(u'.');
    return dot > 0 && name.count(u'.') > 1
        && QStringView(name).sliced(1).compare(QStringView(host).sliced(dot), Qt::CaseInsensitive) == 0;
}

/// By an alternative name: Qt takes a common name for one (RFC 9525 6.3).
bool namesHost(const QSslCertificate &certificate, const QString &host)
{
    const auto names = certificate.subjectAlternativeNames();
    const QHostAddress address(host);
    const QString wireHost = QString::fromLatin1(QUrl::toAce(host));
    for (const auto &[kind, name] : names.asKeyValueRange()) {
        if (kind == QSsl::IpAddressEntry ? !address.isNull() && QHostAddress(name) == address
                                         : kind == QSsl::DnsEntry && address.isNull() && matchesHost(name, wireHost))
            return true;
    }
    return false;
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

bool TlsPolicy::isException(const TlsPeer &peer) const
{
    return !m_exceptionHost.isEmpty() && peer.host == m_exceptionHost;
}

bool TlsPolicy::accepts(const QList<QSslError> &errors, const QSslCertificate &certificate, const TlsPeer &peer) const
{
    if (!matchesPin(certificate, peer))
        return false;
    if (isException(peer))
        return true;
    if (m_pin.isEmpty() || !peer.isHome)
        return false;
    return std::all_of(errors.begin(), errors.end(), [](const QSslError &error) {
        return std::find(faultsAPinExcuses.begin(), faultsAPinExcuses.end(), error.error()) != faultsAPinExcuses.end();
    });
}

bool TlsPolicy::matchesPin(const QSslCertificate &certificate, const TlsPeer &peer) const
{
    return m_pin.isEmpty() || !peer.isHome || certificate.digest(QCryptographicHash::Sha256).toHex() == m_pin;
}

ErrorDetail TlsPolicy::objection(const QSslCertificate &certificate, const TlsPeer &peer) const
{
    if (!matchesPin(certificate, peer))
        return ErrorDetail::CertificateNotPinned;
    if (isException(peer))
        return ErrorDetail::None;
    if (hasWeakKey(certificate))
        return ErrorDetail::CertificateInvalid;
    if (!m_pin.isEmpty() && peer.isHome) // trusted as it is, whatever name it bears and whoever signed it
        return ErrorDetail::None;
    if (isWeaklySigned(certificate))
        return ErrorDetail::CertificateInvalid;
    return namesHost(certificate, peer.host) ? ErrorDetail::None : ErrorDetail::CertificateHostMismatch;
}

ErrorDetail TlsPolicy::detailOf(const QList<QSslError> &errors, const QSslCertificate &certificate,
                                const TlsPeer &peer) const
{
    if (errors.isEmpty())
        return ErrorDetail::HandshakeFailed;
    if (!certificate.isNull() && !matchesPin(certificate, peer))
        return ErrorDetail::CertificateNotPinned;
    for (const auto &[fault, detail] : detailOfTlsFault) {
        const auto isFault = [fault = fault](const QSslError &error) { return error.error() == fault; };
        if (std::any_of(errors.begin(), errors.end(), isFault))
            return detail;
    }
    return ErrorDetail::CertificateInvalid;
}

} // namespace fuseboard
