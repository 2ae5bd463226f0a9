// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyperiod.h"

#include <QDateTime>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

/// Mostly midnight: in some places the clocks are put forward over it.
WallTime beginOf(QDate day)
{
    return WallTime(std::chrono::milliseconds(day.startOfDay().toMSecsSinceEpoch()));
}

HistorySpan daysFrom(QDate first, QDate last)
{
    return {beginOf(first), beginOf(last.addDays(1))};
}

} // namespace

QDate localDay(WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).date();
}

HistorySpan spanOf(HistoryPeriod period, WallTime now, QDate first, QDate last)
{
    const QDate today = localDay(now);
    switch (period) {
    case HistoryPeriod::Any:
        return {};
    case HistoryPeriod::LastQuarterHour:
        return {now - 15min, {}};
    case HistoryPeriod::LastHour:
        return {now - 1h, {}};
    case HistoryPeriod::Last24Hours:
        return {now - 24h, {}};
    case HistoryPeriod::Today:
        return {beginOf(today), {}}; // open: a clock that was ahead has dated some to tomorrow
    case HistoryPeriod::Yesterday:
        return daysFrom(today.addDays(-1), today.addDays(-1));
    case HistoryPeriod::Last7Days:
        return {now - 7 * 24h, {}};
    case HistoryPeriod::ChosenDays:
        return first.isValid() && last.isValid() ? daysFrom(std::min(first, last), std::max(first, last))
                                                 : HistorySpan();
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard
