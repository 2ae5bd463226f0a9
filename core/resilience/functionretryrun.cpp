// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/functionretryrun.h"

#include <QPointer>

namespace fuseboard {

namespace {

AttemptOutcome cancelledOutcome()
{
    AttemptOutcome outcome;
    outcome.error = Error(ErrorKind::Cancelled);
    return outcome;
}

} // namespace

FunctionRetryRun::FunctionRetryRun(Backoff backoff, Scheduler &scheduler, Random &random,
                                   std::function<QFuture<AttemptOutcome>()> function)
    : m_backoff(std::move(backoff))
    , m_scheduler(scheduler)
    , m_random(random)
    , m_function(std::move(function))
{
    // The watcher tells of the end from the event loop, even where the future had ended before it came here.
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &FunctionRetryRun::judge);
}

FunctionRetryRun::~FunctionRetryRun()
{
    m_watcher.future().cancel();
}

void FunctionRetryRun::startAttempt()
{
    const QPointer<FunctionRetryRun> self(this);
    ++m_attempts;
    QFuture<AttemptOutcome> future = m_function();
    // The function may have cancelled or deleted the run.
    if (self && !m_finished)
        m_watcher.setFuture(future);
    else
        future.cancel();
}

void FunctionRetryRun::judge()
{
    if (m_finished)
        return;
    // Without a result the work was cancelled or threw: nothing is known of it that would call for another try.
    const QFuture<AttemptOutcome> future = m_watcher.future();
    const AttemptOutcome outcome = future.resultCount() > 0 ? future.resultAt(0) : cancelledOutcome();
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
    if (!m_finished)
        finish(cancelledOutcome());
}

void FunctionRetryRun::finish(const AttemptOutcome &outcome)
{
    m_finished = true;
    m_wait.cancel();
    m_watcher.future().cancel();
    if (!parent())
        deleteLater();
    Q_EMIT finished(outcome);
}

} // namespace fuseboard

#include "moc_functionretryrun.cpp"
