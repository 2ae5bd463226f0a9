// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "config/connectionconfig.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QUrl>

#include <optional>

namespace fuseboard {

/// Whom an exchange is with.
struct TlsPeer
{
    QString host; ///< in lower case
    bool isHome = true; ///< as home was when the exchange began: what is pinned then is pinned to its end

    friend bool operator==(const TlsPeer &, const TlsPeer &) = default;
};

/// Which certificates one client accepts. (S04)
class TlsPolicy
{
public:
    /// The pin and the client certificate are for the origin of home; for every origin where it is empty.
    explicit TlsPolicy(const TlsConfig &config, const QUrl &home = {});

    /// Why no https request can be made at all: TLS is missing, or a file cannot be read.
    [[nodiscard]] const std::optional<Error> &fault() const { return m_fault; }
    /// For connections to home, with the client certificate.
    [[nodiscard]] const QSslConfiguration &configuration() const { return m_configuration; }
    /// For all the others.
    [[nodiscard]] const QSslConfiguration &strangersConfiguration() const { return m_strangersConfiguration; }
    [[nodiscard]] bool isHome(const QUrl &url) const;
    [[nodiscard]] TlsPeer peer(const QUrl &url) const { return {url.host().toLower(), isHome(url)}; }
    void setHome(const QUrl &home) { m_home = home; }
    [[nodiscard]] bool isPinned() const { return !m_pin.isEmpty(); }
    /// Whether connections to home are made or checked otherwise than those to others.
    [[nodiscard]] bool knowsHome() const { return !m_pin.isEmpty() || !m_configuration.localCertificate().isNull(); }

    /// Whether all these faults of the certificate that a peer shows may be overlooked: for the named exception, and
    /// for a pinned certificate those of its origin and name (not its dates).
    [[nodiscard]] bool accepts(const QList<QSslError> &errors, const QSslCertificate &certificate,
                               const TlsPeer &peer) const;
    /// What is wrong with the certificate of a peer although Qt took it: another one is pinned, its key is short or of
    /// a kind that cannot be judged, its signature weak, or it names the peer by its common name alone. None of these
    /// for the named exception, and for a pinned one only its key.
    [[nodiscard]] ErrorDetail objection(const QSslCertificate &certificate, const TlsPeer &peer) const;

    /// The finest detail that the faults of a certificate allow; that another one is pinned before all of them.
    [[nodiscard]] ErrorDetail detailOf(const QList<QSslError> &errors, const QSslCertificate &certificate,
                                       const TlsPeer &peer) const;

private:
    /// False when a certificate is pinned for that peer and this is another one.
    [[nodiscard]] bool matchesPin(const QSslCertificate &certificate, const TlsPeer &peer) const;
    [[nodiscard]] bool isException(const TlsPeer &peer) const;
    void readCaFile(const QString &path);
    void readClientCertificate(const QString &certificate, const QString &key);
    [[nodiscard]] QByteArray contentOf(const QString &path);

    QUrl m_home;
    QSslConfiguration m_configuration;
    QSslConfiguration m_strangersConfiguration;
    QByteArray m_pin; // lower-case hex
    QString m_exceptionHost;
    std::optional<Error> m_fault;
};

} // namespace fuseboard
