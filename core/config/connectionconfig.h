// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/secret.h"
#include "config/unknownfields.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace fuseboard {

/// Which certificates a client accepts, beyond the system's. (S04) The section "tls" of a client's file.
struct TlsConfig
{
    QString caFile{}; ///< ca_file: PEM file; when set, the system's roots are not accepted
    QString pinnedSha256{}; ///< pinned_sha256: hex digest of the certificate of the base_url's server
    QString exceptionHost{}; ///< exception_host: errors of this one host are accepted, and shown in red
    /// client_certificate: PEM file, the chain behind it; goes to the base_url's origin only
    QString clientCertificate{};
    QString clientKey{}; ///< client_key: PEM file of its private key, not encrypted
    UnknownFields unknown{};

    friend bool operator==(const TlsConfig &, const TlsConfig &) = default;
};

enum class ProxyType { System, None, Http, Socks5 };

/// The section "proxy" of a client's file.
struct ProxyConfig
{
    ProxyType type = ProxyType::None;
    QString host{};
    int port = 0;
    QString username{};
    Secret password{};
    UnknownFields unknown{};

    friend bool operator==(const ProxyConfig &, const ProxyConfig &) = default;
};

} // namespace fuseboard
