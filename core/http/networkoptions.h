// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "config/connectionconfig.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace fuseboard {

/// How a NetworkTransport connects. Two clients whose options differ, or whose credentials differ, must not share one
/// transport (S07): Qt's connection pool is blind to TLS settings.
struct NetworkOptions
{
    int maxConnections = 100; ///< to one host, 1 … 1 000
    int maxKeepaliveConnections = 20; ///< idle connections kept to one host, 0 … 1 000; 0 = each is used once
    TlsConfig tls{};
    ProxyConfig proxy{};
    QString proxyPassword{}; ///< resolved from its secret by the owner
    std::optional<Error> fault{}; ///< why nothing can be sent: the end of each request
    QUrl home{}; ///< the base_url: its origin alone is pinned and gets the client certificate; empty = each origin
    bool http2 = false; ///< off: Qt before 6.7.3 has open faults in it
};

} // namespace fuseboard
