// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/retryhandler.h"

#include <QFutureWatcher>

namespace fuseboard {

/// The loop behind RetryHandler::run(): attempt, decide, wait, again. Needs the handler only to start.
class FunctionRetryRun final : public RetryRun
{
    Q_OBJECT

public:
    FunctionRetryRun(Backoff backoff, Scheduler &scheduler, Random &random,
                     std::function<QFuture<AttemptOutcome>()> function);
    ~FunctionRetryRun() override;

    void cancel() override;
    [[nodiscard]] int attempts() const override { return m_attempts; }

    void startAttempt();

private:
    void judge();
    void finish(const AttemptOutcome &outcome);

    const Backoff m_backoff;
    Scheduler &m_scheduler;
    Random &m_random;
    const std::function<QFuture<AttemptOutcome>()> m_function;
    QFutureWatcher<AttemptOutcome> m_watcher;
    TimerHandle m_wait;
    int m_attempts = 0;
    bool m_finished = false;
};

} // namespace fuseboard
