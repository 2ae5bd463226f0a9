// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientmetrics.h"
#include "resilience/breakercore.h"

#include <QList>

#include <deque>
#include <vector>

namespace fuseboard {

class SeriesLevel;

/// One point of the charts: what happened in [at, at + width).
struct SeriesPoint
{
    MonotonicTime at;
    Duration width{};
    quint32 succeeded = 0; ///< at the first attempt
    quint32 retried = 0; ///< succeeded after retries
    quint32 failed = 0;
    quint32 refused = 0;
    std::optional<Duration> p50; ///< of whole calls; empty without samples: a gap, not zero
    std::optional<Duration> p95;
    std::optional<Duration> p99;
    double tokens = 0; ///< lowest in the interval
    int waiting = 0; ///< most at once
    BreakerState breaker = BreakerState::Closed; ///< the worst in the interval: open, half-open, closed
    Duration open{}; ///< how long it was open within the interval, up to now
    int openings = 0; ///< how often it opened by itself within the interval
};

/// A span of time taken together.
struct SeriesSummary
{
    LatencyHistogram latency;
    quint64 succeeded = 0;
    quint64 failed = 0;
};

/// Bounded history for charts: one bucket a second for 5 minutes, one in 12 s for an hour, one in 5 minutes for a day.
/// Memory is bounded. Driven by whoever owns it; holds no clock.
class TimeSeries
{
public:
    explicit TimeSeries(MonotonicTime start);
    ~TimeSeries();
    TimeSeries(const TimeSeries &) = delete;
    TimeSeries &operator=(const TimeSeries &) = delete;

    void recordCall(MonotonicTime now, CallOutcome outcome, bool retried, std::optional<Duration> latency);
    void recordTokens(MonotonicTime now, double tokens, int waiting);
    /// byHand: somebody ordered it, so that it is no opening of the breaker's own.
    void recordBreaker(MonotonicTime now, BreakerState state, bool byHand = false);

    /// The points of the last span up to now, oldest first, from the finest resolution that covers it; seconds
    /// without traffic are points too. The current, unfinished bucket is the last.
    [[nodiscard]] QList<SeriesPoint> points(MonotonicTime now, Duration span) const;

    /// The last span taken together, at most 5 minutes, to the second.
    [[nodiscard]] SeriesSummary summary(MonotonicTime now, Duration span) const;

    /// Grows whenever a finished bucket is added at the finest resolution: readers redraw when it has changed.
    [[nodiscard]] quint64 revision(MonotonicTime now) const;

private:
    std::vector<SeriesLevel> m_levels; // finest first
};

} // namespace fuseboard
