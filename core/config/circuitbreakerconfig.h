// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/unknownfields.h"

#include <QList>

#include <optional>

namespace fuseboard {

/// What the window of the rate mode counts.
enum class BreakerWindow { Time, Count };

/// A three-state circuit breaker. (SPEC CircuitBreakerConfig; the rest from SEMANTICS D3, D4, B17–B25)
struct CircuitBreakerConfig
{
    int failureThreshold = 5; ///< failure_threshold, 1 … 1 000 000: failures in a row that open it
    Duration recoveryTimeout = std::chrono::seconds(60); ///< recovery_timeout, 1 ms … 1 day: open until a probe
    int successThreshold = 2; ///< success_threshold, 1 … 1 000 000: probes in a row that close it
    QList<int> failureStatusCodes{500, 502, 503, 504}; ///< failure_status_codes, each 100 … 599
    bool countTimeoutsAsFailures = true; ///< count_timeouts_as_failures
    int halfOpenMaxCalls = 1; ///< half_open_max_calls, 1 … 1 000: probes out at a time
    std::optional<double>
        failureRate{}; ///< failure_rate, percent above 0 … 100: rate mode, instead of failures in a row
    int minimumCalls = 10; ///< minimum_calls, 1 … 1 000 000: of the window before the rate counts
    Duration window = std::chrono::seconds(60); ///< window_seconds, 1 s … 1 day, of a time window
    BreakerWindow windowType = BreakerWindow::Time; ///< window_type: time | count
    int windowCalls = 100; ///< window_calls, 1 … 100 000, of a count window
    bool countLocalErrors = false; ///< count_local_errors: does "no network here" count as failure (B22)
    double recoveryBackoff = 1.0; ///< recovery_backoff, 1 … 10: growth of the open time with each reopening (B25)
    Duration maxRecoveryTimeout = std::chrono::seconds(300); ///< max_recovery_timeout, 1 ms … 7 days: its cap
    bool observeOnly = false; ///< observe_only: counts and reports, never refuses
    UnknownFields unknown{};

    friend bool operator==(const CircuitBreakerConfig &, const CircuitBreakerConfig &) = default;
};

} // namespace fuseboard
