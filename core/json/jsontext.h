// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace fuseboard::jsontext {

// How JSON is walked as bytes, by all who never build a tree of it. All are lenient: they end at the end of the text.

[[nodiscard]] inline bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

[[nodiscard]] inline bool isOpening(char c)
{
    return c == '{' || c == '[';
}

[[nodiscard]] inline bool isClosing(char c)
{
    return c == '}' || c == ']';
}

/// Neither a sign of structure nor space nor a string: a part of a number or a word.
[[nodiscard]] inline bool isWord(char c)
{
    return !isSpace(c) && !isOpening(c) && !isClosing(c) && c != ',' && c != ':' && c != '"';
}

[[nodiscard]] inline qint64 afterSpace(QByteArrayView text, qint64 at)
{
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

/// After the end of a string of which at is inside, or end where it is longer; escapes are not cut in two.
[[nodiscard]] inline qint64 afterString(QByteArrayView text, qint64 at, qint64 end)
{
    while (at < end) {
        const char c = text[at];
        if (c == '"')
            return at + 1;
        at += c == '\\' ? 2 : 1;
    }
    return at < text.size() ? at : text.size();
}

/// After the value that begins at; by signs of structure only, whatever the depth.
[[nodiscard]] qint64 afterValue(QByteArrayView text, qint64 at);

/// The token at or behind at, and moves at behind it: a string, a number, a word or a sign of structure; empty at the
/// end.
[[nodiscard]] QByteArrayView takeToken(QByteArrayView text, qint64 &at);

/// What a string with its quotation marks says, as UTF-8.
[[nodiscard]] QByteArray unescaped(QByteArrayView quoted);

} // namespace fuseboard::jsontext
