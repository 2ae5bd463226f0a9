// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/tlspolicy.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSslCertificate>
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

} // namespace

TlsPolicy::TlsPolicy(const TlsConfig &config)
    : m_exceptionHost(config.exceptionHost.toLower())
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
}

void TlsPolicy::readCaFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_fault = Error(ErrorKind::Storage, file.exists() ? ErrorDetail::NoPermission : ErrorDetail::NotFound, path);
        return;
    }
    // Set on each request and not as a default: Qt 6.4 goes on accepting the system's roots beside a default list.
    const QList<QSslCertificate> roots = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (roots.isEmpty())
        m_fault = Error(ErrorKind::Storage, ErrorDetail::ReadFailed, path);
    m_configuration.setCaCertificates(roots);
}

bool TlsPolicy::accepts(const QList<QSslError> &errors, const QString &host) const
{
    if (!m_exceptionHost.isEmpty() && host.toLower() == m_exceptionHost)
        return true;
    if (m_pin.isEmpty())
        return false;
    return std::all_of(errors.begin(), errors.end(), [](const QSslError &error) {
        return std::find(faultsAPinExcuses.begin(), faultsAPinExcuses.end(), error.error()) != faultsAPinExcuses.end();
    });
}

bool TlsPolicy::matchesPin(const QSslCertificate &certificate) const
{
    return m_pin.isEmpty() || certificate.digest(QCryptographicHash::Sha256).toHex() == m_pin;
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
