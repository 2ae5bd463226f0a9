// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client tells of itself.

#include "client/clientcore.h"

namespace fuseboard {

namespace {

// A burst of calls that fail, or find the queue full, is one piece of news, not hundreds.
constexpr Duration burstEventPause = std::chrono::seconds(1);

} // namespace

void ClientCore::breakerChanged(const QByteArray &origin, const CircuitBreaker &breaker, BreakerState to,
                                BreakerReason reason)
{
    if (origin == m_baseOrigin)
        m_books.recordBreaker(now(), to, !isOpening(reason));
    const BreakerSnapshot snapshot = breaker.snapshot();
    ClientEvent event;
    event.breakerReason = reason;
    switch (to) {
    case BreakerState::Open:
        m_books.metrics().circuitBreakerOpens += isOpening(reason) ? 1 : 0;
        event.kind = EventKind::BreakerOpened;
        event.count = snapshot.consecutiveFailures;
        event.wait = snapshot.retryIn;
        break;
    case BreakerState::HalfOpen:
        event.kind = EventKind::BreakerHalfOpen;
        break;
    case BreakerState::Closed:
        event.kind = EventKind::BreakerClosed;
        event.count = snapshot.successThreshold;
        break;
    }
    recordEvent(event);
}

/// Another server has a breaker of its own, and none is never open; nobody tells of such changes.
void ClientCore::chartHomeBreaker()
{
    const OriginPolicies *home = m_policies.find(m_baseOrigin);
    const auto state = home && home->breaker ? home->breaker->state() : BreakerState::Closed;
    m_books.recordBreaker(now(), state, true);
}

bool ClientCore::tooSoon(const ClientEvent &event)
{
    const bool isFailure = event.kind == EventKind::CallFailed || event.kind == EventKind::RetriesUsedUp;
    if (!isFailure && event.kind != EventKind::QueueFull)
        return false;
    std::optional<MonotonicTime> &last = isFailure ? m_lastFailureEvent : m_lastQueueFullEvent;
    if (last && now() - *last < burstEventPause)
        return true;
    last = now();
    return false;
}

void ClientCore::recordEvent(ClientEvent event)
{
    if (tooSoon(event))
        return;
    event.at = m_services.scheduler.wallNow();
    const ClientEvent kept = m_events.add(std::move(event));
    m_hooks.eventAdded(kept);
}

void ClientCore::recordEnd(const Error &error, CallOutcome outcome, const Retries &retries, const Request &request)
{
    if (outcome == CallOutcome::Failed)
        recordFailure(error, retries, request);
    else if (outcome == CallOutcome::Refused)
        recordRefusal(error);
}

void ClientCore::recordRefusal(const Error &error)
{
    if (error.detail != ErrorDetail::QueueFull)
        return;
    ClientEvent event;
    event.kind = EventKind::QueueFull;
    event.error = error.kind;
    event.count = error.count;
    event.wait = error.wait;
    recordEvent(event);
}

void ClientCore::recordFailure(const Error &error, const Retries &retries, const Request &request)
{
    const bool final = retries.made == 0 || retries.stoppedFor == RetryReason::NotNeeded;
    if (error.kind == ErrorKind::HttpStatus && error.httpStatus < 500 && final)
        return;
    const bool usedUp = retries.made > 0 && retries.stoppedFor == RetryReason::RetriesUsedUp;
    ClientEvent event;
    event.kind = usedUp ? EventKind::RetriesUsedUp : EventKind::CallFailed;
    event.status = error.httpStatus;
    event.error = error.kind;
    event.count = retries.made;
    event.subject = subject(request);
    recordEvent(event);
}

} // namespace fuseboard
