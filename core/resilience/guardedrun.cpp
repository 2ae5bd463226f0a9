// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/guardedrun.h"

#include "resilience/verdict.h"

#include <utility>

namespace fuseboard {

GuardedRun::GuardedRun(CircuitBreaker::Permit permit, CircuitBreakerConfig config, std::unique_ptr<FunctionWork> work)
    : m_permit(std::move(permit))
    , m_config(std::move(config))
    , m_work(std::move(work))
{
}

GuardedRun::~GuardedRun() = default;

void GuardedRun::start()
{
    m_work->onGivenUp([this] { giveUp(); });
    m_work->begin([this](const AttemptOutcome &outcome) { ended(outcome); });
}

void GuardedRun::ended(const AttemptOutcome &outcome)
{
    if (m_work->isGivenUp()) // and the news of it are under way
        finish(Verdict::Neutral);
    else
        finish(verdictOf(outcome), outcome.serverDelay);
}

void GuardedRun::giveUp()
{
    if (m_finished)
        return;
    m_work->abandon();
    finish(Verdict::Neutral);
}

void GuardedRun::finish(Verdict verdict, std::optional<Duration> openFor)
{
    m_finished = true;
    deleteLater();
    // First, so that who hears of the end sees what it has made of the breaker.
    m_permit.settle(verdict, openFor);
    m_work->deliver();
}

Verdict GuardedRun::verdictOf(const AttemptOutcome &outcome) const
{
    if (outcome.error)
        return verdictFor(m_config, *outcome.error);
    // A function that knows no statuses has succeeded.
    return outcome.status == 0 ? Verdict::Success : verdictFor(m_config, outcome.status);
}

} // namespace fuseboard

#include "moc_guardedrun.cpp"
