// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/circuitbreakerconfig.h"
#include "resilience/verdict.h"

#include <optional>

namespace fuseboard {

enum class BreakerState { Closed, Open, HalfOpen };

/// Why a state was entered.
enum class BreakerReason {
    FailuresReached, ///< failure_threshold consecutive failures
    RateReached, ///< failure_rate within the window
    ProbeFailed,
    RecoveryElapsed, ///< recovery_timeout is over: waiting for a probe
    ProbesSucceeded, ///< success_threshold
    ForcedOpen,
    ForcedClosed,
    Isolated,
    Released, ///< force or isolation ended
    Reset,
};

/// The breaker as a value: time in, decision out. Plain states and numbers; the rules of SEMANTICS D3, D4, D12, B.
/// Reading never changes it (B27). Copyable and comparable, so that all its interleavings can be searched.
class BreakerCore
{
public:
    /// What an admission carries until it is settled: results of an older generation are ignored (B12–B14).
    struct Pass
    {
        quint64 generation = 0;
        quint64 lease = 0; ///< 0 = admitted CLOSED; else the probe's slot
        MonotonicTime admittedAt;
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
    BreakerCore(const CircuitBreakerConfig &config, Duration attemptTimeout, MonotonicTime start);

    /// What admit() would say, without taking a probe's slot.
    [[nodiscard]] Admission peek(MonotonicTime now) const;
    [[nodiscard]] Admission admit(MonotonicTime now);
    /// Ends a pass once; openFor is a pause that the failing answer asked for (B26). Returns the transition it causes.
    std::optional<Transition> settle(const Pass &pass, Verdict verdict, MonotonicTime now,
                                     std::optional<Duration> openFor = {});
    /// A pass that ends without verdict: cancelled, destroyed. Frees its slot (B16).
    void abandon(const Pass &pass, MonotonicTime now);

    /// The state at now: OPEN becomes HALF_OPEN by time alone (B28).
    [[nodiscard]] BreakerState state(MonotonicTime now) const;
    /// When OPEN ends; empty in other states and while forced or isolated.
    [[nodiscard]] std::optional<MonotonicTime> openUntil(MonotonicTime now) const;
    [[nodiscard]] int consecutiveFailures() const;
    [[nodiscard]] int probeSuccesses() const;
    [[nodiscard]] int probesOut(MonotonicTime now) const;

    // Operations at run time (B23–B25). Isolation counts its handles.
    std::optional<Transition> forceOpen(MonotonicTime now);
    std::optional<Transition> forceClosed(MonotonicTime now);
    std::optional<Transition> release(MonotonicTime now); ///< ends forceOpen/forceClosed
    std::optional<Transition> isolate(MonotonicTime now);
    std::optional<Transition> endIsolation(MonotonicTime now);
    std::optional<Transition> reset(MonotonicTime now);
    void reconfigure(const CircuitBreakerConfig &config, Duration attemptTimeout,
                     MonotonicTime now); ///< keeps state (B31)

    friend bool operator==(const BreakerCore &, const BreakerCore &) = default;

private:
    // for the implementer
};

} // namespace fuseboard
