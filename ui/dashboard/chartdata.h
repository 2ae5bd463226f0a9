// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/timeseries.h"

#include <QList>
#include <QPointF>

#include <functional>
#include <optional>

namespace fuseboard {

/// One line of a chart in pieces: between them lie gaps without samples. x runs from 0 (begin of the span) to 1 (now).
using ChartLine = QList<QList<QPointF>>;

/// A time in which the breaker was not closed, in the same x.
struct BreakerSpan
{
    double from = 0;
    double to = 0;
    BreakerState state = BreakerState::Closed;
    bool beginsHere = false; ///< it opened at its left edge, and not before the chart's begin

    friend bool operator==(const BreakerSpan &, const BreakerSpan &) = default;
};

/// The points of a span as the charts draw them, placed by their end, so that the newest one stands at the right edge.
/// The one that is still filling counts as wide as it has run, and not at all within its first second. Neighbours are
/// taken together until there are at most 101 points, far less than two a pixel column in the narrowest chart: counts
/// add up; of percentiles, waiters and states the worst counts, of tokens the lowest. The groups stand on the clock, so
/// that they do not flicker as time goes on.
class ChartData
{
public:
    ChartData() = default;
    /// now: of the moment in which the points were read.
    ChartData(const QList<SeriesPoint> &points, Duration span, MonotonicTime now);

    [[nodiscard]] bool isEmpty() const { return m_points.isEmpty(); }
    [[nodiscard]] const QList<SeriesPoint> &points() const { return m_points; }
    [[nodiscard]] Duration span() const { return m_span; }

    /// Values that are missing for longer than a sixtieth of the span leave a gap; a lonely value is a short dash.
    [[nodiscard]] ChartLine line(const std::function<std::optional<double>(const SeriesPoint &)> &value) const;
    /// One span for each run of equal states, closed ones included, oldest first.
    [[nodiscard]] QList<BreakerSpan> breakerSpans() const;
    /// How much of the span is recorded: less than all of it while the client is young.
    [[nodiscard]] Duration recorded() const;
    /// Share of the recorded time in which the breaker was open, 0 … 1, to the moment and not to the bucket.
    [[nodiscard]] double openShare() const;
    /// How often it opened within what is recorded.
    [[nodiscard]] int openings() const;

private:
    [[nodiscard]] double xOf(MonotonicTime at) const;

    QList<SeriesPoint> m_points;
    Duration m_span{};
    MonotonicTime m_now;
};

/// The highest y; 0 for an empty line.
double highestOf(const ChartLine &line);

} // namespace fuseboard
