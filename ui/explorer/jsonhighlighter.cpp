// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/jsonhighlighter.h"

#include "common/theme.h"

namespace fuseboard {

namespace {

// A line of megabytes, as machines write JSON, would get a hundred thousand formats, each with its own shaping.
constexpr qsizetype longestColoured = 20'000;

enum JsonLineState { OutsideString = 0, InsideString = 1 };

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'+' || c == u'.';
}

} // namespace

JsonHighlighter::JsonHighlighter(const Theme &theme, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void JsonHighlighter::setActive(bool active)
{
    m_active = active;
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_active)
        return;
    setCurrentBlockState(OutsideString);
    if (text.size() > longestColoured)
        return;
    qsizetype at = previousBlockState() == InsideString ? highlightString(text, 0, true) : 0;
    while (at < text.size()) {
        if (text[at] == u'"')
            at = highlightString(text, at, false);
        else if (isWordPart(text[at]))
            at = highlightWord(text, at);
        else
            ++at;
    }
}

qsizetype JsonHighlighter::highlightString(const QString &text, qsizetype from, bool begun)
{
    qsizetype at = begun ? from : from + 1;
    while (at < text.size() && text[at] != u'"')
        at += text[at] == u'\\' ? 2 : 1;
    if (at >= text.size()) {
        setCurrentBlockState(InsideString);
        setFormat(int(from), int(text.size() - from), m_theme.color(ColorRole::SyntaxString));
        return text.size();
    }
    qsizetype next = ++at;
    while (next < text.size() && text[next].isSpace())
        ++next;
    const bool isKey = next < text.size() && text[next] == u':';
    setFormat(int(from), int(at - from), m_theme.color(isKey ? ColorRole::SyntaxKey : ColorRole::SyntaxString));
    return at;
}

qsizetype JsonHighlighter::highlightWord(const QString &text, qsizetype from)
{
    qsizetype at = from;
    while (at < text.size() && isWordPart(text[at]))
        ++at;
    const bool isNumber = text[from].isDigit() || text[from] == u'-';
    setFormat(int(from), int(at - from), m_theme.color(isNumber ? ColorRole::SyntaxNumber : ColorRole::SyntaxKeyword));
    return at;
}

} // namespace fuseboard
