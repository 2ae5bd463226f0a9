// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "config/connectionconfig.h"

#include <QSslConfiguration>
#include <QSslError>

#include <optional>

namespace fuseboard {

/// Which certificates one client accepts. (S04)
class TlsPolicy
{
public:
    explicit TlsPolicy(const TlsConfig &config);

    /// Why no https request can be made at all: TLS is missing, or the CA file cannot be read.
    [[nodiscard]] const std::optional<Error> &fault() const { return m_fault; }
    [[nodiscard]] const QSslConfiguration &configuration() const { return m_configuration; }

    /// Whether all these faults of host's certificate may be overlooked: for the named exception, and for a pinned
    /// certificate those of its origin and name (not its dates).
    [[nodiscard]] bool accepts(const QList<QSslError> &errors, const QString &host) const;
    /// False when a certificate is pinned and this is another one.
    [[nodiscard]] bool matchesPin(const QSslCertificate &certificate) const;

    /// The finest detail that the faults of a certificate allow.
    [[nodiscard]] static ErrorDetail detailOf(const QList<QSslError> &errors);

private:
    void readCaFile(const QString &path);

    QSslConfiguration m_configuration;
    QByteArray m_pin; // lower-case hex
    QString m_exceptionHost;
    std::optional<Error> m_fault;
};

} // namespace fuseboard
