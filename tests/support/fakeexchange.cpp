// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fakeexchange.h"

#include <utility>

namespace fuseboard {

FakeExchange::FakeExchange(Scheduler &scheduler, FakeOutcome outcome, const Limits &limits,
                           std::function<void(bool)> ended)
    : m_scheduler(scheduler)
    , m_outcome(std::move(outcome))
    , m_ended(std::move(ended))
    , m_start(scheduler.now())
{
    if (m_outcome.result && m_outcome.delay < limits.attemptTimeout) {
        m_timer = scheduler.after(m_outcome.delay, [this] { finish(*m_outcome.result); });
        return;
    }
    Error timeout(ErrorKind::AttemptTimeout);
    timeout.limit = limits.attemptTimeout;
    m_timer = scheduler.after(limits.attemptTimeout, [this, timeout, due = m_start + limits.attemptTimeout]() mutable {
        if (m_scheduler.now() - due >= sleptLateness) // as the real one tells
            timeout.detail = ErrorDetail::EndedAsleep;
        finish(timeout);
    });
}

FakeExchange::~FakeExchange()
{
    cancel();
}

void FakeExchange::cancel()
{
    m_timer.cancel();
    if (const auto ended = std::exchange(m_ended, nullptr))
        ended(true);
}

int FakeExchange::sendings() const
{
    return m_outcome.sendings;
}

Phases FakeExchange::phases() const
{
    return m_phases;
}

std::optional<Response> FakeExchange::partialAnswer() const
{
    return m_ended ? std::nullopt : m_outcome.partial;
}

void FakeExchange::finish(const Result<Response> &result)
{
    m_phases.firstByte = m_scheduler.now() - m_start;
    Result<Response> answer = result; // a slot may destroy this object, and its outcome with it
    if (answer)
        answer->phases = m_phases;
    if (const auto ended = std::exchange(m_ended, nullptr))
        ended(false);
    Q_EMIT finished(answer);
}

} // namespace fuseboard
