// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/timeseries.h"

#include "client/serieslevel.h"

namespace fuseboard {

using namespace std::chrono;

TimeSeries::TimeSeries(MonotonicTime start)
{
    m_levels.emplace_back(start, seconds(1), 300, SeriesLevel::Memory::Latencies);
    m_levels.emplace_back(start, seconds(12), 300, SeriesLevel::Memory::Percentiles);
    m_levels.emplace_back(start, minutes(5), 288, SeriesLevel::Memory::Percentiles);
}

TimeSeries::~TimeSeries() = default;

void TimeSeries::recordCall(MonotonicTime now, CallOutcome outcome, bool retried, std::optional<Duration> latency)
{
    for (SeriesLevel &level : m_levels)
        level.recordCall(now, outcome, retried, latency);
}

void TimeSeries::recordTokens(MonotonicTime now, double tokens, int waiting)
{
    for (SeriesLevel &level : m_levels)
        level.recordTokens(now, tokens, waiting);
}

void TimeSeries::recordBreaker(MonotonicTime now, BreakerState state, bool byHand)
{
    for (SeriesLevel &level : m_levels)
        level.recordBreaker(now, state, byHand);
}

QList<SeriesPoint> TimeSeries::points(MonotonicTime now, Duration span) const
{
    for (const SeriesLevel &level : m_levels) {
        if (level.covers() >= span)
            return level.points(now, span);
    }
    return m_levels.back().points(now, span);
}

SeriesSummary TimeSeries::summary(MonotonicTime now, Duration span) const
{
    return m_levels.front().summary(now, span);
}

quint64 TimeSeries::revision(MonotonicTime now) const
{
    return static_cast<quint64>(m_levels.front().indexAt(now));
}

} // namespace fuseboard
