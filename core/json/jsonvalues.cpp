// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsonvalues.h"

#include "json/jsonforms.h"
#include "json/jsonnumber.h"
#include "json/jsontext.h"

#include <algorithm>

namespace fuseboard {

using namespace jsontext;

namespace {

constexpr qsizetype longestReordered = 4'000'000; // it takes some twenty times as much memory

bool isStringText(QByteArrayView value)
{
    return value.startsWith('"');
}

bool scalarsEqual(QByteArrayView first, QByteArrayView second)
{
    if (first == second)
        return true;
    if (isStringText(first) || isStringText(second))
        return isStringText(first) && isStringText(second) && unescaped(first) == unescaped(second);
    const auto number = JsonNumber::parse(first);
    return number && number == JsonNumber::parse(second);
}

bool sameInOrder(QByteArrayView first, QByteArrayView second)
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

qint64 tokenCount(QByteArrayView text)
{
    qint64 count = 0;
    for (qint64 at = 0; !takeToken(text, at).isEmpty();)
        ++count;
    return count;
}

} // namespace

bool jsonEqual(QByteArrayView first, QByteArrayView second)
{
    if (sameInOrder(first, second))
        return true;
    const bool mayDifferInOrder = first.contains('{') && second.contains('{')
        && std::max(first.size(), second.size()) <= longestReordered && tokenCount(first) == tokenCount(second);
    if (!mayDifferInOrder)
        return false;
    JsonForms forms;
    return forms.formOf(first) == forms.formOf(second);
}

bool jsonLess(QByteArrayView first, QByteArrayView second)
{
    if (isStringText(first) && isStringText(second))
        return unescaped(first) < unescaped(second);
    const auto number = JsonNumber::parse(first);
    const auto other = JsonNumber::parse(second);
    return number && other && *number < *other;
}

} // namespace fuseboard
