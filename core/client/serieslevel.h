// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/timeseries.h"

#include <utility>
#include <vector>

namespace fuseboard {

/// One resolution of a TimeSeries: a ring of buckets of equal width.
class SeriesLevel
{
public:
    /// What a bucket that is over still knows of its latencies. All of them are up to 9 KB a bucket.
    enum class Memory { Percentiles, Latencies };

    SeriesLevel(MonotonicTime start, Duration width, qsizetype capacity, Memory memory);

    void recordCall(MonotonicTime now, CallOutcome outcome, bool retried, std::optional<Duration> latency);
    void recordTokens(MonotonicTime now, double tokens, int waiting);
    void recordBreaker(MonotonicTime now, BreakerState state, bool byHand);

    [[nodiscard]] QList<SeriesPoint> points(MonotonicTime now, Duration span) const;
    /// All latencies and counts of the last span, merged. Only of a level that remembers latencies.
    [[nodiscard]] SeriesSummary summary(MonotonicTime now, Duration span) const;

    [[nodiscard]] Duration covers() const { return m_width * m_capacity; }
    [[nodiscard]] qint64 indexAt(MonotonicTime at) const;

private:
    struct Percentiles
    {
        std::optional<Duration> p50;
        std::optional<Duration> p95;
        std::optional<Duration> p99;
    };
    struct Bucket
    {
        qint64 index = 0;
        quint32 succeeded = 0;
        quint32 retried = 0;
        quint32 failed = 0;
        quint32 refused = 0;
        double lowestTokens = 0;
        bool sampled = false; // tokens were, in this bucket or before
        int mostWaiting = 0;
        BreakerState worst = BreakerState::Closed;
        Duration open{}; // until stateFrom
        int openings = 0;
        MonotonicTime stateFrom; // when lastState began, or the bucket where it is older
        // How things stood at its end: what an interval without events shows.
        double lastTokens = 0;
        int lastWaiting = 0;
        BreakerState lastState = BreakerState::Closed;
        std::vector<std::pair<quint16, quint32>> latencies; // histogram bucket and count, sorted
        Percentiles percentiles; // once it is over
    };

    Bucket &current(MonotonicTime now);
    void closeLast();
    [[nodiscard]] static Percentiles percentilesOf(const Bucket &bucket);
    [[nodiscard]] SeriesPoint toPoint(const Bucket &bucket, MonotonicTime now) const;
    [[nodiscard]] Duration openTime(const Bucket &bucket, MonotonicTime until) const;
    [[nodiscard]] Bucket successor(const Bucket &before, qint64 index) const;
    static void addLatency(Bucket &bucket, Duration latency);

    MonotonicTime m_start;
    Duration m_width;
    qsizetype m_capacity;
    Memory m_memory;
    std::deque<Bucket> m_buckets;
};

} // namespace fuseboard
