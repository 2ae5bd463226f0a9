// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/policyset.h"

#include <QPointer>

#include <algorithm>
#include <utility>
#include <vector>

namespace fuseboard {

namespace {

// A server that redirects to ever new hosts must not fill the memory.
constexpr std::size_t mostOrigins = 64;

bool isHeld(const std::unique_ptr<CircuitBreaker> &breaker)
{
    if (!breaker)
        return false;
    const BreakerSnapshot now = breaker->snapshot();
    return now.forced || now.isolated;
}

/// By a person, who lets it go, and nobody else (B23).
bool isHeldByHand(const OriginPolicies &policies)
{
    return isHeld(policies.breaker) || isHeld(policies.breakerAside);
}

/// The end of a pause that the server asked for, whether or not there is a limiter to obey it.
std::optional<MonotonicTime> pauseEnd(const OriginPolicies &policies, MonotonicTime now)
{
    const auto end = policies.limiter ? policies.limiter->pausedUntil() : policies.pauseAside.end;
    return end > now ? end : std::nullopt;
}

bool isIdle(const OriginPolicies &policies, MonotonicTime now)
{
    if (policies.breaker) {
        const BreakerSnapshot breaker = policies.breaker->snapshot();
        if (breaker.state != BreakerState::Closed || breaker.consecutiveFailures > 0)
            return false;
    }
    return !pauseEnd(policies, now) && (!policies.limiter || policies.limiter->snapshot().waiting == 0);
}

} // namespace

PolicySet::PolicySet(const ClientConfig &config, Scheduler &scheduler)
    : m_config(config)
    , m_scheduler(scheduler)
{
}

PolicySet::~PolicySet() = default;

OriginPolicies &PolicySet::at(const QByteArray &origin)
{
    const auto found = m_policies.find(origin);
    if (found != m_policies.end()) {
        found->second.lastUse = ++m_uses;
        return found->second;
    }
    if (m_policies.size() >= mostOrigins)
        makeRoom();
    OriginPolicies &made = m_policies[origin];
    made.lastUse = ++m_uses;
    if (m_config.rateLimit)
        makeLimiter(origin, made);
    if (m_config.circuitBreaker)
        makeBreaker(origin, made);
    return made;
}

const OriginPolicies *PolicySet::find(const QByteArray &origin) const
{
    const auto found = m_policies.find(origin);
    return found == m_policies.end() ? nullptr : &found->second;
}

int PolicySet::waiting() const
{
    int waiting = 0;
    for (const auto &[origin, policies] : m_policies)
        waiting += policies.limiter ? policies.limiter->snapshot().waiting : 0;
    return waiting;
}

void PolicySet::setHome(const QByteArray &origin)
{
    m_home = origin;
    at(m_home);
}

PolicyState PolicySet::state() const
{
    PolicyState state;
    state.savedAt = m_scheduler.wallNow();
    for (const auto &[origin, policies] : m_policies) {
        if (const auto until = pauseEnd(policies, m_scheduler.now())) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(*until - m_scheduler.now());
            const auto &cause = policies.pauseCause;
            state.pauses.append(
                {PolicyState::fingerprint(origin), state.savedAt + left, cause ? std::optional(*cause) : std::nullopt});
        }
    }
    for (const PolicyState::Pause &pause : m_remembered.pauses) {
        if (const auto rest = m_remembered.rest(pause, state.savedAt))
            state.pauses.append(
                {pause.origin, state.savedAt + std::chrono::ceil<std::chrono::milliseconds>(*rest), pause.cause});
    }
    return state;
}

void PolicySet::restore(const PolicyState &state)
{
    m_remembered = state;
    std::vector<QByteArray> origins;
    for (const auto &entry : m_policies)
        origins.push_back(entry.first);
    const QPointer self(this);
    for (const QByteArray &origin : origins) {
        if (!self)
            return;
        const auto found = m_policies.find(origin);
        if (found != m_policies.end() && found->second.limiter)
            resumePause(origin, found->second);
    }
}

void PolicySet::resumePause(const QByteArray &origin, OriginPolicies &policies)
{
    const QByteArray fingerprint = PolicyState::fingerprint(origin);
    std::optional<Duration> longest;
    std::shared_ptr<const PauseCause> cause;
    const auto isTaken = [&](const PolicyState::Pause &pause) {
        if (pause.origin != fingerprint)
            return false;
        const auto rest = m_remembered.rest(pause, m_scheduler.wallNow());
        if (rest > longest) {
            longest = rest;
            cause = pause.cause ? std::make_shared<const PauseCause>(*pause.cause) : nullptr;
        }
        return true;
    };
    m_remembered.pauses.removeIf(isTaken);
    if (!longest)
        return;
    const auto present = policies.limiter->pausedUntil();
    if (!present || m_scheduler.now() + *longest > *present)
        policies.pauseCause = cause; // known before those who wait hear of it
    // One that no figure of the server's had asked for does not depend on whether these are obeyed.
    if (cause && cause->source == PauseSource::Unnamed)
        policies.limiter->resume({m_scheduler.now() + *longest, policies.limiter->pause().bare429s});
    else
        policies.limiter->resumePause(*longest);
}

