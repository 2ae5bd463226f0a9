// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QDate>

#include <optional>

namespace fuseboard {

/// When calls began, as people say it. Days are those of the local calendar.
enum class HistoryPeriod { Any, LastQuarterHour, LastHour, Last24Hours, Today, Yesterday, Last7Days, ChosenDays };

/// The same as moments. A value.
struct HistorySpan
{
    std::optional<WallTime> from;
    std::optional<WallTime> to; ///< not among them any more

    friend bool operator==(const HistorySpan &, const HistorySpan &) = default;
};

/// first and last: of the chosen days, both among them, in either order.
HistorySpan spanOf(HistoryPeriod period, WallTime now, QDate first = {}, QDate last = {});

/// The day of a moment in the local calendar.
QDate localDay(WallTime at);

} // namespace fuseboard
