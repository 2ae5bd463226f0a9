// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/theme.h"
#include "viewer/documentview.h"
#include "viewer/rowlayout.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace fuseboard {

namespace {

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

} // namespace

TextPlace DocumentView::placeAt(const QPoint &at) const
{
    const qint64 rows = rowCount();
    if (rows == 0)
        return {};
    const qint64 below = at.y() < 4 ? (at.y() - 4) / m_lineHeight - 1 : (at.y() - 4) / m_lineHeight;
    const qint64 line = m_folds.lineOfRow(std::clamp<qint64>(verticalScrollBar()->value() + below, 0, rows - 1));
    const TextLine text = rowText(line);
    return {line, RowLayout(m_theme, text).columnAt(at.x() - m_gutter + horizontalScrollBar()->value())};
}

void DocumentView::moveCursor(TextPlace place, bool selects)
{
    if (rowCount() == 0)
        return;
    place.line = std::clamp<qint64>(place.line, 0, m_document->lineCount() - 1);
    m_cursor = place;
    if (!selects)
        m_anchor = place;
    ensureVisible(place);
    updateCommands();
    viewport()->update();
    Q_EMIT cursorMoved();
}

void DocumentView::ensureVisible(TextPlace place)
{
    const qint64 row = m_folds.rowOfLine(place.line);
    const qint64 top = verticalScrollBar()->value();
    const int page = std::max(1, (viewport()->height() - 8) / m_lineHeight);
    if (row < top)
        verticalScrollBar()->setValue(int(row));
    else if (row >= top + page)
        verticalScrollBar()->setValue(int(row - page + 1));
    updateBars();
    const TextLine text = rowText(m_folds.lineOfRow(row));
    const int x = int(RowLayout(m_theme, text).xOf(place.column));
    const int left = horizontalScrollBar()->value();
    const int room = viewport()->width() - m_gutter - 16;
    if (x < left)
        horizontalScrollBar()->setValue(std::max(0, x - room / 4));
    else if (x > left + room)
        horizontalScrollBar()->setValue(x - room + room / 4);
}

TextPlace DocumentView::lastPlace() const
{
    const qint64 line = m_document->lineCount() - 1;
    return {line, int(shown(line).line.text.size())};
}

TextPlace DocumentView::vertically(qint64 rows) const
{
    const qint64 row = std::clamp<qint64>(m_folds.rowOfLine(m_cursor.line) + rows, 0, rowCount() - 1);
    const qint64 line = m_folds.lineOfRow(row);
    return {line, std::min(m_cursor.column, int(rowText(line).text.size()))};
}

TextPlace DocumentView::horizontally(int step, bool words) const
{
    const QString text = rowText(m_cursor.line).text;
    int column = std::min(m_cursor.column, int(text.size()));
    if ((step < 0 && column == 0) || (step > 0 && column == text.size())) {
        const TextPlace next = vertically(step);
        if (next.line == m_cursor.line)
            return {m_cursor.line, column};
        return {next.line, step > 0 ? 0 : int(rowText(next.line).text.size())};
    }
    const auto under = [&] { return text[step > 0 ? column : column - 1]; };
    const auto more = [&] { return step > 0 ? column < text.size() : column > 0; };
    const auto cutsCharacter = [&] { return step > 0 ? under().isLowSurrogate() : under().isHighSurrogate(); };
    const bool isWord = isWordCharacter(under());
    do
        column += step;
    while (more() && (cutsCharacter() || (words && isWordCharacter(under()) == isWord)));
    return {m_cursor.line, column};
}

TextPlace DocumentView::moved(const QKeyEvent &event) const
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const int page = std::max(1, visibleRows() - 1);
    switch (event.key()) {
    case Qt::Key_Up:
        return vertically(-1);
    case Qt::Key_Down:
        return vertically(1);
    case Qt::Key_PageUp:
        return vertically(-page);
    case Qt::Key_PageDown:
        return vertically(page);
    case Qt::Key_Left:
        return horizontally(-1, control);
    case Qt::Key_Right:
        return horizontally(1, control);
    case Qt::Key_Home:
        return control ? TextPlace() : TextPlace{m_cursor.line, 0};
    default:
        return control ? lastPlace() : TextPlace{m_cursor.line, int(rowText(m_cursor.line).text.size())};
    }
}

void DocumentView::keyPressEvent(QKeyEvent *event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool pages = event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
    const bool moves = (event->key() >= Qt::Key_Home && event->key() <= Qt::Key_PageDown) && !(pages && control);
    if (moves && rowCount() > 0 && !event->modifiers().testFlag(Qt::AltModifier))
        moveCursor(moved(*event), event->modifiers().testFlag(Qt::ShiftModifier));
    else
        event->ignore(); // not for the scroll area either, which would scroll away from the cursor
}

void DocumentView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || rowCount() == 0)
        return;
    const TextPlace place = placeAt(event->pos());
    if (event->pos().x() < m_gutter && shown(place.line).span.opens)
        toggleFold(place.line);
    else
        moveCursor(place, event->modifiers().testFlag(Qt::ShiftModifier));
}

void DocumentView::mouseMoveEvent(QMouseEvent *event)
{
    viewport()->setCursor(event->pos().x() < m_gutter ? Qt::ArrowCursor : Qt::IBeamCursor);
    if (!event->buttons().testFlag(Qt::LeftButton) || rowCount() == 0)
        return;
    if (viewport()->rect().contains(event->pos())) {
        m_autoScroll.stop();
        moveCursor(placeAt(event->pos()), true);
    } else if (!m_autoScroll.isActive()) {
        m_autoScroll.start();
    }
}

void DocumentView::mouseReleaseEvent(QMouseEvent *)
{
    m_autoScroll.stop();
}

void DocumentView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || rowCount() == 0 || event->pos().x() < m_gutter)
        return;
    const TextPlace place = placeAt(event->pos());
    const QString text = rowText(place.line).text;
    int from = std::min(place.column, int(text.size()));
    int to = from;
    while (from > 0 && isWordCharacter(text[from - 1]))
        --from;
    while (to < text.size() && isWordCharacter(text[to]))
        ++to;
    m_anchor = {place.line, from};
    moveCursor({place.line, to}, true);
}

void DocumentView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void DocumentView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_autoScroll.stop();
    viewport()->update();
}

} // namespace fuseboard
