// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/jsontext.h"

#include <algorithm>
#include <initializer_list>

namespace fuseboard::markuptext {

// How markup is walked as bytes.

[[nodiscard]] inline bool isNameByte(char c)
{
    return !jsontext::isSpace(c) && c != '>' && c != '/' && c != '<' && c != '=' && c != '"' && c != '\'';
}

[[nodiscard]] inline QByteArrayView nameAt(QByteArrayView text, qint64 at)
{
    at = std::min<qint64>(at, text.size());
    qint64 end = at;
    while (end < text.size() && end - at < 64 && isNameByte(text[end]))
        ++end;
    return text.sliced(at, end - at);
}

[[nodiscard]] inline bool isOneOf(QByteArrayView name, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(),
                       [name](const char *one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
}

/// HTML's elements that have no end tag.
[[nodiscard]] inline bool isVoidElement(QByteArrayView name)
{
    return isOneOf(
        name, {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"});
}

/// What keeps its lines.
[[nodiscard]] inline bool isRawElement(QByteArrayView name)
{
    return isOneOf(name, {"script", "style", "pre", "textarea"});
}

/// After the tag that begins at, which may hold '>' in quotes; limit where it is longer.
[[nodiscard]] inline qint64 afterTag(QByteArrayView text, qint64 at, qint64 limit)
{
    char quote = 0;
    for (; at < limit; ++at) {
        const char c = text[at];
        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return limit;
}

} // namespace fuseboard::markuptext
