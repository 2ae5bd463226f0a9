// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "base/scheduler.h"
#include "resilience/asyncfunction.h"
#include "resilience/backoff.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>

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

    /// Calls the function at once with copies of the arguments, and again after each end that the configuration
    /// retries: transport errors, timeouts, statuses of retry_status_codes, and exceptions, which end here as
    /// FunctionFailed. A QFuture<T> leads to a Result<T>, one of Result<X> to that Result<X>: the last one, whether
    /// good or not. A wait that an error names (Error::wait) is kept like a Retry-After.
    ///
    /// The future ends exactly once, from the event loop. Cancelling it gives the work up: the function's present
    /// future is cancelled, the function is not called again, and the future ends without a result. Where the
    /// function's future is cancelled by others, that is Cancelled, and not retried.
    ///
    /// The call does not need the handler any more, only its scheduler and random source.
    template<class Function, class... Args>
    QFuture<AsyncEnd<Function, Args...>> call(Function &&function, Args &&...args)
    {
        auto work = makeAsyncFunction(std::forward<Function>(function), std::forward<Args>(args)...);
        auto future = work->future();
        begin(std::move(work));
        return future;
    }

    /// The same for functions that know their outcome better than a value or an error tells, with a run to listen to.
    /// A future that ends without a result counts as Cancelled.
    RetryRun *run(std::function<QFuture<AttemptOutcome>()> function);
    [[nodiscard]] const RetryConfig &config() const;

private:
    RetryRun *begin(std::unique_ptr<FunctionWork> work);

    Backoff m_backoff;
    Scheduler &m_scheduler;
    Random &m_random;
};

/// A handler for one of SPEC's "Manual Retry Logic": createRetryHandler({.maxRetries = 5}, scheduler, random).
std::unique_ptr<RetryHandler> createRetryHandler(RetryConfig config, Scheduler &scheduler, Random &random);

} // namespace fuseboard
