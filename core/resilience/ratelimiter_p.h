// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/ratelimiter.h"
#include "resilience/waitline.h"

namespace fuseboard {

/// One who could not be served at once. Owned by his ticket; in the line while Waiting.
struct RateLimiter::Waiter : WaitLine::Place
{
    enum class State { Waiting, Granted, Refused, Withdrawn };

    Waiter(WaitLine::Key place, int tokens, MonotonicTime start)
        : since(start)
    {
        key = place;
        cost = tokens;
    }

    State state = State::Waiting;
    TokenBucket::Grant grant = 0; // where Granted
    MonotonicTime since;
    Granted granted;
};

/// The working parts, shared with the tickets so that they may outlive the limiter; q is null from then on.
class RateLimiter::Private
{
public:
    Private(RateLimiter *limiter, const RateLimitConfig &limits, Scheduler &limiterScheduler);

    [[nodiscard]] WaitLine::Key nextKey(MonotonicTime now, Priority priority);
    [[nodiscard]] MonotonicTime servedAt(const WaitLine::Key &key, qint64 cost) const;
    [[nodiscard]] std::optional<Error> refusalFor(const Waiter &waiter, MonotonicTime now,
                                                  std::optional<Duration> maxWait) const;
    [[nodiscard]] Waiter *firstWaiter() const;

    void join(Waiter &waiter);
    /// Out of the line; leave() tells of it.
    void withdraw(Waiter &waiter);
    void leave(Waiter &waiter);
    void giveBack(TokenBucket::Grant grant, int cost, bool wasDelayed);
    [[nodiscard]] bool renew(TokenBucket::Grant &grant, int cost);
    void obey(std::optional<Duration> pause, std::optional<int> remaining);
    void pauseForBare429();
    void ignorePause();
    void close();
    /// Plans the next turn: now where there is news to be told, the end of a pause, or the moment at which the first in
    /// line is served.
    void armTimer();

    RateLimiter *q;
    Scheduler &scheduler;
    RateLimitConfig config;
    TokenBucket bucket;
    WaitLine line;
    quint64 granted = 0;
    quint64 delayed = 0;
    quint64 refused = 0;
    int bare429s = 0; // in a row

private:
    [[nodiscard]] Error costAboveBurst() const;
    void runTurn();
    void tellNews(MonotonicTime now);
    [[nodiscard]] bool serveFirst(MonotonicTime now);
    void answer(Waiter &waiter, Waiter::State state, const Result<void> &result);
    void pauseUntil(MonotonicTime until);

    quint64 m_numbers = 0;
    TimerHandle m_timer;
    std::optional<MonotonicTime> m_armedFor;
    std::optional<MonotonicTime> m_pauseEnd; // of a pause whose end has not been told
    bool m_turnsDelayed = false; // which has not been told
};

} // namespace fuseboard
