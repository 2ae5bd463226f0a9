// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/ratelimiter.h"

#include "resilience/ratelimiter_p.h"
#include "resilience/serverquota.h"

#include <utility>

namespace fuseboard {

RateLimiter::Ticket::Ticket() = default;

RateLimiter::Ticket::~Ticket()
{
    cancel();
}

RateLimiter::Ticket::Ticket(Ticket &&other) noexcept
    : m_limiter(std::move(other.m_limiter))
    , m_waiter(std::move(other.m_waiter))
    , m_refusal(std::exchange(other.m_refusal, {}))
    , m_cost(std::exchange(other.m_cost, 0))
    , m_grant(other.m_grant)
{
}

RateLimiter::Ticket &RateLimiter::Ticket::operator=(Ticket &&other) noexcept
{
    if (this != &other) {
        cancel();
        m_limiter = std::move(other.m_limiter);
        m_waiter = std::move(other.m_waiter);
        m_refusal = std::exchange(other.m_refusal, {});
        m_cost = std::exchange(other.m_cost, 0);
        m_grant = other.m_grant;
    }
    return *this;
}

bool RateLimiter::Ticket::isGranted() const
{
    return m_cost > 0 || (m_waiter && m_waiter->state == Waiter::State::Granted);
}

bool RateLimiter::Ticket::isWaiting() const
{
    return m_waiter && m_waiter->state == Waiter::State::Waiting;
}

int RateLimiter::Ticket::place() const
{
    if (!isWaiting())
        return 0;
    return static_cast<int>(m_limiter->line.before(m_waiter->key).places) + 1;
}

std::optional<MonotonicTime> RateLimiter::Ticket::since() const
{
    return m_waiter ? std::optional(m_waiter->since) : std::nullopt;
}

std::optional<MonotonicTime> RateLimiter::Ticket::due() const
{
    if (!isWaiting())
        return std::nullopt;
    return m_limiter->servedAt(m_waiter->key, m_waiter->cost);
}

bool RateLimiter::Ticket::heldByPause() const
{
    return isWaiting() && m_limiter->bucket.pausedUntil(m_limiter->scheduler.now());
}

void RateLimiter::Ticket::giveBack()
{
    if (!isGranted())
        return;
    const auto limiter = std::exchange(m_limiter, {});
    const bool delayed = m_waiter != nullptr;
    const int cost = delayed ? m_waiter->cost : m_cost;
    const TokenBucket::Grant grant = delayed ? m_waiter->grant : m_grant;
    m_waiter.reset();
    m_cost = 0;
    limiter->giveBack(grant, cost, delayed);
}

bool RateLimiter::Ticket::renew()
{
    return !isGranted()
        || (m_waiter ? m_limiter->renew(m_waiter->grant, m_waiter->cost) : m_limiter->renew(m_grant, m_cost));
}

void RateLimiter::Ticket::withdraw()
{
    if (isWaiting())
        m_limiter->withdraw(*m_waiter);
}

void RateLimiter::Ticket::cancel()
{
    if (!isWaiting() && !(m_waiter && m_waiter->state == Waiter::State::Withdrawn))
        return;
    const auto limiter = std::exchange(m_limiter, {});
    const auto waiter = std::exchange(m_waiter, {});
    limiter->leave(*waiter);
}

RateLimiter::RateLimiter(const RateLimitConfig &config, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Private>(this, config, scheduler))
{
}

RateLimiter::~RateLimiter()
{
    d->close();
}

RateLimiter::Ticket RateLimiter::acquire(int cost, Granted granted, Priority priority, std::optional<Duration> maxWait)
{
    Ticket ticket;
    const auto self = d;
    cost = std::max(cost, 1);
    const MonotonicTime now = self->scheduler.now();
    const bool isNext = self->line.isEmpty() && self->q;
    if (const auto grant = isNext ? self->bucket.tryTake(now, cost) : std::nullopt) {
        ++self->granted;
        ticket.m_limiter = self;
        ticket.m_cost = cost;
        ticket.m_grant = *grant;
        Q_EMIT tokensChanged();
        return ticket;
    }
    auto waiter = std::make_unique<Waiter>(self->nextKey(now, priority), cost, now);
    ticket.m_refusal = self->refusalFor(*waiter, now, maxWait ? maxWait : self->config.maxWait);
    if (ticket.m_refusal) {
        ++self->refused;
        return ticket;
    }
    ticket.m_limiter = self;
    ticket.m_waiter = std::move(waiter);
    // Joining tells listeners, who may end the wait: whoever asks here learns it from the ticket, not by a call.
    self->join(*ticket.m_waiter);
    if (ticket.isWaiting())
        ticket.m_waiter->granted = std::move(granted);
    else if (!ticket.isGranted())
        ticket.m_refusal = Error(ErrorKind::Cancelled);
    return ticket;
}

void RateLimiter::observe(const ServerQuota &quota)
{
    if (d->config.respectRetryAfter)
        d->obey(quota.pause(), quota.remaining);
}

void RateLimiter::resumePause(Duration rest)
{
    if (d->config.respectRetryAfter)
        d->obey(rest, std::nullopt);
}

void RateLimiter::resume(const LimiterPause &pause)
{
    d->bare429s = pause.bare429s;
    if (pause.end)
        d->obey(*pause.end - d->scheduler.now(), std::nullopt);
}

LimiterPause RateLimiter::pause() const
{
    return {pausedUntil(), d->bare429s};
}

void RateLimiter::observeBare429()
{
    d->pauseForBare429();
}

void RateLimiter::observeOther()
{
    d->bare429s = 0;
}

void RateLimiter::ignorePause()
{
    d->ignorePause();
}

void RateLimiter::reconfigure(const RateLimitConfig &config)
{
    d->config = config;
    d->bucket.reconfigure(config, d->scheduler.now());
    d->armTimer();
    Q_EMIT tokensChanged();
}

const RateLimitConfig &RateLimiter::config() const
{
    return d->config;
}

std::optional<MonotonicTime> RateLimiter::pausedUntil() const
{
    return d->bucket.pausedUntil(d->scheduler.now());
}

double RateLimiter::tokens() const
{
    return d->bucket.tokens(d->scheduler.now());
}

LimiterSnapshot RateLimiter::snapshot() const
{
    const MonotonicTime now = d->scheduler.now();
    LimiterSnapshot snapshot;
    snapshot.tokens = d->bucket.tokens(now);
    snapshot.burst = d->bucket.burst();
    snapshot.ratePerSecond = d->bucket.ratePerSecond();
    snapshot.waiting = static_cast<int>(d->line.size());
    if (const auto *first = d->firstWaiter())
        snapshot.longestWait = now - first->since;
    if (const auto until = d->bucket.pausedUntil(now))
        snapshot.pausedFor = *until - now;
    snapshot.granted = d->granted;
    snapshot.delayed = d->delayed;
    snapshot.refused = d->refused;
    return snapshot;
}

} // namespace fuseboard

#include "moc_ratelimiter.cpp"
