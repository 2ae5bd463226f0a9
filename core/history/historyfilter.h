// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "history/statusrange.h"

#include <QString>

#include <optional>

namespace fuseboard {

/// So much of each body is searched for HistoryFilter::text.
inline constexpr qsizetype searchedBodyCharacters = 2'000;

/// How a call ended, in the classes that people look for.
enum class HistoryOutcome {
    NoAnswer, ///< or one that was not the end of it: refused, cut off, cancelled
    Informational,
    Success,
    Redirect,
    ClientError,
    ServerError,
};

/// Which calls are looked for: those that all of it fits. Text is meant literally, with its % and _, in either case.
struct HistoryFilter
{
    QString client; ///< a slug; empty = all
    QString url; ///< a part of the URL
    QString text; ///< a part of URL, heads, or the beginning of a body; up to 1,000 characters count
    std::optional<HistoryOutcome> outcome;
    std::optional<StatusRange> status;
    std::optional<ErrorKind> error;
    std::optional<WallTime> from; ///< begun at that moment or later
    std::optional<WallTime> to; ///< begun before

    [[nodiscard]] bool isEmpty() const { return *this == HistoryFilter(); }

    friend bool operator==(const HistoryFilter &, const HistoryFilter &) = default;
};

/// A page of the list, newest first: the last that were kept are the first, also when the clock has gone back (F5).
struct HistoryQuery
{
    HistoryFilter filter;
    std::optional<qint64> before; ///< only ids below: the page that follows
    std::optional<qint64> after; ///< only ids above: what has come since
    int limit = 200;
};

} // namespace fuseboard
