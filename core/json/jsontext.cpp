// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsontext.h"

#include <QString>

namespace fuseboard::jsontext {

namespace {

char escapedSign(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

} // namespace

qint64 afterValue(QByteArrayView text, qint64 at)
{
    if (at >= text.size())
        return text.size();
    if (text[at] == '"')
        return afterString(text, at + 1, text.size());
    if (!isOpening(text[at])) {
        while (at < text.size() && isWord(text[at]))
            ++at;
        return at;
    }
    qint64 depth = 0;
    while (at < text.size()) {
        const char c = text[at++];
        if (c == '"')
            at = afterString(text, at, text.size());
        else if (isOpening(c))
            ++depth;
        else if (isClosing(c) && --depth == 0)
            return at;
    }
    return at;
}

QByteArrayView takeToken(QByteArrayView text, qint64 &at)
{
    at = afterSpace(text, at);
    const qint64 from = at;
    if (at < text.size())
        at = text[at] == '"' || isWord(text[at]) ? afterValue(text, at) : at + 1;
    return text.sliced(from, at - from);
}

QByteArray unescaped(QByteArrayView quoted)
{
    const QByteArrayView inside = quoted.size() >= 2 ? quoted.sliced(1, quoted.size() - 2) : QByteArrayView();
    if (!inside.contains('\\'))
        return inside.toByteArray();
    QString text;
    qsizetype plain = 0;
    for (qsizetype at = 0; at < inside.size();) {
        if (inside[at] != '\\' || at + 1 >= inside.size()) {
            ++at;
            continue;
        }
        text += QString::fromUtf8(inside.sliced(plain, at - plain));
        if (inside[at + 1] == 'u' && at + 6 <= inside.size()) {
            text += QChar(inside.sliced(at + 2, 4).toByteArray().toUShort(nullptr, 16));
            at += 6;
        } else {
            text += QLatin1Char(escapedSign(inside[at + 1]));
            at += 2;
        }
        plain = at;
    }
    return (text + QString::fromUtf8(inside.sliced(plain))).toUtf8();
}

} // namespace fuseboard::jsontext
