// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "replaceabletransport.h"

#include "replaceableexchange.h"

namespace fuseboard {

ReplaceableTransport::ReplaceableTransport(const NetworkOptions &options, Scheduler &scheduler)
    : m_scheduler(scheduler)
{
    setOptions(options);
}

ReplaceableTransport::~ReplaceableTransport() = default;

void ReplaceableTransport::setOptions(const NetworkOptions &options)
{
    m_last = std::make_shared<NetworkTransport>(options, m_scheduler);
    m_choice->choose(m_last);
}

std::unique_ptr<Exchange> ReplaceableTransport::send(const Request &request, const Limits &limits)
{
    auto exchange = std::make_unique<ReplaceableExchange>(m_choice, m_scheduler, request, limits);
    exchange->begin();
    return exchange;
}

} // namespace fuseboard
