// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Retry-After and the dates in it. Input: the clock in epoch seconds, a line with the answer's Date, and the value.

#include "fuzzing.h"
#include "resilience/backoff.h"
#include "resilience/serverquota.h"
#include "upstream/httpdate.h"

#include <algorithm>

using namespace fuseboard;
using namespace std::chrono;

namespace {

constexpr qint64 endOfYear9999 = 253'402'300'799;

int yearOf(WallTime moment)
{
    return static_cast<int>(year_month_day(floor<days>(moment)).year());
}

void checkDate(const QByteArray &text, WallTime now)
{
    const auto date = parseHttpDate(text, now);
    if (!date)
        return;
    FUZZ_PROMISE(date->time_since_epoch() % seconds(1) == milliseconds(0));
    // Dates before the common era have no way to be written; a leap second of the last year has none either.
    if (yearOf(*date) >= 1 && yearOf(*date) <= 9999)
        FUZZ_PROMISE(parseHttpDate(httpDate(*date), now) == date);
    // RFC 9110 5.6.7: a year of two digits is near. One more for a leap second at its end.
    if (text.contains('-')) {
        FUZZ_PROMISE(yearOf(*date) <= yearOf(now) + 51);
        FUZZ_PROMISE(yearOf(*date) > yearOf(now) - 50);
    }
}

/// What RFC 9110 says of nothing but digits, written another way.
void checkDigits(const QByteArray &value, std::optional<Duration> delay)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    constexpr qsizetype mostDigitsRead = 32;
    if (value.isEmpty() || value.size() > mostDigitsRead || !std::all_of(value.begin(), value.end(), isDigit))
        return;
    const long double figure = std::min(value.toDouble(), 1e30);
    if (figure == 0)
        FUZZ_PROMISE(!delay);
    else if (figure > 9'223'372'036.0L)
        FUZZ_PROMISE(delay == Duration::max());
    else
        FUZZ_PROMISE(delay == Duration(seconds(static_cast<qint64>(figure))));
}

/// D6: a server's delay is never shortened, prolonged by a tenth at most, and one that is too long ends the call.
void checkBackoff(Duration delay)
{
    SeededRandom random(static_cast<quint64>(delay.count()));
    const Backoff backoff{RetryConfig{}};
    AttemptOutcome outcome;
    outcome.status = 503;
    outcome.serverDelay = delay;
    const RetryDecision decision = backoff.next(0, outcome, random);
    const Duration longest = backoff.config().maxServerDelay;
    FUZZ_PROMISE(decision.retry == (delay <= longest));
    if (decision.retry) {
        FUZZ_PROMISE(decision.delay >= delay);
        FUZZ_PROMISE(decision.delay <= delay + delay / 10);
    } else {
        FUZZ_PROMISE(decision.reason == RetryReason::ServerDelayTooLong);
    }
}

} // namespace

void fuzzOneInput(const QByteArray &input)
{
    QByteArray value = input;
    const WallTime now{seconds(numberIn(takeLine(value), 0, endOfYear9999))};
    const QByteArray date = takeLine(value);
    const auto serverDate = parseHttpDate(date, now);
    checkDate(date, now);
    checkDate(value, now);

    QList<QuotaNote> notes;
    const auto delay = parseRetryAfter(value, serverDate, now, notes);
    FUZZ_PROMISE(!delay || *delay > Duration::zero());
    FUZZ_PROMISE(delay || !notes.isEmpty());
    FUZZ_PROMISE(notes.size() <= 3);
    checkDigits(value, delay);
    if (delay)
        checkBackoff(*delay);

    QList<QuotaNote> others;
    FUZZ_PROMISE(parseRetryAfter("\t " + value + " ", serverDate, now, others) == delay);
    FUZZ_PROMISE(others == notes);
    // Several values: the longest (H07).
    others.clear();
    FUZZ_PROMISE(parseRetryAfter("7, " + value, serverDate, now, others) == std::max(delay, {Duration(seconds(7))}));
}
