// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callgate.h"

#include <utility>

namespace fuseboard {

CallGate::CallGate(ClientCore &core, TimelineRecorder &timeline, const CallOptions &options, Waiting waiting)
    : m_core(core)
    , m_timeline(timeline)
    , m_options(options)
    , m_waiting(std::move(waiting))
{
}

void CallGate::enter(Answer answer)
{
    m_answer = std::move(answer);
    CircuitBreaker *breaker = policies().breaker.get();
    if (breaker && breaker->refusal()) {
        // Asked for good, so that the refusal is counted.
        if (const auto admitted = breaker->admit(); !admitted) {
            this->answer(admitted.error());
            return;
        }
    }
    askForToken();
}

void CallGate::askForToken()
{
    RateLimiter *limiter = policies().limiter.get();
    if (!limiter) {
        passBreaker();
        return;
    }
    auto ticket = limiter->acquire(
        m_options.cost, [this](const Result<void> &result) { tokenAnswered(result); }, m_options.priority);
    if (ticket.refusal()) {
        answer(ticket.refusal());
    } else if (ticket.isGranted()) {
        m_ticket = std::move(ticket);
        passBreaker();
    } else {
        queueForToken(std::move(ticket));
    }
}

void CallGate::queueForToken(RateLimiter::Ticket ticket)
{
    const MonotonicTime now = m_core.now();
    const MonotonicTime due = ticket.due().value_or(now);
    const bool byPause = ticket.heldByPause();
    if (const auto error = exceeds(due, byPause)) {
        ticket.cancel();
        answer(error);
        return;
    }
    m_ticket = std::move(ticket);
    m_hasWaited = true;
    TimelineEntry &entry = m_timeline.begin(now, byPause ? TimelineKind::ServerPause : TimelineKind::TokenWait);
    entry.attempt = m_attempt;
    entry.place = m_ticket.place();
    entry.planned = due - now;
    m_waiting({entry.kind, due, entry.place, m_attempt});
}

void CallGate::tokenAnswered(const Result<void> &result)
{
    m_timeline.end(m_core.now());
    // Cancelled by the limiter: a new configuration has none, so there is nothing to wait for any more.
    if (!result && result.error().kind != ErrorKind::Cancelled)
        answer(result.error());
    else
        passBreaker();
}

void CallGate::passBreaker()
{
    m_core.sampleTokens(policies());
    if (CircuitBreaker *breaker = policies().breaker.get()) {
        auto admitted = breaker->admit();
        if (!admitted) {
            // A refused call costs no token (D2).
            m_ticket.giveBack();
            answer(admitted.error());
            return;
        }
        m_permit = std::move(admitted).value();
    }
    answer(std::nullopt);
}

void CallGate::waitOutPause(Answer answer)
{
    m_answer = std::move(answer);
    const RateLimiter *limiter = policies().limiter.get();
    const auto until = limiter ? limiter->pausedUntil() : std::nullopt;
    const MonotonicTime now = m_core.now();
    if (!until || exceeds(*until, true)) {
        this->answer(until ? exceeds(*until, true) : std::nullopt);
        return;
    }
    TimelineEntry &entry = m_timeline.begin(now, TimelineKind::ServerPause);
    entry.attempt = m_attempt;
    entry.planned = *until - now;
    m_pause = m_core.services().scheduler.after(*until - now, [this] {
        m_timeline.end(m_core.now());
        waitOutPause(std::exchange(m_answer, {}));
    });
    m_waiting({TimelineKind::ServerPause, *until, 0, m_attempt});
}

void CallGate::sendNow()
{
    if (!m_answer)
        return;
    m_timeline.end(m_core.now());
    if (m_pause.isActive()) {
        m_pause.cancel();
        answer(std::nullopt);
    } else if (m_ticket.isWaiting()) {
        m_ticket.cancel();
        passBreaker();
    }
}

void CallGate::leave()
{
    m_answer = {};
    m_pause.cancel();
    m_ticket.cancel();
    m_permit = {};
}

void CallGate::answer(std::optional<Error> error)
{
    if (const Answer answer = std::exchange(m_answer, {}))
        answer(std::move(error));
}

std::optional<Error> CallGate::exceeds(MonotonicTime due, bool byPause) const
{
    const ClientConfig &config = m_core.config();
    Error error;
    error.wait = due - m_core.now();
    error.subject = config.name;
    if (m_deadline && due >= *m_deadline) {
        error.kind = ErrorKind::TotalTimeout;
        error.detail = ErrorDetail::WaitTooLong;
        error.limit = config.totalTimeout;
        return error;
    }
    const Duration allowed = config.retry.value_or(RetryConfig()).maxServerDelay;
    if (!byPause || *error.wait <= allowed)
        return std::nullopt;
    error.kind = ErrorKind::RateLimited;
    error.detail = ErrorDetail::ServerPauseTooLong;
    error.limit = allowed;
    return error;
}

} // namespace fuseboard
