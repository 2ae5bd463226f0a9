// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "replaceabletransport.h"

#include <utility>

namespace fuseboard {

ReplaceableTransport::ReplaceableTransport(const NetworkOptions &options, Scheduler &scheduler)
    : m_scheduler(scheduler)
    , m_present(std::make_unique<NetworkTransport>(options, scheduler))
{
}

ReplaceableTransport::~ReplaceableTransport() = default;

void ReplaceableTransport::setOptions(const NetworkOptions &options)
{
    m_present = std::make_unique<NetworkTransport>(options, m_scheduler);
    m_isHolding = false;
    for (const QPointer<HeldExchange> &held : std::exchange(m_held, {})) {
        if (held)
            held->start(*m_present);
    }
}

std::unique_ptr<Exchange> ReplaceableTransport::send(const Request &request, const Limits &limits)
{
    if (!m_isHolding)
        return m_present->send(request, limits);
    auto held = std::make_unique<HeldExchange>(request, limits);
    m_held.removeAll(nullptr);
    m_held.append(held.get());
    return held;
}

} // namespace fuseboard
