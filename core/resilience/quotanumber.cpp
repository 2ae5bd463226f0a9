// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/quotanumber.h"

namespace fuseboard {

namespace {

struct SpanUnit
{
    QByteArrayView name;
    double seconds;
};

constexpr SpanUnit spanUnits[] = {{"d", 86'400}, {"h", 3'600}, {"m", 60}, {"s", 1}, {"ms", 0.001}};

bool isPartOfNumber(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

/// The first length characters, which the text loses.
QByteArrayView takenFrom(QByteArrayView &text, qsizetype length)
{
    const QByteArrayView taken = text.first(length);
    text = text.sliced(length);
    return taken;
}

template<class Predicate>
qsizetype lengthWhile(QByteArrayView text, Predicate holds)
{
    qsizetype length = 0;
    while (length < text.size() && holds(text.at(length)))
        ++length;
    return length;
}

} // namespace

std::optional<double> quotaNumber(QByteArrayView text)
{
    if (lengthWhile(text, isPartOfNumber) < text.size())
        return std::nullopt;
    bool ok = false;
    const double number = text.toByteArray().toDouble(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<Duration> quotaSpan(QByteArrayView text)
{
    double total = 0;
    std::size_t nextUnit = 0;
    if (text.isEmpty())
        return std::nullopt;
    while (!text.isEmpty()) {
        const auto number = quotaNumber(takenFrom(text, lengthWhile(text, isPartOfNumber)));
        const QByteArrayView name = takenFrom(text, lengthWhile(text, [](char c) { return !isPartOfNumber(c); }));
        while (nextUnit < std::size(spanUnits) && spanUnits[nextUnit].name != name)
            ++nextUnit;
        if (!number || nextUnit == std::size(spanUnits))
            return std::nullopt;
        total += *number * spanUnits[nextUnit++].seconds;
    }
    return fromSeconds(total);
}

std::optional<QuotaUsage> quotaUsage(QByteArrayView text)
{
    text = text.sliced(text.indexOf('=') + 1);
    const qsizetype slash = text.indexOf('/');
    if (slash < 0)
        return std::nullopt;
    const auto used = quotaNumber(text.first(slash).trimmed());
    const auto limit = quotaNumber(text.sliced(slash + 1).trimmed());
    return used && limit ? std::optional(QuotaUsage{*used, *limit}) : std::nullopt;
}

} // namespace fuseboard
