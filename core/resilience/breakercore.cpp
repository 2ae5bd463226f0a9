// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/breakercore.h"

#include <algorithm>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr Duration longestOpenFor = hours(24);
constexpr double wholePercent = 100;

} // namespace

BreakerCore::BreakerCore(const CircuitBreakerConfig &config, Duration attemptTimeout)
    : m_rules(config, attemptTimeout)
    , m_window(config)
{
}

std::optional<ErrorDetail> BreakerCore::refusalByHand() const
{
    if (isIsolated())
        return ErrorDetail::Isolated;
    if (m_forced == BreakerState::Open)
        return ErrorDetail::ForcedOpen;
    return std::nullopt;
}

BreakerCore::Admission BreakerCore::peek(MonotonicTime now) const
{
    if (const auto byHand = refusalByHand())
        return {std::nullopt, *byHand, std::nullopt};
    const BreakerState current = m_forced.value_or(ownState(now));
    if (current == BreakerState::Closed)
        return {Pass{m_generation, 0}, ErrorDetail::None, std::nullopt};
    if (current == BreakerState::HalfOpen && probesOut(now) < m_rules.probesAtATime)
        return {Pass{m_generation, m_lastLease + 1}, ErrorDetail::None, std::nullopt};
    if (m_rules.observeOnly)
        return {Pass{}, ErrorDetail::None, std::nullopt};
    if (current == BreakerState::HalfOpen)
        return {std::nullopt, ErrorDetail::ProbeInFlight, std::nullopt};
    return {std::nullopt, ErrorDetail::FailuresReached, m_openUntil - now};
}

BreakerCore::Admission BreakerCore::admit(MonotonicTime now)
{
    Admission admission = peek(now);
    if (!admission.pass || admission.pass->lease == 0)
        return admission;
    if (m_state == BreakerState::Open)
        enterHalfOpen();
    std::erase_if(m_leases, [now](const Lease &lease) { return lease.end <= now; });
    m_leases.push_back({++m_lastLease, now + m_rules.lease});
    admission.pass = Pass{m_generation, m_lastLease};
    return admission;
}

std::optional<BreakerCore::Transition> BreakerCore::settle(const Pass &pass, Verdict verdict, MonotonicTime now,
                                                           std::optional<Duration> openFor)
{
    if (pass.generation != m_generation || isForced() || isIsolated()) {
        abandon(pass);
        return std::nullopt;
    }
    if (m_state == BreakerState::Closed)
        return settleClosed(verdict, now, openFor);
    return settleProbe(pass, verdict, now, openFor);
}

std::optional<BreakerCore::Transition> BreakerCore::settleClosed(Verdict verdict, MonotonicTime now,
                                                                 std::optional<Duration> openFor)
{
    if (verdict == Verdict::Neutral)
        return std::nullopt;
    const bool failed = verdict == Verdict::Failure;
    if (m_rules.isRateMode())
        m_window.record(now, failed);
    m_failures = failed ? m_failures + 1 : 0;
    if (!failed)
        return std::nullopt;
    const auto reason = tripReason(now);
    if (!reason)
        return std::nullopt;
    return open(*reason, now, openFor);
}

std::optional<BreakerCore::Transition> BreakerCore::settleProbe(const Pass &pass, Verdict verdict, MonotonicTime now,
                                                                std::optional<Duration> openFor)
{
    if (!takeLease(pass.lease, now) || verdict == Verdict::Neutral)
        return std::nullopt;
    if (verdict == Verdict::Failure)
        return open(BreakerReason::ProbeFailed, now, openFor);
    if (++m_probeSuccesses < m_rules.successThreshold)
        return std::nullopt;
    m_state = BreakerState::Closed;
    clearCounts();
    m_leases.clear();
    ++m_generation;
    return Transition{BreakerState::HalfOpen, BreakerState::Closed, BreakerReason::ProbesSucceeded, now};
}

void BreakerCore::abandon(const Pass &pass)
{
    if (pass.lease != 0)
        std::erase_if(m_leases, [&pass](const Lease &lease) { return lease.id == pass.lease; });
}

void BreakerCore::renew(const Pass &pass, MonotonicTime now, Duration ahead)
{
    if (pass.generation != m_generation)
        return;
    for (Lease &lease : m_leases) {
        if (lease.id == pass.lease && lease.end > now)
            lease.end = std::max(lease.end, now + std::clamp(ahead, Duration::zero(), longestOpenFor) + m_rules.lease);
    }
}

bool BreakerCore::isCurrent(const Pass &pass, MonotonicTime now) const
{
    if (pass.generation == 0)
        return m_rules.observeOnly;
    const auto holds = [&pass, now](const Lease &lease) { return lease.id == pass.lease && lease.end > now; };
    return pass.generation == m_generation && (pass.lease == 0 || std::any_of(m_leases.begin(), m_leases.end(), holds));
}

BreakerState BreakerCore::ownState(MonotonicTime now) const
{
    if (m_state == BreakerState::Open && now >= m_openUntil)
        return BreakerState::HalfOpen;
    return m_state;
}

BreakerState BreakerCore::state(MonotonicTime now) const
{
    if (isIsolated())
        return BreakerState::Open;
    return m_forced.value_or(ownState(now));
}

