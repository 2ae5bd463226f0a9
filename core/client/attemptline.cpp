// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of an exchange that stands in line for a connection.

#include "client/attempt.h"

#include <utility>

namespace fuseboard {

/// A connection is there, after a wait in which a pause may have begun, a circuit have opened, or a token have gone
/// (D2).
std::optional<Request> Attempt::leave()
{
    if (const auto setup = m_listener.leaving()) {
        take(*setup);
        if (auto request = outgoing()) {
            m_hops.last() = hopOf(*request);
            return std::move(request).value();
        }
    }
    turnBack();
    return std::nullopt;
}

void Attempt::turnBack()
{
    const Duration queued = queuedNow();
    countQueue();
    --m_result.exchanges;
    m_hops.removeLast();
    m_endedExchange = std::move(m_exchange); // it is in the middle of its question
    const Request held = m_request;
    if (m_result.exchanges > 0) { // a redirect, whose target has not been spoken to
        m_next = std::exchange(m_request, m_before.request);
        m_result.origin = m_before.origin;
        m_result.method = m_before.method;
        m_result.credentials = m_before.credentials;
        m_given = m_before.given - queued;
        m_leftOrigin = m_before.leftOrigin;
    }
    m_listener.turnedBack(held);
    if (m_result.exchanges > 0)
        m_pause = m_setup.services.scheduler.after(Duration::zero(),
                                                   [this] { follow(Request(m_next), Hop::WaitOver); });
}

Duration Attempt::queuedNow() const
{
    return m_exchange ? m_exchange->phases().queued.value_or(Duration::zero()) : Duration::zero();
}

void Attempt::countQueue()
{
    m_result.queued += queuedNow();
    m_given -= queuedNow();
}

void Attempt::take(const Setup &setup)
{
    m_setup.isReady = setup.isReady;
    m_setup.authenticate = setup.authenticate;
    m_setup.redirects = setup.redirects;
    m_setup.followRedirects = setup.followRedirects;
    m_setup.cookies = setup.cookies;
}

} // namespace fuseboard
