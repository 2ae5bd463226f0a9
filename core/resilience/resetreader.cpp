// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/resetreader.h"

#include "resilience/quotanumber.h"

#include <QDateTime>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr Duration longestReset = hours(24 * 32); // of a monthly quota, and of clocks that differ
constexpr double firstEpochSeconds = 1e9; // 2001; less is a span
constexpr double firstEpochMilliseconds = 1e12;
constexpr double millisecondsPerSecond = 1000;

} // namespace

ResetReader::ResetReader(const Headers &headers, WallTime wallNow, ResetDialects &dialects)
    : m_headers(headers)
    , m_wallNow(wallNow)
    , m_dialects(dialects)
{
}

std::optional<WallTime> ResetReader::serverDate() const
{
    const auto date = m_headers.value("date");
    return date ? parseHttpDate(date->trimmed(), m_wallNow) : std::nullopt;
}

std::optional<Duration> ResetReader::read(const char *name, const QByteArray &value, ResetForm form)
{
    const QByteArray text = value.trimmed();
    const auto number = quotaNumber(text);
    if (!number)
        return written(text);
    switch (form) {
    case ResetForm::OfTheHost:
        return byHabit(QByteArray::fromRawData(name, qstrlen(name)), *number);
    case ResetForm::Seconds:
        return span(*number);
    case ResetForm::Milliseconds:
        return span(*number / millisecondsPerSecond);
    }
    Q_UNREACHABLE();
}

std::optional<Duration> ResetReader::byHabit(const QByteArray &name, double figure)
{
    const bool isMilliseconds = figure >= firstEpochMilliseconds;
    const bool isMoment = figure >= firstEpochSeconds;
    const ResetDialect known = m_dialects.value(name);
    // A host that writes moments does not mean a span, whatever broke its figure.
    if (!isMoment && (known == ResetDialect::EpochSeconds || known == ResetDialect::EpochMilliseconds))
        return std::nullopt;
    const auto found = isMoment ? untilMoment(isMilliseconds ? figure / millisecondsPerSecond : figure) : span(figure);
    if (found) {
        m_dialects.insert(name,
                          isMilliseconds ? ResetDialect::EpochMilliseconds
                              : isMoment ? ResetDialect::EpochSeconds
                                         : ResetDialect::DeltaSeconds);
    }
    return found;
}

std::optional<Duration> ResetReader::written(const QByteArray &text) const
{
    if (const auto date = parseHttpDate(text, m_wallNow))
        return untilMoment(std::chrono::duration<double>(date->time_since_epoch()).count());
    const QDateTime iso = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs);
    if (iso.isValid() && iso.timeSpec() != Qt::LocalTime)
        return untilMoment(static_cast<double>(iso.toMSecsSinceEpoch()) / millisecondsPerSecond);
    const auto ahead = quotaSpan(text);
    return ahead ? span(toSeconds(*ahead)) : std::nullopt;
}

std::optional<Duration> ResetReader::span(double seconds)
{
    const Duration span = fromSeconds(seconds);
    return span >= Duration::zero() && span <= longestReset ? std::optional(span) : std::nullopt;
}

/// A moment is told in whole seconds, rounded we do not know how: one more, or we come too early (H11).
std::optional<Duration> ResetReader::untilMoment(double epochSeconds) const
{
    const WallTime now = serverDate().value_or(m_wallNow);
    const auto ahead = span(epochSeconds - std::chrono::duration<double>(now.time_since_epoch()).count());
    return ahead ? std::optional(*ahead + seconds(1)) : std::nullopt;
}

} // namespace fuseboard
