// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/ratelimiter_p.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr Duration longestPause = hours(6);
constexpr double firstBarePauseSeconds = 1;

/// How far ahead of its arrival a caller of higher priority may push in.
Duration headStartAgainst(RateLimiter::Priority priority)
{
    switch (priority) {
    case RateLimiter::Priority::Interactive:
        return seconds(0);
    case RateLimiter::Priority::Runner:
        return seconds(10);
    case RateLimiter::Priority::Monitor:
        return seconds(30);
    }
    Q_UNREACHABLE();
}

} // namespace

RateLimiter::Private::Private(RateLimiter *limiter, const RateLimitConfig &limits, Scheduler &limiterScheduler)
    : q(limiter)
    , scheduler(limiterScheduler)
    , config(limits)
    , bucket(limits, limiterScheduler.now())
{
}

WaitLine::Key RateLimiter::Private::nextKey(MonotonicTime now, Priority priority)
{
    return {now + headStartAgainst(priority), ++m_numbers};
}

MonotonicTime RateLimiter::Private::servedAt(const WaitLine::Key &key, qint64 cost) const
{
    return bucket.servedAt(scheduler.now(), line.before(key).cost + cost);
}

std::optional<Error> RateLimiter::Private::refusalFor(const Waiter &waiter, MonotonicTime now,
                                                      std::optional<Duration> maxWait) const
{
    if (!q)
        return Error(ErrorKind::Cancelled);
    if (waiter.cost > bucket.burst())
        return costAboveBurst();
    const bool full = line.size() >= config.maxQueue;
    if (!full && !maxWait)
        return std::nullopt;
    // Of a full line the first one makes room, long before this one would have its turn.
    const Duration wait = full && line.first() ? bucket.servedAt(now, line.first()->cost) - now
                                               : servedAt(waiter.key, waiter.cost) - now;
    if (!full && wait <= *maxWait)
        return std::nullopt;
    Error error(ErrorKind::RateLimited, full ? ErrorDetail::QueueFull : ErrorDetail::WaitTooLong);
    error.wait = wait;
    error.count = static_cast<int>(line.size());
    if (full)
        return error;
    error.limit = maxWait;
    const auto pauseEnd = bucket.pausedUntil(now);
    error.paused = pauseEnd && *pauseEnd - now > *maxWait;
    return error;
}

Error RateLimiter::Private::costAboveBurst() const
{
    Error error(ErrorKind::RateLimited, ErrorDetail::CostAboveBurst);
    error.count = bucket.burst();
    return error;
}

RateLimiter::Waiter *RateLimiter::Private::firstWaiter() const
{
    return static_cast<Waiter *>(line.first());
}

void RateLimiter::Private::join(Waiter &waiter)
{
    line.add(waiter);
    armTimer();
    Q_EMIT q->waitingChanged(static_cast<int>(line.size()));
}

void RateLimiter::Private::withdraw(Waiter &waiter)
{
    line.remove(waiter);
    waiter.state = Waiter::State::Withdrawn;
    waiter.granted = {};
    if (q)
        armTimer();
}

void RateLimiter::Private::leave(Waiter &waiter)
{
    if (waiter.state == Waiter::State::Waiting)
        withdraw(waiter);
    if (q)
        Q_EMIT q->waitingChanged(static_cast<int>(line.size()));
}

void RateLimiter::Private::giveBack(TokenBucket::Grant grant, int cost, bool wasDelayed)
{
    if (!q)
        return;
    --granted;
    delayed -= wasDelayed ? 1 : 0;
    bucket.giveBack(scheduler.now(), grant, cost);
    armTimer();
    Q_EMIT q->tokensChanged();
}

bool RateLimiter::Private::renew(TokenBucket::Grant &grant, int cost)
{
    const auto renewed = bucket.renew(scheduler.now(), grant, cost);
    const bool isMoved = renewed && *renewed != grant;
    grant = renewed.value_or(grant);
    if (!q)
        return renewed.has_value();
    // Told in a turn of its own: whoever renews is not to be ended by a listener.
    m_turnsDelayed = m_turnsDelayed || isMoved;
    armTimer();
    return renewed.has_value();
}

void RateLimiter::Private::obey(std::optional<Duration> pause, std::optional<int> remaining)
{
    const auto self = q->d;
    const MonotonicTime now = scheduler.now();
    const double before = bucket.tokens(now);
    if (remaining)
        bucket.limitTo(now, *remaining);
    const bool lowered = bucket.tokens(now) < before;
    if (pause && *pause > Duration::zero())
        pauseUntil(now + std::min(*pause, longestPause));
    else
        armTimer();
    if (lowered && q)
        Q_EMIT q->tokensChanged();
}

