// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/jsonlayout.h"

#include "json/jsontext.h"

#include <algorithm>

namespace fuseboard {

using namespace jsontext;

namespace {

constexpr qint64 longestInline = 64; ///< without space; wider ones leave a view of half a window
constexpr qint64 inlineLookAhead = 400; ///< with the space in it
constexpr int deepestJsonIndent = 40;

/// After the container at, if it holds no other and is short; else 0.
qint64 afterShortContainer(QByteArrayView text, qint64 at)
{
    const qint64 end = std::min<qint64>(text.size(), at + inlineLookAhead);
    qint64 width = 0;
    for (qint64 i = at + 1; i < end && width <= longestInline;) {
        const char c = text[i];
        if (isOpening(c))
            return 0;
        if (isClosing(c))
            return i + 1;
        const qint64 next = c == '"' ? afterString(text, i + 1, end) : i + 1;
        width += isSpace(c) ? 0 : next - i;
        i = next;
    }
    return 0;
}

/// Finds where one line ends.
class JsonLineScanner
{
public:
    JsonLineScanner(QByteArrayView text, LineState &state)
        : m_text(text)
        , m_state(state)
        , m_span{state.offset, 0, state.number, state.depth, state.part}
        , m_at(state.offset)
        , m_limit(std::min<qint64>(text.size(), state.offset + longestLine))
    {
    }

    LineSpan run()
    {
        if (m_span.part == LinePart::RestOfString) {
            if (!scanString())
                return cut(LinePart::RestOfString);
        } else if (m_span.part == LinePart::Start && isClosing(m_text[m_at])) {
            return close();
        }
        while (m_at < m_limit) {
            const char c = m_text[m_at];
            if (isClosing(c))
                return end();
            if (c == ',') {
                ++m_at;
                return end();
            }
            if (isOpening(c))
                return open();
            if (isSpace(c)) {
                if (m_at > m_span.begin && m_text[m_at - 1] != ':' && isBeforeAnotherValue())
                    return end();
                m_at = std::min(afterSpace(m_text, m_at), m_limit);
                continue;
            }
            ++m_at;
            if (c != '"')
                continue;
            if (!scanString())
                return cut(LinePart::RestOfString);
            if (isBeforeAnotherValue())
                return end();
        }
        return m_at < m_text.size() ? cut(LinePart::Rest) : end();
    }

private:
    /// What follows neither separates nor ends anything: one value after another, as in JSON Lines.
    [[nodiscard]] bool isBeforeAnotherValue() const
    {
        const qint64 next = afterSpace(m_text, m_at);
        return next < m_text.size() && m_text[next] != ':' && m_text[next] != ',' && !isClosing(m_text[next]);
    }

    /// Whether the string ends before the line has to.
    bool scanString()
    {
        const qint64 begin = m_at;
        m_at = afterString(m_text, m_at, m_limit);
        return m_at >= m_text.size() || endsString(begin);
    }

    /// Whether what stands before m_at is a quotation mark that no backslash has made a letter.
    [[nodiscard]] bool endsString(qint64 begin) const
    {
        if (m_text[m_at - 1] != '"')
            return false;
        qint64 first = m_at - 1;
        while (first > begin && m_text[first - 1] == '\\')
            --first;
        return (m_at - 1 - first) % 2 == 0;
    }

    LineSpan open()
    {
        if (const qint64 after = afterShortContainer(m_text, m_at)) {
            m_at = after;
            return endAfterComma();
        }
        ++m_at;
        ++m_state.depth;
        m_span.opens = true;
        return end();
    }

    LineSpan close()
    {
        ++m_at;
        m_state.depth = std::max(0, m_state.depth - 1);
        m_span.depth = m_state.depth;
        m_span.closes = true;
        return endAfterComma();
    }

    LineSpan endAfterComma()
    {
        const qint64 comma = afterSpace(m_text, m_at);
        if (comma < m_text.size() && m_text[comma] == ',')
            m_at = comma + 1;
        return end();
    }

    LineSpan end()
    {
        m_span.end = m_at;
        m_state.offset = afterSpace(m_text, m_at);
        m_state.part = LinePart::Start;
        ++m_state.number;
        return m_span;
    }

    LineSpan cut(LinePart rest)
    {
        m_at = characterBoundary(m_text, m_span.begin, m_at);
        m_span.end = m_at;
        m_state.offset = m_at;
        m_state.part = rest;
        return m_span;
    }

    QByteArrayView m_text;
    LineState &m_state;
    LineSpan m_span;
    qint64 m_at;
    qint64 m_limit;
};

/// Writes one token of a line and returns where it ends.
qint64 putString(TextLine &line, QByteArrayView text, qint64 at, qint64 end, bool begun)
{
    const qint64 after = std::min(afterString(text, begun ? at : at + 1, end), end);
    const qint64 next = afterSpace(text.first(end), after);
    const qsizetype from = line.text.size();
    appendUtf8(line, text.sliced(at, after - at), at);
    colourFrom(line, from, next < end && text[next] == ':' ? SyntaxKind::Key : SyntaxKind::String);
    return after;
}

qint64 putWord(TextLine &line, QByteArrayView text, qint64 at, qint64 end)
{
    qint64 after = at;
    while (after < end && isWord(text[after]))
        ++after;
    const bool isNumber = (text[at] >= '0' && text[at] <= '9') || text[at] == '-';
    const qsizetype from = line.text.size();
    appendUtf8(line, text.sliced(at, after - at), at);
    colourFrom(line, from, isNumber ? SyntaxKind::Number : SyntaxKind::Keyword);
    return after;
}

void putSign(TextLine &line, QByteArrayView text, qint64 at, const LineSpan &span)
{
    const char c = text[at];
    const qint64 next = afterSpace(text.first(span.end), at + 1);
    const bool isLast = next >= span.end;
    if (c == '}' && at > span.begin && !line.text.endsWith(u'{'))
        appendInserted(line, u" ", at);
    appendUtf8(line, text.sliced(at, 1), at);
    const bool spaced = c == ',' || c == ':' || (c == '{' && !isLast && text[next] != '}');
    if (spaced && !isLast)
        appendInserted(line, u" ", at);
}

} // namespace

LineState JsonLayout::start(QByteArrayView text) const
{
    LineState state = LineLayout::start(text);
    state.offset = afterSpace(text, state.offset);
    return state;
}

LineSpan JsonLayout::next(QByteArrayView text, LineState &state) const
{
    return JsonLineScanner(text, state).run();
}

TextLine JsonLayout::format(QByteArrayView text, const LineSpan &span) const
{
    TextLine line;
    appendInserted(line, QString(2 * std::min(span.depth, deepestJsonIndent), u' '), span.begin);
    qint64 at = span.begin;
    if (span.part == LinePart::RestOfString)
        at = putString(line, text, at, span.end, true);
    while (at < span.end) {
        const char c = text[at];
        if (c == '"') {
            at = putString(line, text, at, span.end, false);
        } else if (isSpace(c)) {
            ++at;
        } else if (isWord(c)) {
            at = putWord(line, text, at, span.end);
        } else {
            putSign(line, text, at, span);
            ++at;
        }
    }
    return line;
}

} // namespace fuseboard
