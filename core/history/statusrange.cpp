// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/statusrange.h"

#include <QString>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qsizetype statusDigits = 3;
constexpr int leastStatus = 100;

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9'; // the other digits of Unicode stand in no answer
}

std::optional<int> statusIn(QStringView text)
{
    const QStringView digits = text.trimmed();
    if (digits.size() != statusDigits || !std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    const int status = digits.toInt();
    return status >= leastStatus ? std::optional(status) : std::nullopt;
}

/// "5xx"
std::optional<StatusRange> classIn(QStringView text)
{
    constexpr int statusesOfAClass = 100;
    if (text.size() != statusDigits || text.first(1) < u"1" || !isDigit(text.front())
        || text.sliced(1).compare(u"xx", Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const int first = text.first(1).toInt() * statusesOfAClass;
    return StatusRange{first, first + statusesOfAClass - 1};
}

} // namespace

std::optional<StatusRange> statusRangeFrom(QStringView text)
{
    const QStringView whole = text.trimmed();
    if (const auto statuses = classIn(whole))
        return statuses;
    const auto dash = std::find_if(whole.begin(), whole.end(), [](QChar c) { return c == u'-' || c == u'–'; });
    const auto first = statusIn(whole.first(dash - whole.begin()));
    const auto last = dash == whole.end() ? first : statusIn(whole.sliced(dash - whole.begin() + 1));
    if (!first || !last || *first > *last)
        return std::nullopt;
    return StatusRange{*first, *last};
}

} // namespace fuseboard
