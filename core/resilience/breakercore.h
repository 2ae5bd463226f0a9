// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/time.h"
#include "resilience/breakerrules.h"
#include "resilience/breakerstate.h"
#include "resilience/outcomewindow.h"
#include "resilience/verdict.h"

#include <optional>
#include <vector>

namespace fuseboard {

/// The breaker as a value: time in, decision out. Plain states and numbers; the rules of SEMANTICS D3, D4, D12, B.
/// Reading never changes it (B27). Copyable and comparable, so that all its interleavings can be searched.
///
/// Force and isolation lie over the machine: while they last, results teach it nothing and an open time runs on; when
/// they end, it is where it was. Isolation is stronger than force. observe_only never refuses by the breaker's own
/// judgement; what a person forces or isolates is obeyed. Where failure_rate is set, it takes the place of the count in
/// a row (B04).
class BreakerCore
{
public:
    /// What an admission carries until it is settled: results of an older generation are ignored (B12–B14).
    struct Pass
    {
        quint64 generation = 0; ///< 0 = let through by observe_only: teaches nothing
        quint64 lease = 0; ///< 0 = admitted CLOSED; else the probe's slot
        friend bool operator==(const Pass &, const Pass &) = default;
    };
    struct Admission
    {
        std::optional<Pass> pass; ///< empty = refused
        ErrorDetail refusal = ErrorDetail::None; ///< FailuresReached, ProbeInFlight, Isolated or ForcedOpen
        std::optional<Duration> retryIn; ///< until a probe may pass, where known
    };
    struct Transition
    {
        BreakerState from;
        BreakerState to;
        BreakerReason reason;
        MonotonicTime at;
        friend bool operator==(const Transition &, const Transition &) = default;
    };

    /// attemptTimeout bounds a probe's lease: max(attemptTimeout, 60 s) (B17).
    BreakerCore(const CircuitBreakerConfig &config, Duration attemptTimeout);

    /// What admit() would say, without taking a probe's slot; its pass, if any, must not be settled.
    [[nodiscard]] Admission peek(MonotonicTime now) const;
    [[nodiscard]] Admission admit(MonotonicTime now);
    /// Ends a pass once; openFor is a pause that the failing answer asked for (B26), obeyed up to one day. Returns the
    /// transition it causes.
    std::optional<Transition> settle(const Pass &pass, Verdict verdict, MonotonicTime now,
                                     std::optional<Duration> openFor = {});
    /// The work goes on: a probe's lease that holds still is counted anew, from ahead of now on, and never ends earlier
    /// than it would have (B17).
    void renew(const Pass &pass, MonotonicTime now, Duration ahead);
    /// Whether it would still count: the state is the one that it was given in, and a probe has its slot. What
    /// observe_only let through is good as long as that is on.
    [[nodiscard]] bool isCurrent(const Pass &pass, MonotonicTime now) const;
    /// A pass that ends without verdict: cancelled, destroyed. Frees its slot (B16), also when a force or an isolation
    /// has made its verdict void meanwhile: until then it is out, and counts (B19).
    void abandon(const Pass &pass);

    /// The state at now: OPEN becomes HALF_OPEN by time alone (B28).
    [[nodiscard]] BreakerState state(MonotonicTime now) const;
    /// When OPEN ends; empty in other states and while forced or isolated.
    [[nodiscard]] std::optional<MonotonicTime> openUntil(MonotonicTime now) const;
    [[nodiscard]] int consecutiveFailures() const { return m_failures; }
    [[nodiscard]] int probeSuccesses() const { return m_probeSuccesses; }
    [[nodiscard]] int probesOut(MonotonicTime now) const;
    /// Percent of failures in the window of the rate mode; empty without rate mode or below minimum_calls.
    [[nodiscard]] std::optional<double> failureRate(MonotonicTime now) const;
    /// What opened it last, while it has not closed again.
    [[nodiscard]] const std::optional<BreakerTrip> &trip() const { return m_trip; }
    [[nodiscard]] bool isForced() const { return m_forced.has_value(); }
    [[nodiscard]] bool isIsolated() const { return m_isolations > 0; }

    // Operations at run time (B23–B25). Isolation counts its handles. A transition is returned where the state changes.
    std::optional<Transition> forceOpen(MonotonicTime now);
    std::optional<Transition> forceClosed(MonotonicTime now);
    std::optional<Transition> release(MonotonicTime now); ///< ends forceOpen/forceClosed
    std::optional<Transition> isolate(MonotonicTime now);
    std::optional<Transition> endIsolation(MonotonicTime now);
    /// As new: closed, nothing counted, no force. An isolation stays (B23).
    std::optional<Transition> reset(MonotonicTime now);
    /// Keeps the state and what is counted; the window of the rate mode if its shape is the same (B31).
    void reconfigure(const CircuitBreakerConfig &config, Duration attemptTimeout);

    friend bool operator==(const BreakerCore &, const BreakerCore &) = default;

private:
    friend struct BreakerCoreView; // the search over all its states (X06) must know one from another

    struct Lease
    {
        quint64 id;
        MonotonicTime end;
        friend bool operator==(const Lease &, const Lease &) = default;
    };

    [[nodiscard]] BreakerState ownState(MonotonicTime now) const;
    [[nodiscard]] std::optional<ErrorDetail> refusalByHand() const;
    [[nodiscard]] std::optional<BreakerReason> tripReason(MonotonicTime now) const;
    [[nodiscard]] BreakerTrip tripFor(BreakerReason reason, MonotonicTime now) const;
    void enterHalfOpen();
    void clearCounts();
    bool takeLease(quint64 id, MonotonicTime now);
    Transition open(BreakerReason reason, MonotonicTime now, std::optional<Duration> openFor);
    std::optional<Transition> settleClosed(Verdict verdict, MonotonicTime now, std::optional<Duration> openFor);
    std::optional<Transition> settleProbe(const Pass &pass, Verdict verdict, MonotonicTime now,
                                          std::optional<Duration> openFor);
    std::optional<Transition> changeByHand(BreakerState before, BreakerReason reason, MonotonicTime now);

    BreakerRules m_rules;
    BreakerState m_state = BreakerState::Closed;
    quint64 m_generation = 1;
    int m_failures = 0;
    int m_probeSuccesses = 0;
    int m_reopenings = 0; // since the last real closing
    MonotonicTime m_openUntil;
    std::optional<BreakerTrip> m_trip;
    quint64 m_lastLease = 0;
    std::vector<Lease> m_leases;
    OutcomeWindow m_window;
    std::optional<BreakerState> m_forced;
    int m_isolations = 0;
};

} // namespace fuseboard
