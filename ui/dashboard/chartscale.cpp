// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/chartscale.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

class ChartScaleText
{
    Q_DECLARE_TR_FUNCTIONS(ChartScale)
};

} // namespace

Duration spanOf(TimeRange range)
{
    switch (range) {
    case TimeRange::OneMinute:
        return 1min;
    case TimeRange::FiveMinutes:
        return 5min;
    case TimeRange::FifteenMinutes:
        return 15min;
    case TimeRange::OneHour:
        return 1h;
    case TimeRange::OneDay:
        return 24h;
    }
    Q_UNREACHABLE();
}

QString rangeLabel(TimeRange range)
{
    switch (range) {
    case TimeRange::OneMinute:
        return ChartScaleText::tr("1 min");
    case TimeRange::FiveMinutes:
        return ChartScaleText::tr("5 min");
    case TimeRange::FifteenMinutes:
        return ChartScaleText::tr("15 min");
    case TimeRange::OneHour:
        return ChartScaleText::tr("1 h");
    case TimeRange::OneDay:
        return ChartScaleText::tr("24 h");
    }
    Q_UNREACHABLE();
}

QStringList rangeMarks(TimeRange range)
{
    struct Step
    {
        int count;
        int size;
        QString pattern;
    };
    const auto stepOf = [](TimeRange r) -> Step {
        switch (r) {
        case TimeRange::OneMinute:
            return {4, 15, ChartScaleText::tr("-%1 s")};
        case TimeRange::FiveMinutes:
            return {5, 1, ChartScaleText::tr("-%1 min")};
        case TimeRange::FifteenMinutes:
            return {5, 3, ChartScaleText::tr("-%1 min")};
        case TimeRange::OneHour:
            return {4, 15, ChartScaleText::tr("-%1 min")};
        case TimeRange::OneDay:
            return {4, 6, ChartScaleText::tr("-%1 h")};
        }
        Q_UNREACHABLE();
    };
    const Step step = stepOf(range);
    QStringList marks;
    for (int i = step.count; i > 0; --i)
        marks.append(step.pattern.arg(i * step.size));
    marks.append(ChartScaleText::tr("now"));
    return marks;
}

NiceScale niceScale(double highest, double leastMaximum)
{
    constexpr std::array steps{1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
    constexpr int intervals = 3;
    const double wanted = std::isfinite(highest) ? std::max(highest * 1.05, leastMaximum) : leastMaximum;
    const double interval = wanted / intervals;
    const double power = std::pow(10.0, std::floor(std::log10(interval)));
    const auto fits = [&](double step) { return step * power >= interval * (1 - 1e-9); };
    const auto step = std::find_if(steps.begin(), steps.end(), fits);
    const double size = (step == steps.end() ? 10.0 : *step) * power;
    return {size * intervals, intervals};
}

NiceScale countScale(double highest, double leastMaximum)
{
    const NiceScale scale = niceScale(highest, leastMaximum);
    return {std::ceil(scale.maximum / scale.intervals) * scale.intervals, scale.intervals};
}

} // namespace fuseboard
