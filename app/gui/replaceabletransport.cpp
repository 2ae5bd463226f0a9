// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "replaceabletransport.h"

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
}

std::unique_ptr<Exchange> ReplaceableTransport::send(const Request &request, const Limits &limits)
{
    return m_present->send(request, limits);
}

} // namespace fuseboard
