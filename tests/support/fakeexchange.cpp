// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fakeexchange.h"

#include <QPointer>

#include <utility>

namespace fuseboard {

FakeExchange::FakeExchange(Scheduler &scheduler, Request request, const Limits &limits, Listener listener)
    : m_scheduler(scheduler)
    , m_request(std::move(request))
    , m_limits(limits)
    , m_listener(std::move(listener))
    , m_entered(scheduler.now())
    , m_start(m_entered)
{
}

FakeExchange::~FakeExchange()
{
    cancel();
}

void FakeExchange::wait()
{
    m_waits = true;
    timeOutAfter(m_limits.attemptTimeout);
}

std::optional<Request> FakeExchange::leave()
{
    const auto departure = std::exchange(m_limits.departure, {});
    if (!departure)
        return m_request;
    const QPointer self(this);
    auto request = departure();
    if (!self || !m_listener.ended) // which it may have done
        return std::nullopt;
    if (!request)
        cancel();
    return request;
}

void FakeExchange::start(FakeOutcome outcome)
{
    m_outcome = std::move(outcome);
    m_started = true;
    m_start = m_scheduler.now();
    if (std::exchange(m_waits, false))
        m_phases.queued = m_start - m_entered;
    const Duration left = m_limits.attemptTimeout - (m_start - m_entered);
    if (m_outcome.result && m_outcome.delay < left)
        m_timer = m_scheduler.after(m_outcome.delay, [this] { finish(*m_outcome.result); });
    else
        timeOutAfter(left);
}

void FakeExchange::timeOutAfter(Duration left)
{
    const MonotonicTime due = m_scheduler.now() + left;
    m_timer = m_scheduler.after(left, [this, due] {
        Error timeout(ErrorKind::AttemptTimeout);
        timeout.limit = m_limits.attemptTimeout;
        if (m_scheduler.now() - due >= sleptLateness) // as the real one tells
            timeout.detail = ErrorDetail::EndedAsleep;
        else if (phases().isMostlyQueued(m_limits.attemptTimeout))
            timeout.detail = ErrorDetail::NoConnectionFree;
        finish(timeout);
    });
}

void FakeExchange::cancel()
{
    m_timer.cancel();
    const auto freed = std::exchange(m_listener.freed, nullptr);
    if (const auto ended = std::exchange(m_listener.ended, nullptr))
        ended(this, true);
    if (freed)
        freed();
}

int FakeExchange::sendings() const
{
    return m_started ? m_outcome.sendings : 0;
}

Phases FakeExchange::phases() const
{
    Phases phases = m_phases;
    if (m_waits)
        phases.queued = m_scheduler.now() - m_entered;
    return phases;
}

std::optional<Response> FakeExchange::partialAnswer() const
{
    return m_listener.ended ? std::nullopt : m_outcome.partial;
}

void FakeExchange::finish(const Result<Response> &result)
{
    if (m_started)
        m_phases.firstByte = m_scheduler.now() - m_start;
    Result<Response> answer = result; // a slot may destroy this object, and its outcome with it
    if (answer)
        answer->phases = m_phases;
    const auto freed = std::exchange(m_listener.freed, nullptr);
    if (const auto ended = std::exchange(m_listener.ended, nullptr))
        ended(this, false);
    Q_EMIT finished(answer);
    if (freed)
        freed();
}

} // namespace fuseboard
