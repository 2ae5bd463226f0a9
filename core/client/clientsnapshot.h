// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientmetrics.h"
#include "resilience/circuitbreaker.h"
#include "resilience/ratelimiter.h"

#include <QList>
#include <QString>

#include <optional>

namespace fuseboard {

/// What the user interface reads ten times a second. A value, cheap to take.
struct ClientSnapshot
{
    QString name;
    MonotonicTime at;
    WallTime wallAt;
    std::optional<BreakerSnapshot> breaker; ///< empty = no breaker configured
    std::optional<LimiterSnapshot> limiter; ///< empty = no limiter configured
    int inFlight = 0; ///< calls not finished, waiting ones included
    quint64 calls = 0;
    quint64 succeeded = 0;
    quint64 failed = 0;
    quint64 refused = 0;
    quint64 cancelled = 0;
    quint64 requests = 0;
    quint64 retries = 0;
    // of the last minute; empty without samples
    std::optional<Duration> p50;
    std::optional<Duration> p95;
    std::optional<Duration> p99;
    std::optional<double> errorRate; ///< percent of calls, refusals and cancellations apart
    double callsPerSecond = 0;
    quint64 lastEventId = 0;
    quint64 seriesRevision = 0;
};

} // namespace fuseboard
