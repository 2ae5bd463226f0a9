// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compare/diffside.h"

#include "common/grid.h"
#include "common/theme.h"
#include "models/figures.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace fuseboard {

using namespace Qt::StringLiterals;

DiffSide::DiffSide(const Theme &theme, Which which, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_which(which)
    , m_margin(new QWidget(this))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(NoWrap);
    setFont(theme.font(TextStyle::Mono));
    setProperty("kind", u"code"_s);
    m_margin->setFont(font());
    m_margin->installEventFilter(this);
    connect(this, &QPlainTextEdit::updateRequest, m_margin, qOverload<>(&QWidget::update));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &DiffSide::markVisible);
    connect(&theme, &Theme::changed, this, &DiffSide::markVisible);
}

void DiffSide::setRows(const QList<DiffRow> &rows, const QStringList &left, const QStringList &right)
{
    m_rows = rows;
    m_left = left;
    m_right = right;
    m_spans.clear();
    const QStringList &own = m_which == Which::Left ? left : right;
    QStringList lines;
    lines.reserve(rows.size());
    for (const DiffRow &row : rows)
        lines << (lineOf(row) >= 0 ? own.at(lineOf(row)) : QString());
    setPlainText(lines.join(u'\n'));
    layOutMargin();
    markVisible();
}

void DiffSide::showRow(qsizetype row)
{
    constexpr int above = 3;
    verticalScrollBar()->setValue(std::max(int(row) - above, 0));
    QTextCursor cursor(document()->findBlockByNumber(int(row)));
    if (m_rows.value(row).kind == DiffRow::Kind::Changed)
        cursor.setPosition(cursor.position() + int(spanOf(row).begin));
    setTextCursor(cursor); // where the line is long, what changed in it comes into view
    markVisible();
}

void DiffSide::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layOutMargin();
    markVisible();
}

bool DiffSide::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_margin && event->type() == QEvent::Paint) {
        paintMargin();
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

qsizetype DiffSide::lineOf(const DiffRow &row) const
{
    return m_which == Which::Left ? row.left : row.right;
}

QString DiffSide::signOf(const DiffRow &row) const
{
    switch (row.kind) {
    case DiffRow::Kind::Same:
        break;
    case DiffRow::Kind::Changed:
        return u"≠"_s;
    case DiffRow::Kind::LeftOnly:
        return m_which == Which::Left ? u"−"_s : QString();
    case DiffRow::Kind::RightOnly:
        return m_which == Which::Right ? u"+"_s : QString();
    }
    return {};
}

int DiffSide::marginWidth() const
{
    const qsizetype lines = m_which == Which::Left ? m_left.size() : m_right.size();
    return fontMetrics().horizontalAdvance(wording::count(lines) + u" ≠"_s) + 2 * grid::gap;
}

void DiffSide::layOutMargin()
{
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect inside = viewport()->geometry();
    m_margin->setGeometry(inside.left() - marginWidth(), inside.top(), marginWidth(), inside.height());
}

void DiffSide::paintMargin()
{
    QPainter painter(m_margin);
    const int signWidth = fontMetrics().horizontalAdvance(u"≠"_s) + grid::gap;
    const QRect numbers(0, 0, marginWidth() - signWidth - grid::gap, fontMetrics().height());
    const QRect signs(marginWidth() - signWidth, 0, signWidth, fontMetrics().height());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRect place = blockBoundingGeometry(block).translated(contentOffset()).toAlignedRect();
        if (place.top() > m_margin->height() || block.blockNumber() >= m_rows.size())
            break;
        const DiffRow &row = m_rows.at(block.blockNumber());
        if (lineOf(row) < 0)
            continue;
        painter.setPen(m_theme.color(ColorRole::Muted));
        painter.drawText(numbers.translated(0, place.top()), Qt::AlignRight | Qt::AlignVCenter,
                         wording::count(lineOf(row) + 1));
        painter.setPen(m_theme.color(m_which == Which::Left ? ColorRole::DangerText : ColorRole::SuccessText));
        painter.drawText(signs.translated(0, place.top()), Qt::AlignLeft | Qt::AlignVCenter, signOf(row));
    }
}

/// Of thousands of rows those that are seen: each mark costs time whenever something is painted.
void DiffSide::markVisible()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const bool isBelow = blockBoundingGeometry(block).translated(contentOffset()).top() > viewport()->height();
        if (isBelow || block.blockNumber() >= m_rows.size())
            break;
        marks += marksOf(block, block.blockNumber());
    }
    setExtraSelections(marks);
}

ChangedSpan DiffSide::spanOf(qsizetype row)
{
    const auto known = m_spans.constFind(row);
    if (known != m_spans.constEnd())
        return *known;
    const DiffRow &changed = m_rows.at(row);
    return *m_spans.insert(row, changedSpan(m_left.at(changed.left), m_right.at(changed.right)));
}

QList<QTextEdit::ExtraSelection> DiffSide::marksOf(const QTextBlock &block, qsizetype at)
{
    const DiffRow &row = m_rows.at(at);
    if (row.kind == DiffRow::Kind::Same)
        return {};
    const bool isLeft = m_which == Which::Left;
    QTextEdit::ExtraSelection line;
    line.cursor = QTextCursor(block);
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    line.format.setBackground(m_theme.color(lineOf(row) < 0 ? ColorRole::NeutralSoft
                                                : isLeft    ? ColorRole::DangerSoft
                                                            : ColorRole::SuccessSoft));
    if (row.kind != DiffRow::Kind::Changed)
        return {line};
    const ChangedSpan span = spanOf(at);
    QTextEdit::ExtraSelection piece;
    piece.cursor = QTextCursor(block);
    piece.cursor.setPosition(block.position() + int(span.begin));
    piece.cursor.setPosition(block.position() + int(isLeft ? span.leftEnd : span.rightEnd), QTextCursor::KeepAnchor);
    piece.format.setForeground(m_theme.color(isLeft ? ColorRole::DangerText : ColorRole::SuccessText));
    piece.format.setFontWeight(QFont::Bold);
    piece.format.setFontUnderline(true);
    return {line, piece};
}

} // namespace fuseboard
