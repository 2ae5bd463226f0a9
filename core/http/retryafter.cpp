// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/retryafter.h"

#include "http/httpdate.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr qsizetype mostDigits = 32;

/// What stands between commas, with the comma of a date ("Sun, 06 Nov …") left in it.
QByteArrayList retryAfterValues(const QByteArray &text)
{
    constexpr std::array<QByteArrayView, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    QByteArrayList values;
    bool dayBefore = false;
    for (const QByteArray &piece : text.split(',')) {
        const QByteArray value = piece.trimmed();
        if (dayBefore)
            values.last() += ", " + value;
        else
            values.append(value);
        const QByteArray start = value.first(std::min<qsizetype>(value.size(), 3)).toLower();
        dayBefore = !dayBefore && std::find(days.begin(), days.end(), start) != days.end() && !value.contains(' ');
    }
    return values;
}

std::optional<Duration> deltaSeconds(QByteArrayView text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || text.size() > mostDigits || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    constexpr qint64 most = duration_cast<seconds>(Duration::max()).count();
    qint64 total = 0;
    for (const char digit : text) {
        total = total * 10 + (digit - '0');
        if (total > most)
            return Duration::max();
    }
    return seconds(total);
}

/// From one moment to a later one; at most as long as a Duration can be, not negative.
Duration spanBetween(WallTime from, WallTime to)
{
    const milliseconds span = to - from;
    if (span >= duration_cast<milliseconds>(Duration::max()))
        return Duration::max();
    return std::max(span, milliseconds::zero());
}

} // namespace

RetryAfter readRetryAfter(const QByteArray &value, WallTime sentAt, WallTime wallNow)
{
    const QByteArrayList values = retryAfterValues(value);
    RetryAfter result;
    for (const QByteArray &one : values) {
        std::optional<Duration> delay = deltaSeconds(one);
        if (!delay) {
            if (const auto date = parseHttpDate(one, wallNow))
                delay = spanBetween(sentAt, *date);
        }
        result.isMalformed = result.isMalformed || !delay;
        result.delay = std::max(result.delay, delay);
    }
    result.isSeveral = values.size() > 1;
    result.isPast = result.delay == Duration::zero();
    if (result.isPast)
        result.delay.reset();
    return result;
}

} // namespace fuseboard