void PolicySet::reconfigure()
{
    // Each step tells listeners, who may reach other origins meanwhile, reconfigure again, or destroy the client.
    std::vector<QByteArray> origins;
    for (const auto &entry : m_policies)
        origins.push_back(entry.first);
    const QPointer self(this);
    for (const QByteArray &origin : origins) {
        reconfigureBreaker(origin);
        if (self)
            reconfigureLimiter(origin);
        if (!self)
            return;
    }
}

void PolicySet::reconfigureLimiter(const QByteArray &origin)
{
    const auto found = m_policies.find(origin);
    if (found == m_policies.end())
        return;
    OriginPolicies &policies = found->second;
    if (!m_config.rateLimit) {
        if (policies.limiter)
            policies.pauseAside = policies.limiter->pause();
        const auto dropped = std::exchange(policies.limiter, {});
    } else if (policies.limiter) {
        const QPointer self(this);
        policies.limiter->reconfigure(*m_config.rateLimit);
        if (self)
            Q_EMIT limitsChanged(origin);
    } else {
        makeLimiter(origin, policies);
        if (policies.limiter->pausedUntil())
            Q_EMIT pauseBegan(origin); // as to those who come back now
    }
}

void PolicySet::reconfigureBreaker(const QByteArray &origin)
{
    const auto found = m_policies.find(origin);
    if (found == m_policies.end())
        return;
    OriginPolicies &policies = found->second;
    if (!m_config.circuitBreaker) {
        if (isHeld(policies.breaker))
            policies.breakerAside = std::move(policies.breaker);
        policies.breaker.reset();
    } else if (policies.breaker) {
        policies.breaker->reconfigure(*m_config.circuitBreaker, m_config.timeout);
    } else {
        makeBreaker(origin, policies);
    }
}

void PolicySet::makeLimiter(const QByteArray &origin, OriginPolicies &policies)
{
    policies.limiter = std::make_unique<RateLimiter>(*m_config.rateLimit, m_scheduler);
    // Before anybody listens.
    policies.limiter->resume(std::exchange(policies.pauseAside, {}));
    resumePause(origin, policies);
    connect(policies.limiter.get(), &RateLimiter::pauseChanged, this, [this, origin](MonotonicTime until) {
        if (until > m_scheduler.now())
            Q_EMIT pauseBegan(origin);
    });
    connect(policies.limiter.get(), &RateLimiter::turnsDelayed, this, [this, origin] { Q_EMIT pauseBegan(origin); });
}

void PolicySet::makeBreaker(const QByteArray &origin, OriginPolicies &policies)
{
    // It comes back as it went, and its handles still end it.
    if (auto held = std::exchange(policies.breakerAside, nullptr); isHeld(held)) {
        held->reconfigure(*m_config.circuitBreaker, m_config.timeout);
        policies.breaker = std::move(held);
        return;
    }
    policies.breaker = std::make_unique<CircuitBreaker>(*m_config.circuitBreaker, m_scheduler, m_config.timeout);
    CircuitBreaker *breaker = policies.breaker.get();
    connect(breaker, &CircuitBreaker::stateChanged, this,
            [this, origin, breaker](BreakerState, BreakerState to, BreakerReason reason) {
                const OriginPolicies *present = find(origin);
                if (present && present->breaker.get() == breaker) // and not aside
                    Q_EMIT breakerChanged(origin, breaker, to, reason);
            });
}

void PolicySet::makeRoom()
{
    const auto isKept = [this](const auto &entry) {
        const auto &limiter = entry.second.limiter;
        return entry.first == m_home || (limiter && limiter->snapshot().waiting > 0) || isHeldByHand(entry.second);
    };
    std::erase_if(m_policies,
                  [&](const auto &entry) { return !isKept(entry) && isIdle(entry.second, m_scheduler.now()); });
    if (m_policies.size() < mostOrigins)
        return;
    // All of them are known for something: the one that nobody has asked for longest goes.
    const auto isOlder = [&](const auto &a, const auto &b) {
        return std::pair(isKept(a), a.second.lastUse) < std::pair(isKept(b), b.second.lastUse);
    };
    const auto oldest = std::min_element(m_policies.begin(), m_policies.end(), isOlder);
    if (!isKept(*oldest))
        m_policies.erase(oldest);
}

} // namespace fuseboard
