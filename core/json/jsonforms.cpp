// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsonforms.h"

#include "json/jsonnumber.h"
#include "json/jsontext.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace fuseboard {

using namespace jsontext;

namespace {

/// What is the same for all ways to write a scalar, or a sign of structure. No two kinds begin alike.
QByteArray tokenForm(QByteArrayView token)
{
    if (token.startsWith('"'))
        return '"' + unescaped(token);
    const auto number = JsonNumber::parse(token);
    return number ? '#' + number->text() : '_' + token.toByteArray();
}

} // namespace

qint64 JsonForms::formOf(QByteArrayView value)
{
    std::vector<Level> levels;
    levels.push_back({'['});
    qint64 at = 0;
    while (true) {
        const QByteArrayView token = takeToken(value, at);
        const char sign = token.isEmpty() ? ']' : token[0];
        if (token.isEmpty() && levels.size() == 1)
            return numbered(closed(std::move(levels.back()), sign)).toLongLong();
        if (isOpening(sign)) {
            levels.push_back({sign});
        } else if (isClosing(sign) && levels.size() > 1) {
            const QByteArray number = numbered(closed(std::move(levels.back()), token.isEmpty() ? '\0' : sign));
            levels.pop_back();
            levels.back().pieces.back() += number + ' ';
        } else if (sign == ',') {
            levels.back().pieces.append(QByteArray());
        } else {
            levels.back().pieces.back() += numbered(tokenForm(token)) + ' ';
        }
    }
}

QByteArray JsonForms::numbered(const QByteArray &form)
{
    const auto known = m_numbers.constFind(form);
    if (known != m_numbers.cend())
        return QByteArray::number(*known);
    const qint64 number = m_numbers.size();
    m_numbers.insert(form, number);
    return QByteArray::number(number);
}

QByteArray JsonForms::closed(Level level, char sign)
{
    if (level.sign == '{')
        std::sort(level.pieces.begin(), level.pieces.end());
    return level.sign + level.pieces.join(',') + sign;
}

} // namespace fuseboard
