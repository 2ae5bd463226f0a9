// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callgate.h"

#include <QPointer>

#include <utility>

namespace fuseboard {

CallGate::CallGate(CallFrame &call, const CallOptions &options)
    : m_call(call)
    , m_cost(options.cost)
    , m_priority(options.priority)
{
}

void CallGate::enter()
{
    m_inside = false;
    m_asked = true;
    CircuitBreaker *breaker = policies().breaker.get();
    if (!breaker || !breaker->refusal()) {
        askForToken();
        return;
    }
    // Asked for good, so that the refusal is counted.
    const QPointer call(&m_call);
    const auto admitted = breaker->admit();
    if (!call || !m_asked)
        return;
    if (admitted)
        askForToken();
    else
        answer(admitted.error());
}

void CallGate::comeBack(bool heldByPause)
{
    m_inside = true;
    m_asked = true;
    if (heldByPause || isPaused())
        askForToken();
    else
        answer(std::nullopt);
}

void CallGate::askForToken()
{
    RateLimiter *limiter = policies().limiter.get();
    if (!limiter || limiter->pausedUntil() == m_ignored) {
        pass();
        return;
    }
    const QPointer call(&m_call);
    auto ticket = limiter->acquire(
        m_cost, [this](const Result<void> &result) { tokenAnswered(result); }, m_priority, m_call.ownMaxWait());
    if (!call || !m_asked) {
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
    const MonotonicTime now = m_call.core().now();
    const MonotonicTime due = ticket.due().value_or(now);
    const Duration whole = due - ticket.since().value_or(now);
    const RateLimiter *limiter = policies().limiter.get();
    const auto pauseEnd = limiter ? limiter->pausedUntil() : std::nullopt;
    const auto pause = pauseEnd ? std::optional(*pauseEnd - now) : std::nullopt;
    if (const auto error = exceeds(due, whole, pause, longestPause())) {
        const QPointer call(&m_call);
        ticket.cancel();
        if (call && m_asked)
            answer(error);
        return;
    }
    take(std::move(ticket));
    m_hasWaited = true;
    const int attempt = m_call.nextAttempt();
    const int place = m_ticket.place();
    TimelineRecorder &recorder = m_call.recorder();
    if (!pauseEnd) {
        recorder.waitForToken(now, due, attempt, place);
        m_call.waitBegan({TimelineKind::TokenWait, due, place, attempt});
        return;
    }
    // A pause that is extended time and again is one line of the story.
    TimelineEntry &entry = recorder.goOn(now, TimelineKind::ServerPause);
    entry.attempt = attempt;
    entry.place = place;
    entry.planned = due - recorder.start() - entry.at;
    entry.cause = policies().pauseCause;
    m_call.waitBegan({TimelineKind::ServerPause, due, place, attempt});
}

void CallGate::pauseBegan(const QByteArray &origin)
{
    if (origin != m_origin || !m_asked || !m_ticket.isWaiting())
        return;
    standInLine(std::move(m_ticket));
}

void CallGate::tokenAnswered(const Result<void> &result)
{
    m_call.recorder().end(m_call.core().now());
    // Cancelled by the limiter: a new configuration has none, so there is nothing to wait for any more.
    if (!result && result.error().kind != ErrorKind::Cancelled)
        answer(result.error());
    else
        pass();
}

void CallGate::pass()
{
    m_call.core().sampleTokens(m_origin);
    if (m_inside || !policies().breaker)
        answer(std::nullopt);
    else
        passBreaker();
}

void CallGate::passBreaker()
{
    const QPointer call(&m_call);
    auto admitted = policies().breaker->admit();
    if (!call || !m_asked)
        return;
    if (admitted) {
        answer(std::nullopt, std::move(admitted).value());
        return;
    }
    // A refused call costs no token (D2).
    m_ticket.giveBack();
    if (call && m_asked)
        answer(admitted.error());
}

void CallGate::sendNow()
{
    if (!m_asked || !m_ticket.isWaiting())
        return;
    m_call.recorder().end(m_call.core().now());
    ignorePause(m_origin);
    const QPointer call(&m_call);
    m_ticket.cancel();
    if (call && m_asked)
        pass();
}

std::optional<MonotonicTime> CallGate::pauseEnd(const QByteArray &origin) const
{
    const RateLimiter *limiter = m_call.core().policies(origin).limiter.get();
    const auto end = limiter ? limiter->pausedUntil() : std::nullopt;
    return end == m_ignored ? std::nullopt : end;
}

void CallGate::ignorePause(const QByteArray &origin)
{
    const RateLimiter *limiter = m_call.core().policies(origin).limiter.get();
    m_ignored = limiter ? limiter->pausedUntil().value_or(none) : none;
}

std::shared_ptr<const BreakerTrip> CallGate::tripOf(const CircuitBreaker *breaker)
{
    return breaker && breaker->trip() ? std::make_shared<const BreakerTrip>(*breaker->trip()) : nullptr;
}

RateLimiter::Ticket CallGate::leave()
{
    m_asked = false;
    RateLimiter::Ticket ticket = std::move(m_ticket);
    ticket.withdraw();
    return m_spent ? RateLimiter::Ticket() : std::move(ticket);
}

void CallGate::answer(const std::optional<Error> &error, CircuitBreaker::Permit permit)
{
    if (std::exchange(m_asked, false))
        m_call.gateAnswered(error, std::move(permit));
}

std::optional<Duration> CallGate::longestPause() const
{
    const auto &retry = m_call.core().config().retry;
    return retry ? std::optional(retry->maxServerDelay) : std::nullopt;
}

std::optional<Error> CallGate::exceeds(MonotonicTime due, Duration whole, std::optional<Duration> pause,
                                       std::optional<Duration> allowed) const
{
    const ClientConfig &config = m_call.core().config();
    const MonotonicTime now = m_call.core().now();
    Error error;
    error.wait = due - now;
    error.subject = config.name;
    if (allowed && pause > allowed) {
        error.kind = ErrorKind::RateLimited;
        error.detail = ErrorDetail::ServerPauseTooLong;
        error.limit = allowed;
        return error;
    }
    const auto own = config.rateLimit ? m_call.ownMaxWait() : std::nullopt;
    const auto longest = own ? own : config.rateLimit.value_or(RateLimitConfig()).maxWait;
    if (longest && whole > *longest) {
        error.kind = ErrorKind::RateLimited;
        error.detail = ErrorDetail::WaitTooLong;
        error.limit = longest;
        error.paused = pause && whole - (due - now - *pause) > *longest;
        return error;
    }
    const auto deadline = m_call.deadline();
    if (!deadline || due < *deadline)
        return std::nullopt;
    error.kind = ErrorKind::TotalTimeout;
    error.detail = ErrorDetail::WaitTooLong;
    error.limit = config.totalTimeout;
    error.paused = pause && now + *pause >= *deadline;
    return error;
}

} // namespace fuseboard
