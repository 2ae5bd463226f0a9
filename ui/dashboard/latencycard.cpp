// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/latencycard.h"

#include "client/clientsnapshot.h"
#include "dashboard/chartlegend.h"
#include "models/figures.h"

namespace fuseboard {

namespace {

using Percentile = std::optional<Duration> SeriesPoint::*;

ChartLine percentileLine(const ChartData &history, Percentile percentile)
{
    return history.line([percentile](const SeriesPoint &point) -> std::optional<double> {
        const auto value = point.*percentile;
        return value ? std::optional(toMilliseconds(*value)) : std::nullopt;
    });
}

QString latencyFigure(std::optional<Duration> value)
{
    return value ? wording::duration(*value) : QStringLiteral("–");
}

} // namespace

LatencyCard::LatencyCard(const Theme &theme, QWidget *parent)
    : ChartCard(theme, tr("Latency"),
                {{ColorRole::SeriesP99, false}, {ColorRole::SeriesP95, false, true}, {ColorRole::SeriesP50, false}},
                tr("No answers yet"), tr("Send a request from Explore: its latency shows here at once."), {}, parent)
{
    setToolTip(tr("Of calls from begin to end: waits for tokens and between retries are part of it."));
}

void LatencyCard::show(const ChartData &history, TimeRange range, const ClientSnapshot &client)
{
    setSubject(client.name);
    setLegend({{ColorRole::SeriesP50, false, QStringLiteral("p50"), latencyFigure(client.p50)},
               {ColorRole::SeriesP95, false, QStringLiteral("p95"), latencyFigure(client.p95), true},
               {ColorRole::SeriesP99, false, QStringLiteral("p99"), latencyFigure(client.p99)}});
    // With few calls a second p95 and p99 are the same call: the line below shows through the dashes of the other.
    const QList<ChartLine> lines{percentileLine(history, &SeriesPoint::p99), percentileLine(history, &SeriesPoint::p95),
                                 percentileLine(history, &SeriesPoint::p50)};
    if (lines.first().isEmpty())
        return drawNothing();
    draw(history, range, lines, 3,
         [](double milliseconds) { return wording::duration(fromSeconds(milliseconds / 1000)); });
}

} // namespace fuseboard
