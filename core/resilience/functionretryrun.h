// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/functionwork.h"
#include "resilience/retryhandler.h"

#include <memory>

namespace fuseboard {

/// The loop behind RetryHandler: attempt, decide, wait, again. Needs the handler only to start.
class FunctionRetryRun final : public RetryRun
{
    Q_OBJECT

public:
    FunctionRetryRun(Backoff backoff, Scheduler &scheduler, Random &random, std::unique_ptr<FunctionWork> work);
    ~FunctionRetryRun() override;

    void cancel() override;
    [[nodiscard]] int attempts() const override { return m_attempts; }

    void startAttempt();

private:
    void judge(const AttemptOutcome &outcome);
    void finish(const AttemptOutcome &outcome);

    const Backoff m_backoff;
    Scheduler &m_scheduler;
    Random &m_random;
    const std::unique_ptr<FunctionWork> m_work;
    TimerHandle m_wait;
    int m_attempts = 0;
    bool m_finished = false;
};

} // namespace fuseboard
