// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/hexlayout.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr qint64 hexBytesInLine = 16;

} // namespace

LineState HexLayout::start(QByteArrayView) const
{
    return {};
}

LineSpan HexLayout::next(QByteArrayView text, LineState &state) const
{
    const LineSpan span{state.offset, std::min<qint64>(state.offset + hexBytesInLine, text.size()), state.number};
    state.offset = span.end;
    ++state.number;
    return span;
}

TextLine HexLayout::format(QByteArrayView text, const LineSpan &span) const
{
    TextLine line;
    appendInserted(line, QString::number(span.begin, 16).rightJustified(8, u'0') + QStringLiteral("  "), span.begin);
    colourFrom(line, 0, SyntaxKind::Faint);
    for (qint64 i = span.begin; i < span.begin + hexBytesInLine; ++i) {
        if (i - span.begin == hexBytesInLine / 2)
            appendInserted(line, u" ", std::min(i, span.end));
        if (i < span.end)
            appendInserted(line, QString::number(uchar(text[i]), 16).rightJustified(2, u'0') + u' ', i);
        else
            appendInserted(line, u"   ", span.end);
    }
    appendInserted(line, u" ", span.end);
    const qsizetype letters = line.text.size();
    for (qint64 i = span.begin; i < span.end; ++i) {
        const uchar byte = uchar(text[i]);
        appendInserted(line, QString(byte >= 0x20 && byte < 0x7f ? QChar(char16_t(byte)) : QChar(u'.')), i);
    }
    colourFrom(line, letters, SyntaxKind::String);
    return line;
}

} // namespace fuseboard
