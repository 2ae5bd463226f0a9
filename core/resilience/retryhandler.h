// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "base/scheduler.h"
#include "resilience/backoff.h"

#include <QFuture>
#include <QObject>

#include <functional>

namespace fuseboard {

/// One run of a function under a RetryHandler. Deletes itself after finished() unless a parent is set.
class RetryRun : public QObject
{
    Q_OBJECT

public:
    ~RetryRun() override;
    /// Ends it with Cancelled in the same turn; the function is not called again (R08).
    virtual void cancel() = 0;
    [[nodiscard]] virtual int attempts() const = 0;

Q_SIGNALS:
    /// Attempt number attempt follows after decision.delay.
    void retrying(int attempt, const fuseboard::RetryDecision &decision);
    /// Exactly once, never from inside RetryHandler::run(): the last outcome, whether good or not.
    void finished(const fuseboard::AttemptOutcome &outcome);

protected:
    using QObject::QObject;
};

/// SPEC "Manual Retry Logic": retries around any asynchronous function. ApiClient uses Backoff itself.
class RetryHandler final : public QObject // lint-allow(one-class): makes the runs above
{
    Q_OBJECT

public:
    RetryHandler(RetryConfig config, Scheduler &scheduler, Random &random, QObject *parent = nullptr);
    ~RetryHandler() override;

    /// Calls the function at once and again after each outcome that the configuration retries. A future that ends
    /// without a result, cancelled or by an exception, counts as Cancelled. The run does not need the handler any more.
    RetryRun *run(std::function<QFuture<AttemptOutcome>()> function);
    [[nodiscard]] const RetryConfig &config() const;

private:
    Backoff m_backoff;
    Scheduler &m_scheduler;
    Random &m_random;
};

} // namespace fuseboard