std::optional<MonotonicTime> BreakerCore::openUntil(MonotonicTime now) const
{
    if (isForced() || isIsolated() || ownState(now) != BreakerState::Open)
        return std::nullopt;
    return m_openUntil;
}

int BreakerCore::probesOut(MonotonicTime now) const
{
    return static_cast<int>(
        std::count_if(m_leases.begin(), m_leases.end(), [now](const Lease &lease) { return lease.end > now; }));
}

std::optional<double> BreakerCore::failureRate(MonotonicTime now) const
{
    const OutcomeWindow::Counts counts = m_window.counts(now);
    if (!m_rules.isRateMode() || counts.calls < m_rules.minimumCalls)
        return std::nullopt;
    return wholePercent * static_cast<double>(counts.failures) / static_cast<double>(counts.calls);
}

std::optional<BreakerReason> BreakerCore::tripReason(MonotonicTime now) const
{
    if (!m_rules.isRateMode())
        return m_failures >= m_rules.failureThreshold ? std::optional(BreakerReason::FailuresReached) : std::nullopt;
    const OutcomeWindow::Counts counts = m_window.counts(now);
    return m_rules.reachesRate(counts.failures, counts.calls) ? std::optional(BreakerReason::RateReached)
                                                              : std::nullopt;
}

BreakerTrip BreakerCore::tripFor(BreakerReason reason, MonotonicTime now) const
{
    BreakerTrip trip;
    trip.reason = reason;
    if (reason == BreakerReason::FailuresReached) {
        trip.failures = m_failures;
        trip.threshold = m_rules.failureThreshold;
    } else if (reason == BreakerReason::RateReached) {
        const OutcomeWindow::Counts counts = m_window.counts(now);
        trip.failures = static_cast<int>(counts.failures);
        trip.calls = static_cast<int>(counts.calls);
        trip.rateThreshold = m_rules.rate();
    }
    return trip;
}

BreakerCore::Transition BreakerCore::open(BreakerReason reason, MonotonicTime now, std::optional<Duration> openFor)
{
    const Transition transition{m_state, BreakerState::Open, reason, now};
    m_trip = tripFor(reason, now);
    m_leases.clear();
    const Duration asked = std::min(openFor.value_or(Duration::zero()), longestOpenFor);
    m_openUntil = now + std::max(m_rules.openTime(m_reopenings), asked);
    ++m_reopenings;
    m_probeSuccesses = 0;
    m_state = BreakerState::Open;
    ++m_generation;
    return transition;
}

void BreakerCore::enterHalfOpen()
{
    m_state = BreakerState::HalfOpen;
    ++m_generation;
}

void BreakerCore::clearCounts()
{
    m_failures = 0;
    m_probeSuccesses = 0;
    m_reopenings = 0;
    m_trip.reset();
    m_window.clear();
}

bool BreakerCore::takeLease(quint64 id, MonotonicTime now)
{
    const auto lease = std::find_if(m_leases.begin(), m_leases.end(), [id](const Lease &one) { return one.id == id; });
    if (lease == m_leases.end())
        return false;
    const bool inTime = lease->end > now;
    m_leases.erase(lease);
    return inTime;
}

std::optional<BreakerCore::Transition> BreakerCore::changeByHand(BreakerState before, BreakerReason reason,
                                                                 MonotonicTime now)
{
    ++m_generation;
    const BreakerState after = state(now);
    if (after == before)
        return std::nullopt;
    return Transition{before, after, reason, now};
}

std::optional<BreakerCore::Transition> BreakerCore::forceOpen(MonotonicTime now)
{
    const BreakerState before = state(now);
    m_forced = BreakerState::Open;
    return changeByHand(before, BreakerReason::ForcedOpen, now);
}

std::optional<BreakerCore::Transition> BreakerCore::forceClosed(MonotonicTime now)
{
    const BreakerState before = state(now);
    m_forced = BreakerState::Closed;
    return changeByHand(before, BreakerReason::ForcedClosed, now);
}

std::optional<BreakerCore::Transition> BreakerCore::release(MonotonicTime now)
{
    if (!isForced())
        return std::nullopt;
    const BreakerState before = state(now);
    m_forced.reset();
    return changeByHand(before, BreakerReason::Released, now);
}

std::optional<BreakerCore::Transition> BreakerCore::isolate(MonotonicTime now)
{
    const BreakerState before = state(now);
    ++m_isolations;
    return changeByHand(before, BreakerReason::Isolated, now);
}

std::optional<BreakerCore::Transition> BreakerCore::endIsolation(MonotonicTime now)
{
    if (!isIsolated())
        return std::nullopt;
    const BreakerState before = state(now);
    --m_isolations;
    return changeByHand(before, BreakerReason::Released, now);
}

std::optional<BreakerCore::Transition> BreakerCore::reset(MonotonicTime now)
{
    const BreakerState before = state(now);
    m_forced.reset();
    m_state = BreakerState::Closed;
    clearCounts();
    m_leases.clear();
    return changeByHand(before, BreakerReason::Reset, now);
}

void BreakerCore::reconfigure(const CircuitBreakerConfig &config, Duration attemptTimeout)
{
    m_rules = BreakerRules(config, attemptTimeout);
    m_window.reconfigure(config);
}

} // namespace fuseboard
