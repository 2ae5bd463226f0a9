// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/serieslevel.h"

#include <algorithm>

namespace fuseboard {

namespace {

int severity(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed:
        return 0;
    case BreakerState::HalfOpen:
        return 1;
    case BreakerState::Open:
        return 2;
    }
    Q_UNREACHABLE();
}

} // namespace

SeriesLevel::SeriesLevel(MonotonicTime start, Duration width, qsizetype capacity, Memory memory)
    : m_start(start)
    , m_width(width)
    , m_capacity(capacity)
    , m_memory(memory)
{
    m_buckets.emplace_back().stateFrom = start;
}

qint64 SeriesLevel::indexAt(MonotonicTime at) const
{
    return std::max<qint64>(0, (at - m_start) / m_width);
}

SeriesLevel::Bucket SeriesLevel::successor(const Bucket &before, qint64 index) const
{
    Bucket bucket;
    bucket.index = index;
    bucket.lowestTokens = bucket.lastTokens = before.lastTokens;
    bucket.sampled = before.sampled;
    bucket.mostWaiting = bucket.lastWaiting = before.lastWaiting;
    bucket.worst = bucket.lastState = before.lastState;
    bucket.stateFrom = m_start + m_width * index;
    return bucket;
}

SeriesLevel::Bucket &SeriesLevel::current(MonotonicTime now)
{
    const qint64 index = indexAt(now);
    if (index > m_buckets.back().index) {
        closeLast();
        m_buckets.push_back(successor(m_buckets.back(), index));
        // One bucket more than is shown: it says how things stood at the beginning.
        while (m_buckets.size() > 2 && m_buckets.at(1).index <= index - m_capacity)
            m_buckets.pop_front();
    }
    return m_buckets.back();
}

/// Its point needs three figures, which no redraw has to find anew.
void SeriesLevel::closeLast()
{
    Bucket &last = m_buckets.back();
    last.percentiles = percentilesOf(last);
    if (m_memory == Memory::Percentiles)
        last.latencies = decltype(last.latencies)(); // {} would keep their memory
}

SeriesLevel::Percentiles SeriesLevel::percentilesOf(const Bucket &bucket)
{
    if (bucket.latencies.empty())
        return {};
    LatencyHistogram histogram;
    for (const auto &[index, count] : bucket.latencies)
        histogram.addBucket(index, count);
    return {histogram.percentile(50), histogram.percentile(95), histogram.percentile(99)};
}

void SeriesLevel::recordCall(MonotonicTime now, CallOutcome outcome, bool retried, std::optional<Duration> latency)
{
    Bucket &bucket = current(now);
    switch (outcome) {
    case CallOutcome::Succeeded:
        ++(retried ? bucket.retried : bucket.succeeded);
        break;
    case CallOutcome::Failed:
        ++bucket.failed;
        break;
    case CallOutcome::Refused:
        ++bucket.refused;
        break;
    case CallOutcome::Cancelled:
        break;
    }
    if (latency)
        addLatency(bucket, *latency);
}

void SeriesLevel::addLatency(Bucket &bucket, Duration latency)
{
    const auto index = static_cast<quint16>(LatencyHistogram::indexOf(latency));
    auto &counts = bucket.latencies;
    const auto place = std::lower_bound(counts.begin(), counts.end(), index,
                                        [](const auto &entry, quint16 wanted) { return entry.first < wanted; });
    if (place != counts.end() && place->first == index)
        ++place->second;
    else
        counts.insert(place, {index, 1});
}

void SeriesLevel::recordTokens(MonotonicTime now, double tokens, int waiting)
{
    Bucket &bucket = current(now);
    // Before the first sample there is no level, not an empty bucket.
    bucket.lowestTokens = bucket.sampled ? std::min(bucket.lowestTokens, tokens) : tokens;
    bucket.sampled = true;
    bucket.mostWaiting = std::max(bucket.mostWaiting, waiting);
    bucket.lastTokens = tokens;
    bucket.lastWaiting = waiting;
}

void SeriesLevel::recordBreaker(MonotonicTime now, BreakerState state, bool byHand)
{
    Bucket &bucket = current(now);
    if (state == bucket.lastState)
        return;
    bucket.open = openTime(bucket, now);
    bucket.stateFrom = std::max(now, bucket.stateFrom);
    bucket.openings += state == BreakerState::Open && !byHand ? 1 : 0;
    bucket.lastState = state;
    if (severity(state) > severity(bucket.worst))
        bucket.worst = state;
}

Duration SeriesLevel::openTime(const Bucket &bucket, MonotonicTime until) const
{
    const MonotonicTime end = std::min<MonotonicTime>(until, m_start + m_width * (bucket.index + 1));
    const bool isOpen = bucket.lastState == BreakerState::Open;
    return isOpen ? bucket.open + std::max(Duration::zero(), end - bucket.stateFrom) : bucket.open;
}

SeriesPoint SeriesLevel::toPoint(const Bucket &bucket, MonotonicTime now) const
{
    SeriesPoint point;
    point.at = m_start + m_width * bucket.index;
    point.width = m_width;
    point.succeeded = bucket.succeeded;
    point.retried = bucket.retried;
    point.failed = bucket.failed;
    point.refused = bucket.refused;
    point.tokens = bucket.lowestTokens;
    point.waiting = bucket.mostWaiting;
    point.breaker = bucket.worst;
    point.open = openTime(bucket, now);
    point.openings = bucket.openings;
    const bool isOver = bucket.index < m_buckets.back().index;
    const Percentiles percentiles = isOver ? bucket.percentiles : percentilesOf(bucket);
    point.p50 = percentiles.p50;
    point.p95 = percentiles.p95;
    point.p99 = percentiles.p99;
    return point;
}

QList<SeriesPoint> SeriesLevel::points(MonotonicTime now, Duration span) const
{
    const qint64 last = indexAt(now);
    const qint64 wanted = std::min<qint64>((span + m_width - Duration(1)) / m_width, m_capacity);
    const qint64 first = std::max<qint64>(last - wanted + 1, 0);
    QList<SeriesPoint> points;
    points.reserve(static_cast<qsizetype>(last - first + 1));
    auto next = m_buckets.cbegin();
    Bucket before = *next;
    for (qint64 index = first; index <= last; ++index) {
        while (next != m_buckets.cend() && next->index < index)
            before = *next++;
        const bool recorded = next != m_buckets.cend() && next->index == index;
        points.append(toPoint(recorded ? *next : successor(before, index), now));
    }
    return points;
}

SeriesSummary SeriesLevel::summary(MonotonicTime now, Duration span) const
{
    SeriesSummary summary;
    const qint64 first = indexAt(now) - std::max<qint64>(span / m_width, 1) + 1;
    for (auto bucket = m_buckets.crbegin(); bucket != m_buckets.crend() && bucket->index >= first; ++bucket) {
        summary.succeeded += bucket->succeeded + bucket->retried;
        summary.failed += bucket->failed;
        for (const auto &[index, count] : bucket->latencies)
            summary.latency.addBucket(index, count);
    }
    return summary;
}

} // namespace fuseboard
