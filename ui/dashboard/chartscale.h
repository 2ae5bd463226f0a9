// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QList>
#include <QStringList>

namespace fuseboard {

/// The spans that the dashboard can show.
enum class TimeRange { OneMinute, FiveMinutes, FifteenMinutes, OneHour, OneDay };
inline constexpr int timeRangeCount = 5;

Duration spanOf(TimeRange range);
/// "5 min", "24 h".
QString rangeLabel(TimeRange range);
/// Marks of the relative axis from the left to "now", evenly spaced: "-5 min", "-4 min" … "now".
QStringList rangeMarks(TimeRange range);

/// A scale that begins at zero and ends on a round number.
struct NiceScale
{
    double maximum = 1;
    int intervals = 3;

    friend bool operator==(const NiceScale &, const NiceScale &) = default;
};

/// The smallest round scale that holds the value; hostile values (negative, infinite, not a number) give the smallest
/// scale that makes sense, which is one of the given least maximum.
NiceScale niceScale(double highest, double leastMaximum);
/// The same for what is counted: each of its marks is a whole number.
NiceScale countScale(double highest, double leastMaximum);

} // namespace fuseboard
