// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/circuitbreakerconfig.h"

#include <QtGlobal>

namespace fuseboard {

/// What of its configuration the breaker needs, in the form it is needed in: clamped, and as integers. Internal.
struct BreakerRules
{
    int failureThreshold = 1;
    int successThreshold = 1;
    int probesAtATime = 1;
    qint64 rateMillionths = 0; ///< of a percent, so that "exactly 50 %" is exact; 0 = no rate mode
    qint64 minimumCalls = 1;
    Duration recovery{};
    double recoveryGrowth = 1;
    Duration longestRecovery{};
    Duration lease{}; ///< of a probe: max(attempt timeout, 60 s) (B17)
    bool observeOnly = false;

    BreakerRules(const CircuitBreakerConfig &config, Duration attemptTimeout);

    [[nodiscard]] bool isRateMode() const { return rateMillionths > 0; }
    /// In percent.
    [[nodiscard]] double rate() const;
    /// Whether so many failures among so many calls reach the rate, without rounding (B03).
    [[nodiscard]] bool reachesRate(qint64 failures, qint64 calls) const;
    /// How long it stays open after so many openings in a row (B25).
    [[nodiscard]] Duration openTime(int reopenings) const;

    friend bool operator==(const BreakerRules &, const BreakerRules &) = default;
};

} // namespace fuseboard
