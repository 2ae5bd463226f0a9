// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/throughputcard.h"

#include "client/clientsnapshot.h"
#include "dashboard/chartlegend.h"
#include "models/figures.h"

#include <QLocale>

namespace fuseboard {

namespace {

using Outcome = quint32 SeriesPoint::*;

ChartLine outcomeLine(const ChartData &history, Outcome outcome)
{
    return history.line([outcome](const SeriesPoint &point) -> std::optional<double> {
        return point.*outcome / std::max(toSeconds(point.width), 1e-9);
    });
}

QString perSecondMark(double value)
{
    const int decimals = value > 0 && value < 10 && value != std::floor(value) ? 1 + (value < 0.95) : 0;
    //: a number of calls a second, on a scale
    return ThroughputCard::tr("%1/s").arg(QLocale().toString(value, 'f', decimals));
}

} // namespace

ThroughputCard::ThroughputCard(const Theme &theme, QWidget *parent)
    : ChartCard(theme, tr("Throughput by outcome"),
                {{ColorRole::SeriesSucceeded, true},
                 {ColorRole::SeriesRetried, true},
                 {ColorRole::SeriesFailed, true},
                 {ColorRole::SeriesRefused, false}},
                tr("No calls yet"), tr("Every call counts here, by the way it ended."), {}, parent)
{
    setLegend({{ColorRole::SeriesSucceeded, true, tr("success"), {}},
               {ColorRole::SeriesRetried, true, tr("retried"), {}},
               {ColorRole::SeriesFailed, true, tr("failed"), {}},
               {ColorRole::SeriesRefused, true, tr("rejected"), {}}});
}

void ThroughputCard::show(const ChartData &history, TimeRange range, const ClientSnapshot &client)
{
    setSubject(client.name);
    if (history.isEmpty() || client.calls == 0)
        return drawNothing();
    const QList<ChartLine> lines{
        outcomeLine(history, &SeriesPoint::succeeded), outcomeLine(history, &SeriesPoint::retried),
        outcomeLine(history, &SeriesPoint::failed), outcomeLine(history, &SeriesPoint::refused)};
    draw(history, range, lines, 3, perSecondMark);
}

} // namespace fuseboard
