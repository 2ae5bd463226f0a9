// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/latencyhistogram.h"

#include <array>
#include <optional>

namespace fuseboard {

/// How a call ended, for counters and charts.
enum class CallOutcome { Succeeded, Failed, Refused, Cancelled };

/// Totals since the start or the last reset. (SPEC "Client Metrics", X03)
/// calls = succeeded + failed + refused + cancelled once all have ended.
struct ClientMetrics
{
    quint64 calls = 0;
    quint64 succeeded = 0;
    quint64 failed = 0;
    quint64 refused = 0;
    quint64 cancelled = 0;
    quint64 admitted = 0; ///< calls whose first exchange has begun
    quint64 attempts = 0; ///< exchanges begun: always admitted + retries + replays + redirects
    quint64 requests = 0; ///< of them and of Qt's resends, those that the server could have seen
    quint64 retries = 0; ///< attempts begun after a first one, replays not counted
    quint64 replays = 0; ///< with renewed credentials after a 401 (O13)
    quint64 redirects = 0;
    quint64 resends = 0; ///< by Qt below us (R14)
    quint64 rateLimitHits = 0; ///< calls that had to wait for a token, were refused one, or got a 429
    quint64 circuitBreakerOpens = 0;
    LatencyHistogram callLatency; ///< whole calls that got an answer, waits included
    LatencyHistogram attemptLatency; ///< attempts that got an answer, waits and backoffs apart
    LatencyHistogram unansweredLatency; ///< attempts that ended in an error: how long until it came
    std::array<LatencyHistogram, 4> outcomeLatency; ///< whole calls by CallOutcome, whether answered or not

    [[nodiscard]] const LatencyHistogram &latencyOf(CallOutcome outcome) const
    {
        return outcomeLatency.at(static_cast<std::size_t>(outcome));
    }

    // By SPEC's names; rateLimitHits and circuitBreakerOpens are above. A request is there what a call is here:
    // totalRequests = successfulRequests + failedRequests + cancelled + those under way.
    [[nodiscard]] quint64 totalRequests() const { return calls; }
    [[nodiscard]] quint64 successfulRequests() const { return succeeded; }
    [[nodiscard]] quint64 failedRequests() const { return failed + refused; }
    [[nodiscard]] quint64 totalRetries() const { return retries; }
    // How long the server took to answer an attempt; empty without samples (X04).
    [[nodiscard]] std::optional<double> averageResponseTimeMs() const;
    [[nodiscard]] std::optional<double> minResponseTimeMs() const;
    [[nodiscard]] std::optional<double> maxResponseTimeMs() const;
};

} // namespace fuseboard
