// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/markuplayout.h"
#include "models/document/markuptext.h"

#include <algorithm>
#include <utility>

namespace fuseboard {

using namespace markuptext;

namespace {

constexpr int deepestMarkupIndent = 40;

/// One tag: its name, its attributes and their values.
void putTag(TextLine &line, QByteArrayView text, qint64 at, qint64 end)
{
    char quote = 0;
    bool isName = true;
    while (at < end) {
        qint64 after = at + 1;
        const char c = text[at];
        const qsizetype from = line.text.size();
        if (c == '"' || c == '\'') {
            quote = c;
            while (after < end && text[after] != quote)
                ++after;
            after = std::min(after + 1, end);
        } else if (isNameByte(c)) {
            while (after < end && isNameByte(text[after]))
                ++after;
        }
        appendUtf8(line, text.sliced(at, after - at), at);
        if (c == '"' || c == '\'')
            colourFrom(line, from, SyntaxKind::String);
        else if (isNameByte(c))
            colourFrom(line, from, std::exchange(isName, false) ? SyntaxKind::Key : SyntaxKind::Keyword);
        at = after;
    }
}

void putFaint(TextLine &line, QByteArrayView text, qint64 at, qint64 end)
{
    const qsizetype from = line.text.size();
    appendUtf8(line, text.sliced(at, end - at), at);
    colourFrom(line, from, SyntaxKind::Faint);
}

} // namespace

TextLine MarkupLayout::format(QByteArrayView text, const LineSpan &span) const
{
    TextLine line;
    const bool keepsSpace = span.part != LinePart::Start && span.part != LinePart::Rest;
    if (!keepsSpace || span.closes)
        appendInserted(line, QString(2 * std::min(span.depth, deepestMarkupIndent), u' '), span.begin);
    if (span.part == LinePart::Comment || span.part == LinePart::RestOfComment) {
        putFaint(line, text, span.begin, span.end);
        return line;
    }
    for (qint64 at = span.begin; at < span.end;) {
        qint64 after = at + 1;
        if (text[at] == '<' && (!keepsSpace || span.closes)) {
            after = afterTag(text, at, span.end);
            if (text[std::min(at + 1, span.end - 1)] == '!')
                putFaint(line, text, at, after);
            else
                putTag(line, text, at, after);
        } else {
            while (after < span.end && text[after] != '<')
                ++after;
            appendUtf8(line, text.sliced(at, after - at), at);
        }
        at = after;
    }
    return line;
}

} // namespace fuseboard
