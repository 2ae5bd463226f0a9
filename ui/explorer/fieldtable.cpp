// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/fieldtable.h"

#include "common/grid.h"
#include "common/openeditor.h"
#include "common/theme.h"
#include "explorer/fielddelegate.h"
#include "explorer/rowdrag.h"
#include "models/fieldtablemodel.h"
#include "models/rowtablemodel.h"
#include "secrets/secretclipboard.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace fuseboard {

FieldTable::FieldTable(const Theme &theme, RowTableModel &model, const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_rows(model)
    , m_header(new RowsHeader(theme, this))
    , m_delegate(new FieldDelegate(theme, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setAccessibleName(name);
    setFont(theme.font(TextStyle::Mono));
    setShowGrid(false);
    setTabKeyNavigation(false);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::AllEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(grid::rowHeight);
    setHorizontalHeader(m_header);
    m_header->setStretchLastSection(true);
    m_header->setSectionResizeMode(FieldTableModel::EnabledColumn, QHeaderView::Fixed);
    m_header->resizeSection(FieldTableModel::EnabledColumn, 53);
    m_header->setSectionResizeMode(FieldTableModel::NameColumn, QHeaderView::Interactive);
    m_header->resizeSection(FieldTableModel::NameColumn, 136);
    new RowDrag(*this, model); // a child
    m_header->setToolTip(
        tr("Delete removes a line, Alt+Up and Alt+Down or the mouse at its check mark move it, %1 takes "
           "back")
            .arg(QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText)));
    connect(&model, &QAbstractItemModel::rowsInserted, this, &QWidget::updateGeometry);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &QWidget::updateGeometry);
    connect(&model, &QAbstractItemModel::modelReset, this, &QWidget::updateGeometry);
}

bool FieldTable::event(QEvent *event)
{
    // In a table F2 edits the cell, whatever a menu does with it.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_F2) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

/// What the model has would take the place of what is being written, whichever role has changed.
void FieldTable::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    if (roles.contains(FieldTableModel::NoteRole))
        viewport()->update();
    else
        QTableView::dataChanged(topLeft, bottomRight, roles);
}

void FieldTable::setSecretClipboard(SecretClipboard &clipboard)
{
    m_secretClipboard = &clipboard;
}

void FieldTable::setWords(const std::function<QStringList(const QModelIndex &cell)> &words)
{
    m_delegate->setWords(words);
}

void FieldTable::setDescriptionsShown(bool shown)
{
    if (m_rows.descriptionColumn() < 0 || shown == !isColumnHidden(m_rows.descriptionColumn()))
        return;
    setColumnHidden(m_rows.descriptionColumn(), !shown);
    shareRoom();
}

void FieldTable::setHeadRoom(int room)
{
    m_header->setRoomAtEnd(room);
    shareRoom();
}

void FieldTable::shareRoom()
{
    const int description = m_rows.descriptionColumn();
    if (description < 0 || isColumnHidden(description))
        return;
    const int value = description - 1;
    const int room = viewport()->width() - m_header->sectionPosition(value);
    // Nearly half of it, or more where its title then stands beside what is laid over it.
    const int least = room * 9 / 20;
    const int most = std::max(room * 11 / 20, least);
    const int titled = m_header->leastForTitle(description) <= most ? m_header->roomForTitle(description) : least;
    const int ofDescription = std::max(std::clamp(titled, least, most), grid::rowHeight);
    m_header->setSectionResizeMode(value, QHeaderView::Interactive);
    m_header->resizeSection(value, std::max(room - ofDescription, grid::rowHeight));
    m_header->resizeSection(description, ofDescription); // it would only grow by itself
}

void FieldTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    shareRoom();
}

void FieldTable::setScope(const VariableScope &scope)
{
    m_delegate->setScope(scope);
    viewport()->update();
}

QSize FieldTable::sizeHint() const
{
    return {320, std::min(contentHeight(), 9 * grid::rowHeight)};
}

int FieldTable::contentHeight() const
{
    return horizontalHeader()->sizeHint().height() + model()->rowCount() * grid::rowHeight + 2;
}

void FieldTable::goToRow(int row)
{
    const int column = std::max(currentIndex().column(), int(FieldTableModel::NameColumn));
    setFocus(Qt::OtherFocusReason);
    setCurrentIndex(model()->index(std::min(row, model()->rowCount() - 1), column));
}

void FieldTable::moveCurrent(int step)
{
    const QModelIndex from = currentIndex();
    const bool isWritten = openEditorIn(*this).editor != nullptr;
    setFocus(Qt::OtherFocusReason); // its editor would stay where it is
    if (!model()->moveRow({}, from.row(), {}, from.row() + (step > 0 ? 2 : -1)))
        return;
    setCurrentIndex(model()->index(from.row() + step, from.column()));
    if (isWritten)
        edit(currentIndex());
}

void FieldTable::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, hint);
    if (hint != QAbstractItemDelegate::EditNextItem)
        return;
    QModelIndex at = currentIndex();
    while (at.isValid() && !at.flags().testFlag(Qt::ItemIsEditable)) {
        const QModelIndex next = moveCursor(MoveNext, Qt::NoModifier);
        const bool isBehind = next.row() > at.row() || (next.row() == at.row() && next.column() > at.column());
        if (!isBehind)
            return;
        setCurrentIndex(next);
        at = next;
    }
}

/// A letter that is typed at a check mark, or in a cell without a meaning, begins a new line.
bool FieldTable::beginLine(QKeyEvent *event)
{
    const bool isCommand = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0;
    const QModelIndex first = model()->index(model()->rowCount() - 1, FieldTableModel::NameColumn);
    if (isCommand || event->text().isEmpty() || !event->text().at(0).isPrint() || event->key() == Qt::Key_Space
        || !currentIndex().isValid() || currentIndex().flags().testFlag(Qt::ItemIsEditable) || m_rows.hasFixedRows()
        || !first.flags().testFlag(Qt::ItemIsEditable))
        return false;
    setCurrentIndex(first); // which opens it
    if (QWidget *editor = openEditorIn(*this).editor)
        QCoreApplication::sendEvent(editor, event);
    return true;
}

void FieldTable::keyPressEvent(QKeyEvent *event)
{
    const bool isMove = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (event->matches(QKeySequence::Undo) || event->matches(QKeySequence::Redo)) {
        event->ignore(); // of all rows of the request
    } else if (isMove && event->modifiers() == Qt::AltModifier && currentIndex().isValid()) {
        moveCurrent(event->key() == Qt::Key_Up ? -1 : 1);
    } else if (event->key() == Qt::Key_Delete && currentIndex().isValid()) {
        model()->removeRow(currentIndex().row());
    } else if (!beginLine(event)) {
        QTableView::keyPressEvent(event);
    }
}

} // namespace fuseboard
