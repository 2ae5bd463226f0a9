// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callgate.h"

#include <QPointer>

#include <utility>

namespace fuseboard {

CallGate::CallGate(ClientCore &core, TimelineRecorder &timeline, const CallOptions &options, const Call &owner,
                   Waiting waiting)
    : m_core(core)
    , m_timeline(timeline)
    , m_options(options)
    , m_owner(owner)
    , m_waiting(std::move(waiting))
{
}

void CallGate::enter(Answer answer)
{
    m_inside = false;
    m_answer = std::move(answer);
    CircuitBreaker *breaker = policies().breaker.get();
    if (!breaker || !breaker->refusal()) {
        askForToken();
        return;
    }
    // Asked for good, so that the refusal is counted.
    const QPointer owner(&m_owner);
    const auto admitted = breaker->admit();
    if (!owner || !m_answer)
        return;
    if (admitted)
        askForToken();
    else
        this->answer(admitted.error());
}

void CallGate::comeBack(bool heldByPause, Answer answer)
{
    m_inside = true;
    m_answer = std::move(answer);
    if (heldByPause || isPaused())
        askForToken();
    else
        this->answer(std::nullopt);
}

void CallGate::askForToken()
{
    RateLimiter *limiter = policies().limiter.get();
    if (!limiter) {
        pass();
        return;
    }
    const QPointer owner(&m_owner);
    auto ticket = limiter->acquire(
        m_options.cost, [this](const Result<void> &result) { tokenAnswered(result); }, m_options.priority);
    if (!owner || !m_answer) {
        ticket.giveBack();
        return;
    }
    if (ticket.refusal()) {
        tokenAnswered(*ticket.refusal());
    } else if (ticket.isGranted()) {
        take(std::move(ticket));
        pass();
    } else {
        standInLine(std::move(ticket));
    }
}

void CallGate::take(RateLimiter::Ticket ticket)
{
    m_ticket = std::move(ticket);
    m_spent = false;
}

void CallGate::standInLine(RateLimiter::Ticket ticket)
{
    const MonotonicTime now = m_core.now();
    const MonotonicTime due = ticket.due().value_or(now);
    const RateLimiter *limiter = policies().limiter.get();
    const auto pauseEnd = limiter ? limiter->pausedUntil() : std::nullopt;
    if (const auto error = exceeds(due, pauseEnd)) {
        const QPointer owner(&m_owner);
        ticket.cancel();
        if (owner && m_answer)
            answer(error);
        return;
    }
    take(std::move(ticket));
    m_hasWaited = true;
    // A pause that is extended time and again is one line of the story.
    TimelineEntry &entry = m_timeline.goOn(now, pauseEnd ? TimelineKind::ServerPause : TimelineKind::TokenWait);
    entry.attempt = m_attempt;
    entry.place = m_ticket.place();
    entry.planned = due - m_timeline.start() - entry.at;
    if (pauseEnd)
        entry.cause = policies().pauseCause;
    m_waiting({entry.kind, due, entry.place, m_attempt});
}

void CallGate::pauseBegan(const QByteArray &origin)
{
    if (origin != m_origin || !m_answer || !m_ticket.isWaiting())
        return;
    standInLine(std::move(m_ticket));
}

void CallGate::tokenAnswered(const Result<void> &result)
{
    m_timeline.end(m_core.now());
    // Cancelled by the limiter: a new configuration has none, so there is nothing to wait for any more.
    if (!result && result.error().kind != ErrorKind::Cancelled)
        answer(result.error());
    else
        pass();
}

void CallGate::pass()
{
    m_core.sampleTokens(m_origin);
    if (m_inside || !policies().breaker)
        answer(std::nullopt);
    else
        passBreaker();
}

void CallGate::passBreaker()
{
    const QPointer owner(&m_owner);
    auto admitted = policies().breaker->admit();
    if (!owner || !m_answer)
        return;
    if (admitted) {
        m_permit = std::move(admitted).value();
        answer(std::nullopt);
        return;
    }
    // A refused call costs no token (D2).
    m_ticket.giveBack();
    if (owner && m_answer)
        answer(admitted.error());
}

void CallGate::sendNow()
{
    if (!m_answer || !m_ticket.isWaiting())
        return;
    m_timeline.end(m_core.now());
    const QPointer owner(&m_owner);
    m_ticket.cancel();
    if (owner && m_answer)
        pass();
}

bool CallGate::isPaused() const
{
    const RateLimiter *limiter = policies().limiter.get();
    return limiter && limiter->pausedUntil();
}

std::shared_ptr<const BreakerTrip> CallGate::tripOf(const CircuitBreaker *breaker)
{
    return breaker && breaker->trip() ? std::make_shared<const BreakerTrip>(*breaker->trip()) : nullptr;
}

RateLimiter::Ticket CallGate::leave()
{
    m_answer = {};
    m_permit = {};
    RateLimiter::Ticket ticket = std::move(m_ticket);
    return m_spent ? RateLimiter::Ticket() : std::move(ticket);
}

void CallGate::answer(std::optional<Error> error)
{
    if (const Answer answer = std::exchange(m_answer, {}))
        answer(std::move(error));
}

std::optional<Error> CallGate::exceeds(MonotonicTime due, std::optional<MonotonicTime> pauseEnd) const
{
    const ClientConfig &config = m_core.config();
    Error error;
    error.wait = due - m_core.now();
    error.subject = config.name;
    const Duration allowed = config.retry.value_or(RetryConfig()).maxServerDelay;
    if (pauseEnd && *pauseEnd - m_core.now() > allowed) {
        error.kind = ErrorKind::RateLimited;
        error.detail = ErrorDetail::ServerPauseTooLong;
        error.limit = allowed;
        return error;
    }
    if (!m_deadline || due < *m_deadline)
        return std::nullopt;
    error.kind = ErrorKind::TotalTimeout;
    error.detail = ErrorDetail::WaitTooLong;
    error.limit = config.totalTimeout;
    return error;
}

} // namespace fuseboard
