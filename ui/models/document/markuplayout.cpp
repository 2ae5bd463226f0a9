// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/markuplayout.h"

#include "models/document/markuptext.h"

#include <algorithm>

namespace fuseboard {

using jsontext::afterSpace;
using jsontext::isSpace;
using namespace markuptext;

namespace {

constexpr qint64 longestInlineElement = 100;

/// Finds where one line of markup ends.
class MarkupLineScanner
{
public:
    MarkupLineScanner(QByteArrayView text, LineState &state, bool isHtml)
        : m_text(text)
        , m_state(state)
        , m_span{state.offset, 0, state.number, state.depth, state.part}
        , m_limit(std::min<qint64>(text.size(), state.offset + longestLine))
        , m_isHtml(isHtml)
    {
    }

    LineSpan run()
    {
        const qint64 at = m_span.begin;
        switch (m_span.part) {
        case LinePart::Verbatim:
        case LinePart::RestOfVerbatim:
            return verbatim(at);
        case LinePart::Comment:
        case LinePart::RestOfComment:
            return comment(at);
        case LinePart::RestOfString:
            return restOfTag(at);
        case LinePart::Start:
        case LinePart::Rest:
            break;
        }
        if (m_text[at] != '<')
            return words(at);
        const QByteArrayView head = m_text.sliced(at, std::min<qint64>(m_text.size() - at, 9));
        return head.startsWith("<!--") || head == "<![CDATA[" ? comment(at + 4) : tag(at);
    }

private:
    LineSpan tag(qint64 at)
    {
        const qint64 after = afterTag(m_text, at, m_limit);
        const char second = at + 1 < m_text.size() ? m_text[at + 1] : '>';
        const QByteArrayView name = nameAt(m_text, at + 1);
        const bool nests = second != '!' && second != '?' && second != '/' && !(m_isHtml && isVoidElement(name));
        if (after == m_limit && after < m_text.size()) {
            m_state.depth += nests ? 1 : 0;
            return cut(after, nests ? LinePart::RestOfString : LinePart::Rest);
        }
        if (second == '/')
            return closing(after);
        return nests ? opening(name, after) : end(after);
    }

    /// Of one that counts as open already.
    LineSpan restOfTag(qint64 at)
    {
        const qint64 after = afterTag(m_text, at, m_limit);
        if (after == m_limit && after < m_text.size())
            return cut(after, LinePart::RestOfString);
        if (after >= 2 && m_text[after - 2] == '/')
            m_state.depth = std::max(0, m_state.depth - 1);
        else
            m_span.opens = true;
        return end(after);
    }

    LineSpan closing(qint64 after)
    {
        m_state.depth = std::max(0, m_state.depth - 1);
        m_span.depth = m_state.depth;
        m_span.closes = true;
        return end(after);
    }

    LineSpan opening(QByteArrayView name, qint64 after)
    {
        if (after >= 2 && m_text[after - 2] == '/')
            return end(after);
        if (const qint64 close = afterShortElement(name, after))
            return end(close);
        ++m_state.depth;
        m_span.opens = true;
        if (m_isHtml && isRawElement(name)) {
            m_span.end = after;
            return leave(after, LinePart::Verbatim);
        }
        return end(after);
    }

    /// After the end tag, where there is short text alone before it; else 0.
    [[nodiscard]] qint64 afterShortElement(QByteArrayView name, qint64 at) const
    {
        const qint64 limit = std::min<qint64>(m_text.size(), at + longestInlineElement);
        while (at < limit && m_text[at] != '<' && m_text[at] != '\n')
            ++at;
        if (at + 1 >= limit || m_text[at] != '<' || m_text[at + 1] != '/' || nameAt(m_text, at + 2) != name)
            return 0;
        const qint64 after = afterTag(m_text, at, m_text.size() - at > 200 ? at + 200 : m_text.size());
        return m_text[after - 1] == '>' ? after : 0;
    }

    LineSpan verbatim(qint64 at)
    {
        for (; at < m_limit; ++at) {
            if (m_text[at] == '\n')
                return keptLine(at, LinePart::Verbatim);
            if (m_text[at] == '<' && isRawEnd(at))
                return at > m_span.begin ? end(at) : closing(afterTag(m_text, at, m_limit));
        }
        return m_limit < m_text.size() ? cut(m_limit, LinePart::RestOfVerbatim) : end(m_limit);
    }

    [[nodiscard]] bool isRawEnd(qint64 at) const
    {
        return at + 2 < m_text.size() && m_text[at + 1] == '/' && isRawElement(nameAt(m_text, at + 2));
    }

    LineSpan comment(qint64 at)
    {
        for (; at < m_limit; ++at) {
            if (m_text[at] == '\n')
                return keptLine(at, LinePart::Comment);
            if (m_text[at] == '>' && at >= 2 && endsComment(m_text.sliced(at - 2, 2)))
                return end(at + 1);
        }
        return m_limit < m_text.size() ? cut(m_limit, LinePart::RestOfComment) : end(m_limit);
    }

    [[nodiscard]] static bool endsComment(QByteArrayView two) { return two == "--" || two == "]]"; }

    LineSpan keptLine(qint64 at, LinePart part)
    {
        m_span.end = at > m_span.begin && m_text[at - 1] == '\r' ? at - 1 : at;
        return leave(at + 1, part);
    }

    LineSpan words(qint64 at)
    {
        while (at < m_limit && m_text[at] != '<' && m_text[at] != '\n')
            ++at;
        if (at == m_limit && at < m_text.size())
            return cut(at, LinePart::Rest);
        qint64 last = at;
        while (last > m_span.begin && isSpace(m_text[last - 1]))
            --last;
        m_span.end = last;
        return leave(afterSpace(m_text, at), LinePart::Start);
    }

    LineSpan end(qint64 at)
    {
        m_span.end = at;
        return leave(afterSpace(m_text, at), LinePart::Start);
    }

    LineSpan leave(qint64 next, LinePart part)
    {
        m_state.offset = next;
        m_state.part = part;
        ++m_state.number;
        return m_span;
    }

    LineSpan cut(qint64 at, LinePart rest)
    {
        m_span.end = characterBoundary(m_text, m_span.begin, at);
        m_state.offset = m_span.end;
        m_state.part = rest;
        return m_span;
    }

    QByteArrayView m_text;
    LineState &m_state;
    LineSpan m_span;
    qint64 m_limit;
    bool m_isHtml;
};

} // namespace

LineState MarkupLayout::start(QByteArrayView text) const
{
    LineState state = LineLayout::start(text);
    state.offset = afterSpace(text, state.offset);
    return state;
}

LineSpan MarkupLayout::next(QByteArrayView text, LineState &state) const
{
    return MarkupLineScanner(text, state, m_language == Language::Html).run();
}

} // namespace fuseboard
