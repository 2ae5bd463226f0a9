// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/chartdata.h"

#include <algorithm>

namespace fuseboard {

namespace {

/// Who calls less often than sixty times a span gets gaps.
constexpr int chartGapShare = 60;

} // namespace

ChartData::ChartData(const QList<SeriesPoint> &points, Duration span)
    : m_points(points)
    , m_span(span)
{
    // The last bucket is still filling: its rates and percentiles would dip at the right edge.
    if (!m_points.isEmpty())
        m_points.removeLast();
    if (!m_points.isEmpty())
        m_now = m_points.last().at + m_points.last().width;
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
    const double half = toSeconds(m_points.first().width) / toSeconds(m_span) / 2;
    for (QList<QPointF> &piece : result) {
        if (piece.size() == 1) {
            const QPointF only = piece.first();
            piece = {only - QPointF(half, 0), only + QPointF(half, 0)};
        }
    }
    return result;
}

QList<BreakerSpan> ChartData::breakerSpans() const
{
    QList<BreakerSpan> result;
    for (const SeriesPoint &point : m_points) {
        const double end = xOf(point.at + point.width);
        if (result.isEmpty() || result.last().state != point.breaker)
            result.append({xOf(point.at), end, point.breaker});
        else
            result.last().to = end;
    }
    return result;
}

double ChartData::openShare() const
{
    Duration open{};
    Duration all{};
    for (const SeriesPoint &point : m_points) {
        all += point.width;
        if (point.breaker == BreakerState::Open)
            open += point.width;
    }
    return all > Duration::zero() ? toSeconds(open) / toSeconds(all) : 0;
}

int ChartData::openings() const
{
    const auto spans = breakerSpans();
    return static_cast<int>(std::count_if(spans.begin(), spans.end(),
                                          [](const BreakerSpan &span) { return span.state == BreakerState::Open; }));
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
