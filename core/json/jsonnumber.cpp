// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsonnumber.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qint64 largestExponent = 1'000'000'000'000;

QByteArrayView digitsAt(QByteArrayView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9')
        ++end;
    return text.sliced(at, end - at);
}

qint64 exponentOf(QByteArrayView digits, bool isNegative)
{
    qint64 exponent = 0;
    for (const char digit : digits)
        exponent = std::min(exponent * 10 + (digit - '0'), largestExponent);
    return isNegative ? -exponent : exponent;
}

} // namespace

std::optional<JsonNumber> JsonNumber::parse(QByteArrayView text)
{
    const bool isNegative = text.startsWith('-');
    const QByteArrayView whole = digitsAt(text, isNegative ? 1 : 0);
    if (whole.isEmpty() || (whole.size() > 1 && whole[0] == '0'))
        return std::nullopt;
    qsizetype at = whole.size() + (isNegative ? 1 : 0);
    QByteArrayView fraction;
    if (at < text.size() && text[at] == '.') {
        fraction = digitsAt(text, at + 1);
        if (fraction.isEmpty())
            return std::nullopt;
        at += 1 + fraction.size();
    }
    qint64 exponent = 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        const bool hasSign = at < text.size() && (text[at] == '-' || text[at] == '+');
        const QByteArrayView digits = digitsAt(text, hasSign ? at + 1 : at);
        if (digits.isEmpty())
            return std::nullopt;
        exponent = exponentOf(digits, text[at] == '-');
        at += digits.size() + (hasSign ? 1 : 0);
    }
    if (at != text.size())
        return std::nullopt;
    return JsonNumber(isNegative, whole.toByteArray() + fraction.toByteArray(), exponent + whole.size());
}

JsonNumber::JsonNumber(bool isNegative, QByteArray digits, qint64 place)
{
    qsizetype zeros = 0;
    while (zeros < digits.size() && digits[zeros] == '0')
        ++zeros;
    digits.remove(0, zeros);
    while (digits.endsWith('0'))
        digits.chop(1);
    if (digits.isEmpty())
        return;
    m_sign = isNegative ? -1 : 1;
    m_digits = std::move(digits);
    m_place = place - zeros;
}

QByteArray JsonNumber::text() const
{
    return (m_sign < 0 ? "-0." : "0.") + m_digits + 'e' + QByteArray::number(m_place);
}

std::strong_ordering operator<=>(const JsonNumber &first, const JsonNumber &second)
{
    if (first.m_sign != second.m_sign)
        return first.m_sign <=> second.m_sign;
    const JsonNumber &nearer = first.m_sign < 0 ? second : first;
    const JsonNumber &farther = first.m_sign < 0 ? first : second;
    if (nearer.m_place != farther.m_place)
        return nearer.m_place <=> farther.m_place;
    return nearer.m_digits.compare(farther.m_digits) <=> 0;
}

} // namespace fuseboard
