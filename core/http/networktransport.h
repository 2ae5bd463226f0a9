// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "config/connectionconfig.h"
#include "http/transport.h"

#include <QObject>

namespace fuseboard {

/// How a NetworkTransport connects. Two clients whose options differ, or whose credentials differ, must not share one
/// transport (S07): Qt's connection pool is blind to TLS settings.
struct NetworkOptions
{
    int maxConnections = 100; ///< to one host, 1 … 1 000
    int maxKeepaliveConnections = 20; ///< idle connections kept, 0 … 1 000
    TlsConfig tls;
    ProxyConfig proxy;
    QString proxyPassword; ///< resolved from its secret by the owner
    bool http2 = false; ///< off: Qt before 6.7.3 has open faults in it
};

/// HTTP over QNetworkAccessManager, without what it does that nobody asked for: it sends unsafe requests once, counts
/// real sendings, follows no redirect, keeps real deadlines, tells lost headers and interim answers as protocol errors,
/// reads plain http through a buffered socket, and opens more than six connections a host by lanes of managers.
class NetworkTransport final : public Transport
{
public:
    NetworkTransport(NetworkOptions options, Scheduler &scheduler);
    ~NetworkTransport() override;

    [[nodiscard]] std::unique_ptr<Exchange> send(const Request &request, const Limits &limits) override;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace fuseboard
