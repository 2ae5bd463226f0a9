// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done with a row besides writing in it.

#include "base/secretnames.h"
#include "common/openeditor.h"
#include "explorer/fieldtable.h"
#include "models/checks/capturetablemodel.h"
#include "models/checks/testtablemodel.h"
#include "models/fieldtablemodel.h"
#include "secrets/secretclipboard.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>

namespace fuseboard {

namespace {

QAction *addRowAction(QMenu &menu, const QString &text, const QKeySequence &keys, bool isPossible)
{
    QAction *action = menu.addAction(text);
    action->setShortcut(keys); // told; the table takes the key by itself
    action->setEnabled(isPossible);
    return action;
}

} // namespace

void FieldTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    const QPersistentModelIndex asked = isByMouse ? indexAt(event->pos()) : currentIndex();
    if (!asked.isValid())
        return;
    commitOpenEditor(*this); // or what is written there would be lost, or come too late
    setFocus(Qt::OtherFocusReason);
    if (!asked.isValid())
        return;
    setCurrentIndex(asked);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addRowActions(*menu);
    closeWithRows(*menu);
    menu->popup(isByMouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(asked).bottomLeft()));
}

/// Its commands are for the row that was asked, and would find another one there.
void FieldTable::closeWithRows(QMenu &menu)
{
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_rows, change, &menu, &QWidget::close);
    connect(&m_rows, &QAbstractItemModel::rowsMoved, &menu, &QWidget::close);
    connect(&m_rows, &QAbstractItemModel::modelReset, &menu, &QWidget::close);
    connect(&m_rows, &QAbstractItemModel::dataChanged, &menu, [&menu](const auto &, const auto &, const auto &roles) {
        if (!roles.contains(FieldTableModel::NoteRole))
            menu.close();
    });
}

void FieldTable::addRowActions(QMenu &menu)
{
    const int row = currentIndex().row();
    const bool isRow = row < m_rows.count();
    const bool isFree = isRow && !m_rows.hasFixedRows();
    connect(addRowAction(menu, tr("&Insert a line above"), {}, isFree), &QAction::triggered, this,
            [this, row] { addRow(row); });
    connect(addRowAction(menu, tr("&Duplicate"), {}, isFree), &QAction::triggered, this,
            [this, row] { duplicateRow(row); });
    connect(addRowAction(menu, tr("Move &up"), Qt::ALT | Qt::Key_Up, isFree && row > 0), &QAction::triggered, this,
            [this] { moveCurrent(-1); });
    connect(addRowAction(menu, tr("Move do&wn"), Qt::ALT | Qt::Key_Down, isFree && row < m_rows.count() - 1),
            &QAction::triggered, this, [this] { moveCurrent(1); });
    menu.addSeparator();
    QAction *used = addRowAction(menu, tr("U&se"), {}, isFree);
    used->setCheckable(true);
    used->setChecked(isRow
                     && m_rows.index(row, FieldTableModel::EnabledColumn).data(Qt::CheckStateRole) == Qt::Checked);
    connect(used, &QAction::triggered, this, [this, row] { toggleRow(row); });
    connect(addRowAction(menu, tr("&Copy as text"), {}, isRow && !m_rows.text().isEmpty()), &QAction::triggered, this,
            [this, row] { copyRow(row); });
    menu.addSeparator();
    connect(addRowAction(menu, tr("De&lete"), Qt::Key_Delete, isFree), &QAction::triggered, this,
            [this, row] { m_rows.removeRow(row); });
}

void FieldTable::addRow(int above)
{
    if (m_rows.insertRow(above))
        setCurrentIndex(m_rows.index(above, FieldTableModel::NameColumn));
}

void FieldTable::duplicateRow(int row)
{
    if (m_rows.duplicateRow(row))
        setCurrentIndex(m_rows.index(row + 1, FieldTableModel::NameColumn));
}

void FieldTable::toggleRow(int row)
{
    const QModelIndex mark = m_rows.index(row, FieldTableModel::EnabledColumn);
    const bool isUsed = mark.data(Qt::CheckStateRole) == Qt::Checked;
    m_rows.setData(mark, isUsed ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

/// By the name of its value. A test has that in another cell, and a capture has no value.
bool FieldTable::isSecretRow(int row) const
{
    if (qobject_cast<const CaptureTableModel *>(&m_rows))
        return false;
    const bool isTest = qobject_cast<const TestTableModel *>(&m_rows) != nullptr;
    const int column = isTest ? int(TestTableModel::TargetColumn) : int(FieldTableModel::NameColumn);
    const QString name = m_rows.index(row, column).data(Qt::EditRole).toString();
    return isSecretHeaderName(name) || isSecretParameterName(name);
}

void FieldTable::copyRow(int row)
{
    const QString text = m_rows.text().split(QLatin1Char('\n')).value(row);
    if (!m_secretClipboard || !isSecretRow(row))
        return QGuiApplication::clipboard()->setText(text);
    m_secretClipboard->copy(text);
    Q_EMIT noticed(SecretClipboard::notice());
}

} // namespace fuseboard
