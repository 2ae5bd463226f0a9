// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/rowlayout.h"

#include "common/theme.h"

#include <QPainter>

#include <algorithm>

namespace fuseboard {

namespace {

ColorRole colourOf(SyntaxKind kind)
{
    switch (kind) {
    case SyntaxKind::Key:
        return ColorRole::SyntaxKey;
    case SyntaxKind::String:
        return ColorRole::SyntaxString;
    case SyntaxKind::Number:
        return ColorRole::SyntaxNumber;
    case SyntaxKind::Keyword:
        return ColorRole::SyntaxKeyword;
    case SyntaxKind::Faint:
        break;
    }
    return ColorRole::Muted;
}

QTextLayout::FormatRange formatRange(int from, int length)
{
    QTextLayout::FormatRange range;
    range.start = from;
    range.length = length;
    return range;
}

} // namespace

RowLayout::RowLayout(const Theme &theme, const TextLine &line, const std::vector<SearchMatch> &matches)
    : m_theme(theme)
    , m_line(line)
    , m_layout(line.text, theme.font(TextStyle::Mono))
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    m_layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const SyntaxSpan &span : line.spans) {
        QTextLayout::FormatRange range = formatRange(span.from, span.length);
        range.format.setForeground(theme.color(colourOf(span.kind)));
        formats << range;
    }
    // Not as selections: for each of those the whole row would be drawn once more.
    m_layout.setFormats(formats + marks(matches));
    m_layout.beginLayout();
    m_layout.createLine();
    m_layout.endLayout();
}

QList<QTextLayout::FormatRange> RowLayout::marks(const std::vector<SearchMatch> &matches) const
{
    const auto isMatched = [&matches](qint64 offset) {
        const auto after = std::upper_bound(matches.begin(), matches.end(), offset,
                                            [](qint64 at, const SearchMatch &match) { return at < match.begin; });
        return after != matches.begin() && offset < (after - 1)->end;
    };
    QList<QTextLayout::FormatRange> ranges;
    if (matches.empty())
        return ranges;
    const auto begin = m_line.source.begin();
    for (auto at = begin; at != m_line.source.end();) {
        const auto from = std::find_if(at, m_line.source.end(), isMatched);
        at = std::find_if_not(from, m_line.source.end(), isMatched);
        QTextLayout::FormatRange range = formatRange(int(from - begin), int(at - from));
        range.format.setBackground(m_theme.color(ColorRole::WarningSoft));
        range.format.setForeground(m_theme.color(ColorRole::WarningText));
        if (range.length > 0)
            ranges << range;
    }
    return ranges;
}

void RowLayout::select(int begin, int end, bool wholeRow)
{
    m_wholeRow = wholeRow;
    QTextLayout::FormatRange range = formatRange(begin, std::max(0, std::min(end, int(m_line.text.size())) - begin));
    range.format.setBackground(m_theme.color(ColorRole::Accent));
    range.format.setForeground(m_theme.color(ColorRole::OnAccent));
    if (range.length > 0)
        m_selections << range;
}

void RowLayout::draw(QPainter &painter, QPointF at, int height, int rowWidth) const
{
    const QTextLine text = m_layout.lineAt(0);
    if (m_wholeRow) {
        const qreal from = at.x() + text.naturalTextWidth();
        painter.fillRect(QRectF(from, at.y(), std::max<qreal>(0, rowWidth - from), height),
                         m_theme.color(ColorRole::AccentSoft));
    }
    painter.setPen(m_theme.color(ColorRole::Text));
    m_layout.draw(&painter, at + QPointF(0, (height - text.height()) / 2), m_selections);
}

void RowLayout::drawCaret(QPainter &painter, QPointF at, int height, int column) const
{
    painter.fillRect(QRectF(at.x() + xOf(column), at.y() + 1, 1, height - 2), m_theme.color(ColorRole::Text));
}

int RowLayout::columnAt(qreal x) const
{
    return m_layout.lineAt(0).xToCursor(x);
}

qreal RowLayout::xOf(int column) const
{
    return m_layout.lineAt(0).cursorToX(std::clamp(column, 0, int(m_line.text.size())));
}

} // namespace fuseboard
