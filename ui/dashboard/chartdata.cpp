// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/chartdata.h"

#include <algorithm>
#include <numeric>

namespace fuseboard {

namespace {

/// Who calls less often than sixty times a span gets gaps.
constexpr int chartGapShare = 60;
constexpr qsizetype chartMostPoints = 100;
/// A bucket that has run for less dips or peaks: its rates and percentiles mean little yet.
constexpr std::chrono::seconds chartLeastFilled{1};
/// Of the width of a chart: what is seen of a lonely value, however long the span is.
constexpr double chartLeastDash = 0.008;

int severityOf(BreakerState state)
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

void addTo(SeriesPoint &group, const SeriesPoint &point)
{
    group.width = point.at + point.width - group.at;
    group.succeeded += point.succeeded;
    group.retried += point.retried;
    group.failed += point.failed;
    group.refused += point.refused;
    // An empty optional is less than any value.
    group.p50 = std::max(group.p50, point.p50);
    group.p95 = std::max(group.p95, point.p95);
    group.p99 = std::max(group.p99, point.p99);
    group.tokens = std::min(group.tokens, point.tokens);
    group.waiting = std::max(group.waiting, point.waiting);
    group.open += point.open;
    group.openings += point.openings;
    if (severityOf(point.breaker) > severityOf(group.breaker))
        group.breaker = point.breaker;
}

QList<SeriesPoint> grouped(const QList<SeriesPoint> &points)
{
    const qsizetype size = (points.size() + chartMostPoints - 1) / chartMostPoints;
    if (size <= 1)
        return points;
    const auto width = points.first().width * size;
    const auto slotOf = [width](const SeriesPoint &point) { return point.at.time_since_epoch() / width; };
    QList<SeriesPoint> result;
    for (const SeriesPoint &point : points) {
        if (result.isEmpty() || slotOf(result.last()) != slotOf(point))
            result.append(point);
        else
            addTo(result.last(), point);
    }
    return result;
}

} // namespace

ChartData::ChartData(const QList<SeriesPoint> &points, Duration span, MonotonicTime now)
    : m_points(points)
    , m_span(span)
{
    // The last bucket is still filling: it is as wide as the time that it has run. A bucket of five minutes must not
    // hide what happened in four of them.
    if (!m_points.isEmpty()) {
        SeriesPoint &last = m_points.last();
        last.width = std::min(last.width, now - last.at);
        if (last.width < chartLeastFilled)
            m_points.removeLast();
    }
    if (!m_points.isEmpty())
        m_now = m_points.last().at + m_points.last().width;
    m_points = grouped(m_points);
}

double ChartData::xOf(MonotonicTime at) const
{
    const double before = toSeconds(m_now - at) / toSeconds(m_span);
    return std::clamp(1 - before, 0.0, 1.0);
}

ChartLine ChartData::line(const std::function<std::optional<double>(const SeriesPoint &)> &value) const
{
    ChartLine result;
    MonotonicTime lastEnd;
    const Duration gap = m_span / chartGapShare;
    for (const SeriesPoint &point : m_points) {
        const auto y = value(point);
        if (!y)
            continue;
        const MonotonicTime end = point.at + point.width;
        if (result.isEmpty() || end - lastEnd > std::max(gap, point.width))
            result.append(QList<QPointF>());
        result.last().append(QPointF(xOf(end), *y));
        lastEnd = end;
    }
    if (m_points.isEmpty())
        return result;
    const double dash = std::max(toSeconds(m_points.first().width) / toSeconds(m_span), chartLeastDash);
    for (QList<QPointF> &piece : result) {
        if (piece.size() == 1)
            piece.prepend(piece.first() - QPointF(dash, 0));
    }
    return result;
}

QList<BreakerSpan> ChartData::breakerSpans() const
{
    QList<BreakerSpan> result;
    for (const SeriesPoint &point : m_points) {
        const double end = xOf(point.at + point.width);
        if (result.isEmpty() || result.last().state != point.breaker)
            result.append({xOf(point.at), end, point.breaker, point.openings > 0});
        else
            result.last().to = end;
    }
    // The bucket that is still filling takes its place from the far end: a full history reaches to the edge.
    if (!result.isEmpty() && result.first().from < 2 * toSeconds(m_points.first().width) / toSeconds(m_span))
        result.first().from = 0;
    return result;
}

Duration ChartData::recorded() const
{
    Duration all{};
    for (const SeriesPoint &point : m_points)
        all += point.width;
    return std::min(all, m_span);
}

double ChartData::openShare() const
{
    Duration open{};
    Duration all{};
    for (const SeriesPoint &point : m_points) {
        all += point.width;
        open += point.open;
    }
    return all > Duration::zero() ? toSeconds(open) / toSeconds(all) : 0;
}

int ChartData::openings() const
{
    return std::accumulate(m_points.begin(), m_points.end(), 0,
                           [](int sum, const SeriesPoint &point) { return sum + point.openings; });
}

double highestOf(const ChartLine &line)
{
    double highest = 0;
    for (const auto &piece : line) {
        for (const QPointF &point : piece)
            highest = std::max(highest, point.y());
    }
    return highest;
}

} // namespace fuseboard
