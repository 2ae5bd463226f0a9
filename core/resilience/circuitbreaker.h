// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "base/scheduler.h"
#include "resilience/asyncfunction.h"
#include "resilience/breakercore.h"

#include <QFuture>
#include <QObject>
#include <QPointer>

#include <memory>

namespace fuseboard {

/// What the breaker is doing, for display. A value.
struct BreakerSnapshot
{
    BreakerState state = BreakerState::Closed;
    std::optional<Duration> retryIn; ///< until a probe may pass
    std::optional<BreakerTrip> trip; ///< what opened it, until it closes again
    int consecutiveFailures = 0;
    int failureThreshold = 0;
    int probeSuccesses = 0;
    int successThreshold = 0;
    int probesOut = 0;
    std::optional<double> failureRate; ///< percent, in rate mode with enough calls
    quint64 openings = 0;
    quint64 refused = 0;
    bool forced = false;
    bool isolated = false;
    bool observeOnly = false;
};

/// A circuit breaker around any asynchronous work: by call() or wrap(), or by hand: admit() before it, settle the
/// permit after it.
class CircuitBreaker final : public QObject
{
    Q_OBJECT

    class Private;

public:
    /// Leave to do the work once. Move-only; ends exactly once: success(), failure(), neutral(), or abandoned by its
    /// destructor (D12). May outlive the breaker.
    class [[nodiscard]] Permit
    {
    public:
        Permit() = default; ///< an empty one, already ended
        ~Permit();
        Permit(Permit &&) noexcept = default;
        Permit &operator=(Permit &&other) noexcept;

        void success() { settle(Verdict::Success); }
        /// openFor: a pause that the failing answer asked for (Retry-After), for the opening that it may cause (B26).
        void failure(std::optional<Duration> openFor = {}) { settle(Verdict::Failure, openFor); }
        void neutral() { settle(Verdict::Neutral); }
        void settle(Verdict verdict, std::optional<Duration> openFor = {});
        /// The work goes on, with another attempt or a wait before it: a probe that still has its slot keeps it for
        /// that wait and another lease (B17).
        void renew(Duration ahead = {});
        [[nodiscard]] bool isOpen() const; ///< not ended yet
        /// The breaker has changed its state meanwhile, or is gone, or a probe has lost its slot: work that has not
        /// begun should ask again.
        [[nodiscard]] bool isStale() const;

    private:
        friend class CircuitBreaker;
        Permit(std::shared_ptr<Private> breaker, BreakerCore::Pass pass);
        void abandon();

        std::shared_ptr<Private> m_breaker; // empty = ended
        BreakerCore::Pass m_pass;
    };

    /// attemptTimeout: of the work it guards, bounds a probe's lease (B17).
    CircuitBreaker(const CircuitBreakerConfig &config, Scheduler &scheduler,
                   Duration attemptTimeout = std::chrono::seconds(30), QObject *parent = nullptr);
    ~CircuitBreaker() override;

    /// A permit, or CircuitOpen with its detail, the count of consecutive failures, and the wait until another try
    /// makes sense where that is known.
    [[nodiscard]] Result<Permit> admit();
    /// The error that admit() would give, without taking a slot and without counting a refusal.
    [[nodiscard]] std::optional<Error> refusal() const;

    /// Calls the function with copies of the arguments if the circuit lets it, and learns from its end: a value is a
    /// success, an error what D8 says, an exception a failure, which ends here as FunctionFailed. A QFuture<T> leads to
    /// a Result<T>, one of Result<X> to that Result<X>. Refused, the function is not called, and the future is there at
    /// once with what admit() says. (SPEC "Manual Circuit Breaker")
    ///
    /// Else the future ends exactly once, from the event loop, after the breaker has changed. Cancelling it gives the
    /// work up, which is neutral: the function's future is cancelled, and the future ends without a result. A call
    /// under way does not need the breaker any more.
    template<class Function, class... Args>
    QFuture<AsyncEnd<Function, Args...>> call(Function &&function, Args &&...args)
    {
        auto work = makeAsyncFunction(std::forward<Function>(function), std::forward<Args>(args)...);
        auto future = work->future();
        guard(std::move(work));
        return future;
    }
    /// The function with this breaker around it: what it returns can be called like the function, any number of times.
    /// Once the breaker is destroyed that leads to Cancelled, and the function is not called. (SPEC's decorator)
    template<class Function>
    [[nodiscard]] auto wrap(Function &&function)
    {
        return [breaker = QPointer(this), function = std::decay_t<Function>(std::forward<Function>(function))](
                   const auto &...args) -> QFuture<AsyncEnd<Function, decltype(args)...>> {
            if (breaker)
                return breaker->call(function, args...);
            return QtFuture::makeReadyFuture(AsyncEnd<Function, decltype(args)...>(Error(ErrorKind::Cancelled)));
        };
    }

    [[nodiscard]] BreakerState state() const;
    [[nodiscard]] BreakerSnapshot snapshot() const;
    /// What opened it, until it closes again; empty where that was done by hand.
    [[nodiscard]] const std::optional<BreakerTrip> &trip() const;
    [[nodiscard]] const CircuitBreakerConfig &config() const;

    void forceOpen();
    void forceClosed();
    void release();
    void isolate(); ///< counted: as many endIsolation() are needed (B23); an Isolation does both
    void endIsolation();
    void reset();
    void reconfigure(const CircuitBreakerConfig &config, Duration attemptTimeout);

Q_SIGNALS:
    /// Once for each change, in order; the breaker already answers with the new state (B29). OPEN to HALF_OPEN is
    /// told when the time is over, by a timer, even without traffic (B28).
    void stateChanged(fuseboard::BreakerState from, fuseboard::BreakerState to, fuseboard::BreakerReason reason);

private:
    void guard(std::unique_ptr<FunctionWork> work);

    const std::shared_ptr<Private> d;
};

} // namespace fuseboard
