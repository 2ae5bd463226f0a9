// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/boxed.h"
#include "base/result.h"
#include "base/scheduler.h"
#include "resilience/tokenbucket.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fuseboard {

struct ServerQuota;

/// What the limiter holds, for display. A value.
struct LimiterSnapshot
{
    double tokens = 0;
    int burst = 0;
    double ratePerSecond = 0;
    int waiting = 0;
    Duration longestWait{}; ///< how long the first waiter has waited
    std::optional<Duration> pausedFor; ///< rest of a pause that the server asked for
    quint64 granted = 0; ///< and not given back
    quint64 delayed = 0; ///< granted after a wait
    quint64 refused = 0;
};

/// What one limiter leaves to another that takes its place after a while. A value.
struct LimiterPause
{
    std::optional<MonotonicTime> end; ///< of a pause that the server asked for
    int bare429s = 0; ///< in a row (D9)
};

/// Queues callers for tokens. One timer, whatever the number of waiters.
///
/// Who waits is served by priority, and within a priority first come first served. Waiting counts: a Runner goes before
/// an Interactive caller who comes 10 s or more after it, a Monitor after 30 s, so that nobody starves.
class RateLimiter final : public QObject
{
    Q_OBJECT

    class Private;
    struct Waiter;

public:
    enum class Priority : quint8 { Interactive, Runner, Monitor };
    using Granted = std::function<void(const Result<void> &)>;

    /// A place in the queue or a token taken. Move-only; destroying it gives up the place (L09), but not a token that
    /// was granted: that one is spent unless giveBack() is called. May outlive the limiter.
    class [[nodiscard]] Ticket
    {
    public:
        Ticket();
        ~Ticket();
        Ticket(Ticket &&other) noexcept;
        Ticket &operator=(Ticket &&other) noexcept;

        /// At once, in which case the callback is never called, or later.
        [[nodiscard]] bool isGranted() const;
        [[nodiscard]] bool isWaiting() const;
        /// Why it was refused at once (RateLimited with WaitTooLong, QueueFull or CostAboveBurst); the callback will
        /// not be called. WaitTooLong and QueueFull tell the wait that it would have been. Cancelled where a listener
        /// of the limiter has destroyed it meanwhile.
        [[nodiscard]] const Boxed<Error> &refusal() const { return m_refusal; }
        /// 1 for the next in line; 0 when not waiting.
        [[nodiscard]] int place() const;
        /// When it came, of one who waits or had to.
        [[nodiscard]] std::optional<MonotonicTime> since() const;
        /// When its turn comes if nothing changes, by the queue before it; where the limiter is strict and somebody
        /// needs several tokens, not before that.
        [[nodiscard]] std::optional<MonotonicTime> due() const;
        /// Whether a pause that the server asked for is what it waits for.
        [[nodiscard]] bool heldByPause() const;
        /// Returns a granted token that was not used, once.
        void giveBack();
        /// A granted token is used only now, and a strict limiter counts it from now on. False where its window has no
        /// room for it any more, or a pause has ended since it was granted: it is to be given back, and asked for anew.
        [[nodiscard]] bool renew();
        /// Leaves the queue; the callback will not be called.
        void cancel();
        /// The same, but the limiter's listeners hear of it only with cancel(), or when this goes.
        void withdraw();

    private:
        friend class RateLimiter;

        std::shared_ptr<Private> m_limiter; // where there is something to give back or to leave
        std::unique_ptr<Waiter> m_waiter; // only of those who had to wait
        Boxed<Error> m_refusal;
        int m_cost = 0; // taken at once
        TokenBucket::Grant m_grant = 0; // then
    };

    RateLimiter(const RateLimitConfig &config, Scheduler &scheduler, QObject *parent = nullptr);
    /// Closes it: the callbacks of all who wait are called with Cancelled.
    ~RateLimiter() override;

    /// Asks for cost tokens, at least 1. Never calls back from inside: the answer is either in the ticket at once, or
    /// the callback is called later, once, from the scheduler: with success; with CostAboveBurst when a new
    /// configuration no longer allows it; or from the limiter's destructor with Cancelled.
    /// A newcomer queues behind waiters even if a token is free that instant (L08). maxWait: in the place of the
    /// configuration's.
    [[nodiscard]] Ticket acquire(int cost, Granted granted, Priority priority = Priority::Interactive,
                                 std::optional<Duration> maxWait = {});

    /// What the server said; pauses (up to 6 h) and lower counts are obeyed if respect_retry_after is on.
    void observe(const ServerQuota &quota);
    /// The rest of a pause from before this limiter was made (L23): as if the server asked for it now.
    void resumePause(Duration rest);
    /// That of a limiter in whose place this one is: it holds on, whatever it was asked by.
    void resume(const LimiterPause &pause);
    [[nodiscard]] LimiterPause pause() const;
    /// A 429 without any header: pauses 1 s × backoff_factor^n (D9). Those that arrive while a pause holds were sent
    /// before it and change nothing.
    void observeBare429();
    /// An answer that is not 429 ends that growth.
    void observeOther();
    /// Ends a pause by the user's wish.
    void ignorePause();

    /// Live; waiters are rescheduled (L17).
    void reconfigure(const RateLimitConfig &config);
    [[nodiscard]] const RateLimitConfig &config() const;
    [[nodiscard]] LimiterSnapshot snapshot() const;
    /// The end of a pause that holds now.
    [[nodiscard]] std::optional<MonotonicTime> pausedUntil() const;
    [[nodiscard]] double tokens() const;

Q_SIGNALS:
    /// Tokens were taken, given back or clamped; not emitted for refill by time.
    void tokensChanged();
    void waitingChanged(int waiting);
    /// Those who wait are served later than it was: a token that was taken before is used only now.
    void turnsDelayed();
    /// A pause begins, is extended or ends (now or earlier).
    void pauseChanged(fuseboard::MonotonicTime until);

private:
    const std::shared_ptr<Private> d;
};

} // namespace fuseboard
