// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/latencyhistogram.h"

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
    LatencyHistogram attemptLatency; ///< single exchanges that got an answer
};

} // namespace fuseboard
