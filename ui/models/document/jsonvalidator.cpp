// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/jsonvalidator.h"

#include "json/jsontext.h"

#include <algorithm>

namespace fuseboard {

using namespace jsontext;

namespace {

constexpr qint64 longestNumber = 100'000;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool isJsonNumber(QByteArrayView word)
{
    qsizetype at = 0;
    const auto digits = [&] {
        const qsizetype from = at;
        while (at < word.size() && isDigit(word[at]))
            ++at;
        return at > from;
    };
    const auto take = [&](const char *signs) {
        const bool found = at < word.size() && QByteArrayView(signs).contains(word[at]);
        at += found ? 1 : 0;
        return found;
    };
    take("-");
    if (!take("0") && !digits())
        return false;
    if (take(".") && !digits())
        return false;
    if (take("eE")) {
        take("+-");
        if (!digits())
            return false;
    }
    return at == word.size();
}

/// After the escape at a backslash; 0 for a bad one.
qint64 afterEscape(QByteArrayView text, qint64 at)
{
    if (at + 1 >= text.size() || !QByteArrayView("\"\\/bfnrtu").contains(text[at + 1]))
        return 0;
    if (text[at + 1] != 'u')
        return at + 2;
    if (at + 6 > text.size() || !std::all_of(text.begin() + at + 2, text.begin() + at + 6, isHex))
        return 0;
    return at + 6;
}

} // namespace

void JsonValidator::advance(QByteArrayView text, qint64 limit)
{
    if (m_at == 0 && text.startsWith("\xef\xbb\xbf"))
        m_at = 3;
    while (!m_fault && m_at < limit) {
        if (m_inside != Inside::Nothing)
            string(text, limit);
        else if (isSpace(text[m_at]))
            ++m_at;
        else
            step(text);
    }
    const bool isComplete = m_objects.empty() && m_inside == Inside::Nothing
        && (m_expect == Expect::Nothing || (m_severalValues && m_expect == Expect::Value));
    if (!m_fault && m_at >= text.size() && !isComplete)
        fail(text.size());
}

void JsonValidator::step(QByteArrayView text)
{
    const char c = text[m_at];
    switch (m_expect) {
    case Expect::Value:
    case Expect::ValueOrEnd:
        return value(text, c);
    case Expect::Key:
    case Expect::KeyOrEnd:
        if (c == '}' && m_expect == Expect::KeyOrEnd)
            return close(c);
        if (c != '"')
            return fail(m_at);
        m_inside = Inside::Key;
        break;
    case Expect::Colon:
        if (c != ':')
            return fail(m_at);
        m_expect = Expect::Value;
        break;
    case Expect::CommaOrEnd:
        if (c != ',')
            return close(c);
        m_expect = m_objects.back() ? Expect::Key : Expect::Value;
        break;
    case Expect::Nothing:
        return fail(m_at);
    }
    ++m_at;
}

void JsonValidator::value(QByteArrayView text, char c)
{
    if (c == ']' && m_expect == Expect::ValueOrEnd)
        return close(c);
    if (isOpening(c))
        return open(c);
    if (c != '"')
        return word(text);
    m_inside = Inside::Value;
    ++m_at;
}

void JsonValidator::string(QByteArrayView text, qint64 limit)
{
    while (m_at < limit) {
        const char c = text[m_at];
        if (uchar(c) < 0x20)
            return fail(m_at);
        if (c == '\\') {
            const qint64 after = afterEscape(text, m_at);
            if (after == 0)
                return fail(m_at);
            m_at = after;
            continue;
        }
        ++m_at;
        if (c != '"')
            continue;
        if (m_inside == Inside::Key)
            m_expect = Expect::Colon;
        else
            valueDone();
        m_inside = Inside::Nothing;
        return;
    }
}

void JsonValidator::open(char c)
{
    m_objects.push_back(c == '{');
    m_expect = c == '{' ? Expect::KeyOrEnd : Expect::ValueOrEnd;
    ++m_at;
}

void JsonValidator::close(char c)
{
    if (!isClosing(c) || m_objects.empty() || m_objects.back() != (c == '}'))
        return fail(m_at);
    m_objects.pop_back();
    valueDone();
    ++m_at;
}

void JsonValidator::valueDone()
{
    m_expect = !m_objects.empty() ? Expect::CommaOrEnd : m_severalValues ? Expect::Value : Expect::Nothing;
}

void JsonValidator::word(QByteArrayView text)
{
    qint64 end = m_at;
    while (end < text.size() && end - m_at < longestNumber && isWord(text[end]))
        ++end;
    const QByteArrayView word = text.sliced(m_at, end - m_at);
    if (word != "true" && word != "false" && word != "null" && !isJsonNumber(word))
        return fail(m_at);
    m_at = end;
    valueDone();
}

} // namespace fuseboard
