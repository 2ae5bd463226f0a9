// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsonvalues.h"

#include "json/jsontext.h"

#include <algorithm>

namespace fuseboard {

using namespace jsontext;

namespace {

bool isNumberText(QByteArrayView value)
{
    return !value.isEmpty() && (value[0] == '-' || (value[0] >= '0' && value[0] <= '9'));
}

bool isStringText(QByteArrayView value)
{
    return value.startsWith('"');
}

/// Integers of any length are told apart by their digits, which a double would not do.
bool isPlainInteger(QByteArrayView value)
{
    return value.size() > 15 && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool numbersEqual(QByteArrayView first, QByteArrayView second)
{
    if (isPlainInteger(first) && isPlainInteger(second))
        return first == second;
    return first.toByteArray().toDouble() == second.toByteArray().toDouble();
}

/// The next token, and after it.
QByteArrayView takeToken(QByteArrayView text, qint64 &at)
{
    at = afterSpace(text, at);
    const qint64 from = at;
    if (at < text.size())
        at = text[at] == '"' || isWord(text[at]) ? afterValue(text, at) : at + 1;
    return text.sliced(from, at - from);
}

bool scalarsEqual(QByteArrayView first, QByteArrayView second)
{
    if (isNumberText(first) && isNumberText(second))
        return numbersEqual(first, second);
    if (isStringText(first) && isStringText(second))
        return unescaped(first) == unescaped(second);
    return first == second;
}

} // namespace

bool jsonEqual(QByteArrayView first, QByteArrayView second)
{
    qint64 at = 0;
    qint64 other = 0;
    while (true) {
        const QByteArrayView one = takeToken(first, at);
        const QByteArrayView two = takeToken(second, other);
        if (one.isEmpty() || two.isEmpty())
            return one.isEmpty() && two.isEmpty();
        if (!scalarsEqual(one, two))
            return false;
    }
}

bool jsonLess(QByteArrayView first, QByteArrayView second)
{
    if (isNumberText(first) && isNumberText(second)) {
        if (isPlainInteger(first) && isPlainInteger(second))
            return first.size() != second.size() ? first.size() < second.size() : first.compare(second) < 0;
        return first.toByteArray().toDouble() < second.toByteArray().toDouble();
    }
    return isStringText(first) && isStringText(second) && unescaped(first) < unescaped(second);
}

} // namespace fuseboard