void RateLimiter::Private::pauseForBare429()
{
    const MonotonicTime now = scheduler.now();
    if (bucket.pausedUntil(now))
        return;
    const double grown = firstBarePauseSeconds * std::pow(std::max(config.backoffFactor, 1.0), bare429s++);
    pauseUntil(now + std::min(fromSeconds(grown), longestPause));
}

void RateLimiter::Private::pauseUntil(MonotonicTime until)
{
    const MonotonicTime now = scheduler.now();
    const auto before = bucket.pausedUntil(now);
    bucket.pauseUntil(now, until);
    m_pauseEnd = bucket.pausedUntil(now);
    armTimer();
    if (m_pauseEnd != before)
        Q_EMIT q->pauseChanged(until);
}

void RateLimiter::Private::ignorePause()
{
    const MonotonicTime now = scheduler.now();
    if (!bucket.pausedUntil(now))
        return;
    bucket.clearPause();
    m_pauseEnd.reset();
    armTimer();
    Q_EMIT q->pauseChanged(now);
}

void RateLimiter::Private::close()
{
    q = nullptr;
    m_timer.cancel();
    while (Waiter *first = firstWaiter())
        answer(*first, Waiter::State::Refused, Error(ErrorKind::Cancelled));
}

void RateLimiter::Private::armTimer()
{
    const MonotonicTime now = scheduler.now();
    std::optional<MonotonicTime> due = bucket.pausedUntil(now);
    // Who can never be served any more learns it now, pause or not (L12).
    if (const Waiter *first = firstWaiter(); first && (!due || first->cost > bucket.burst()))
        due = std::max(bucket.availableAt(now, first->cost).value_or(now), now);
    m_turnsDelayed = m_turnsDelayed && !line.isEmpty();
    if (m_turnsDelayed || (m_pauseEnd && !bucket.pausedUntil(now)))
        due = now;
    if (due == m_armedFor)
        return;
    m_armedFor = due;
    if (due)
        m_timer = scheduler.after(*due - now, [this] { runTurn(); });
    else
        m_timer.cancel();
}

void RateLimiter::Private::runTurn()
{
    const auto self = q->d;
    m_armedFor.reset();
    tellNews(scheduler.now());
    const qint64 before = line.size();
    bool isArmed = false; // by answer()
    while (q && serveFirst(scheduler.now()))
        isArmed = true;
    if (q && !isArmed)
        armTimer();
    if (q && line.size() != before)
        Q_EMIT q->waitingChanged(static_cast<int>(line.size()));
    if (q && line.size() != before)
        Q_EMIT q->tokensChanged();
}

void RateLimiter::Private::tellNews(MonotonicTime now)
{
    const bool areDelayed = std::exchange(m_turnsDelayed, false);
    const auto end = bucket.pausedUntil(now) ? std::nullopt : std::exchange(m_pauseEnd, {});
    if (!areDelayed && !end)
        return;
    armTimer(); // as in answer()
    if (end)
        Q_EMIT q->pauseChanged(std::min(*end, now)); // the clock may have gone back
    if (areDelayed && q)
        Q_EMIT q->turnsDelayed();
    if (areDelayed && q)
        Q_EMIT q->tokensChanged();
}

bool RateLimiter::Private::serveFirst(MonotonicTime now)
{
    Waiter *first = firstWaiter();
    if (!first)
        return false;
    const int cost = first->cost;
    if (cost > bucket.burst()) {
        ++refused;
        answer(*first, Waiter::State::Refused, costAboveBurst());
        return true;
    }
    const auto grant = bucket.tryTake(now, cost);
    if (!grant)
        return false;
    first->grant = *grant;
    ++granted;
    ++delayed;
    answer(*first, Waiter::State::Granted, {});
    return true;
}

/// The callback may destroy the ticket, and with it the waiter, or the limiter: nothing of them is touched after it.
void RateLimiter::Private::answer(Waiter &waiter, Waiter::State state, const Result<void> &result)
{
    line.remove(waiter);
    waiter.state = state;
    if (q)
        armTimer(); // a listener may run a loop, in which the others want to be served
    if (const Granted callback = std::exchange(waiter.granted, {}))
        callback(result);
}

} // namespace fuseboard
