// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/networktransport.h"

#include "http/lanepool.h"
#include "http/networkexchange.h"

namespace fuseboard {

NetworkTransport::NetworkTransport(NetworkOptions options, Scheduler &scheduler)
    : m_pool(std::make_shared<LanePool>(std::move(options), scheduler))
{
}

NetworkTransport::~NetworkTransport() = default;

void NetworkTransport::setHome(const QUrl &home)
{
    m_pool->setHome(home);
}

std::unique_ptr<Exchange> NetworkTransport::send(const Request &request, const Limits &limits)
{
    auto exchange = std::make_unique<NetworkExchange>(m_pool, request, limits);
    exchange->begin();
    return exchange;
}

} // namespace fuseboard
