// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "heldexchange.h"

#include <utility>

namespace fuseboard {

HeldExchange::HeldExchange(Request request, const Limits &limits)
    : m_request(std::move(request))
    , m_limits(limits)
{
}

HeldExchange::~HeldExchange() = default;

void HeldExchange::start(Transport &transport)
{
    if (m_isCancelled)
        return;
    m_exchange = transport.send(m_request, m_limits);
    connect(m_exchange.get(), &Exchange::progressed, this, &Exchange::progressed);
    connect(m_exchange.get(), &Exchange::finished, this, &Exchange::finished);
}

void HeldExchange::cancel()
{
    m_isCancelled = true;
    if (m_exchange)
        m_exchange->cancel();
}

int HeldExchange::sendings() const
{
    return m_exchange ? m_exchange->sendings() : 0;
}

Phases HeldExchange::phases() const
{
    return m_exchange ? m_exchange->phases() : Phases();
}

std::optional<Response> HeldExchange::partialAnswer() const
{
    return m_exchange ? m_exchange->partialAnswer() : std::nullopt;
}

} // namespace fuseboard
