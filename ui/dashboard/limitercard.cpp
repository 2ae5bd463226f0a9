// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/limitercard.h"

#include "client/clientsnapshot.h"
#include "dashboard/chartlegend.h"
#include "models/figures.h"

#include <QLocale>

namespace fuseboard {

namespace {

QString tokenMark(double value)
{
    // More would not fit beside the axis.
    return value < 10'000 ? QLocale().toString(value, 'f', value != std::floor(value) ? 1 : 0)
                          : wording::shortCount(std::llround(value));
}

} // namespace

LimiterCard::LimiterCard(const Theme &theme, QWidget *parent)
    : ChartCard(theme, tr("Rate limiter"), {{ColorRole::SeriesTokens, true}, {ColorRole::SeriesWaiting, false}}, {}, {},
                tr("Set a rate limit…"), parent)
{
}

void LimiterCard::show(const ChartData &history, TimeRange range, const ClientSnapshot &client)
{
    setSubject(client.name);
    if (!client.limiter) {
        setLegend({});
        setEmptyTexts(tr("No rate limit"),
                      tr("This client sends as fast as it is asked to. A rate limit makes it keep to a pace."),
                      tr("Set a rate limit…"));
        return drawNothing();
    }
    const LimiterSnapshot &limiter = *client.limiter;
    const QString waiting = limiter.waiting == 0
        ? tr("nobody now")
        : tr("%1 now, longest %2").arg(wording::count(limiter.waiting), wording::duration(limiter.longestWait));
    //: new tokens a second
    const QString refill = tr("%1/s").arg(QLocale().toString(limiter.ratePerSecond, 'g', 3));
    setLegend({{ColorRole::SeriesTokens, true, tr("tokens"),
                tr("of %1 burst, %2").arg(wording::count(limiter.burst), refill)},
               {ColorRole::SeriesWaiting, false, tr("waiting"), waiting}});
    setEmptyTexts(tr("No history yet"), tr("The level of the bucket shows after the first second."));
    if (history.isEmpty())
        return drawNothing();
    const auto tokens = history.line(
        [](const SeriesPoint &point) { return std::optional(std::max(point.tokens, 0.0)); });
    const auto waiters = history.line([](const SeriesPoint &point) { return std::optional<double>(point.waiting); });
    draw(history, range, {tokens, waiters}, std::max(limiter.burst, 3), tokenMark);
}

} // namespace fuseboard
