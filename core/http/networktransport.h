// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "http/networkoptions.h"
#include "http/transport.h"

namespace fuseboard {

class LanePool;

/// HTTP over QNetworkAccessManager, without what it does that nobody asked for: it sends unsafe requests once, counts
/// real sendings, follows no redirect, keeps real deadlines, tells lost headers and interim answers as protocol errors,
/// reads plain http through a buffered socket, and opens more than six connections a host by lanes of managers.
///
/// Exchanges may outlive their transport and end as they would have. Both may be destroyed in any slot.
///
/// It asks for packed bodies and unpacks them by itself, so that one that is cut or broken is told, and its size on the
/// wire is known.
///
/// What Qt hides and cannot be told here: a broken chunk size ends a body as if it were whole; a peer that does not
/// speak HTTP looks like one that closed.
class NetworkTransport final : public Transport
{
public:
    NetworkTransport(NetworkOptions options, Scheduler &scheduler);
    ~NetworkTransport() override;

    /// NetworkOptions::home anew, for the requests that are sent from now on: the base URL follows an environment.
    void setHome(const QUrl &home);
    [[nodiscard]] std::unique_ptr<Exchange> send(const Request &request, const Limits &limits) override;

private:
    std::shared_ptr<LanePool> m_pool;
};

} // namespace fuseboard
