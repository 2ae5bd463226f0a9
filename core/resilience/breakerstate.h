// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

/// Whether that opened a circuit by its own judgement, and not somebody's hand: what counts as an opening (B01).
[[nodiscard]] constexpr bool isOpening(BreakerReason reason)
{
    return reason == BreakerReason::FailuresReached || reason == BreakerReason::RateReached
        || reason == BreakerReason::ProbeFailed;
}

/// What opened a circuit by its own judgement, with the figures of that moment.
struct BreakerTrip
{
    BreakerReason reason = BreakerReason::FailuresReached; ///< FailuresReached, RateReached or ProbeFailed
    int failures = 0; ///< in a row for FailuresReached, within the window for RateReached, else 0
    int threshold = 0; ///< of failures in a row, for FailuresReached
    int calls = 0; ///< within the window, for RateReached
    double rateThreshold = 0; ///< percent of failures, for RateReached

    friend bool operator==(const BreakerTrip &, const BreakerTrip &) = default;
};

} // namespace fuseboard
