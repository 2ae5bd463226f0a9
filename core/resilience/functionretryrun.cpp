// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/functionretryrun.h"

#include <QPointer>

namespace fuseboard {

FunctionRetryRun::FunctionRetryRun(Backoff backoff, Scheduler &scheduler, Random &random,
                                   std::unique_ptr<FunctionWork> work)
    : m_backoff(std::move(backoff))
    , m_scheduler(scheduler)
    , m_random(random)
    , m_work(std::move(work))
{
    m_work->onGivenUp([this] { cancel(); });
}

FunctionRetryRun::~FunctionRetryRun() = default;

void FunctionRetryRun::startAttempt()
{
    if (m_work->isGivenUp()) { // and the news of it are under way
        cancel();
        return;
    }
    ++m_attempts;
    m_work->begin([this](const AttemptOutcome &outcome) { judge(outcome); });
}

void FunctionRetryRun::judge(const AttemptOutcome &outcome)
{
    // Without a result the work was cancelled: nothing is known of it that would call for another try.
    const RetryDecision decision = m_backoff.next(m_attempts - 1, outcome, m_random);
    if (!decision.retry) {
        finish(outcome);
        return;
    }
    const QPointer<FunctionRetryRun> self(this);
    Q_EMIT retrying(m_attempts + 1, decision);
    if (!self || m_finished)
        return;
    if (decision.delay > Duration::zero())
        m_wait = m_scheduler.after(decision.delay, [this] { startAttempt(); });
    else
        startAttempt();
}

void FunctionRetryRun::cancel()
{
    if (m_finished)
        return;
    m_work->abandon();
    AttemptOutcome outcome;
    outcome.error = Error(ErrorKind::Cancelled);
    finish(outcome);
}

void FunctionRetryRun::finish(const AttemptOutcome &outcome)
{
    m_finished = true;
    m_wait.cancel();
    if (!parent())
        deleteLater();
    const QPointer<FunctionRetryRun> self(this);
    m_work->deliver();
    if (self)
        Q_EMIT finished(outcome);
}

} // namespace fuseboard

#include "moc_functionretryrun.cpp"
