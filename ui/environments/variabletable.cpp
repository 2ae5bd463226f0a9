// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/variabletable.h"

#include "common/grid.h"
#include "common/theme.h"
#include "environments/variabledelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

VariableTable::VariableTable(const Theme &theme, VariableTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QTableView(this))
    , m_show(new QPushButton(tr("Show secret"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
{
    buildView(theme);
    m_show->setObjectName(u"showSecret"_s);
    m_remove->setObjectName(u"removeVariable"_s);
    for (QPushButton *button : {m_show, m_remove})
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    buttons->addWidget(m_show);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addWidget(m_view, 1);
    column->addLayout(buttons);
    connect(m_show, &QPushButton::clicked, this, &VariableTable::toggleSecret);
    connect(m_remove, &QPushButton::clicked, this, &VariableTable::removeCurrent);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &VariableTable::updateButtons);
    connect(&model, &QAbstractItemModel::modelReset, this, &VariableTable::updateButtons);
    connect(&model, &QAbstractItemModel::dataChanged, this, &VariableTable::updateButtons);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &VariableTable::updateButtons);
    updateButtons();
}

void VariableTable::buildView(const Theme &theme)
{
    m_view->setProperty("kind", QStringLiteral("variables"));
    m_view->setModel(&m_model);
    auto *delegate = new VariableDelegate(theme, m_view);
    m_view->setItemDelegate(delegate);
    connect(delegate, &QAbstractItemDelegate::closeEditor, this, &VariableTable::goOn); // behind the view's own
    m_view->setObjectName(u"variables"_s);
    m_view->setAccessibleName(tr("Variables"));
    m_view->setFont(theme.font(TextStyle::Mono));
    m_view->setWordWrap(false); // a reference would be broken behind its $, and a row has one line
    m_view->setShowGrid(false); // lines below the rows, as in the tables of a request
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                            | QAbstractItemView::AnyKeyPressed | QAbstractItemView::EditKeyPressed);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(grid::rowHeight + grid::unit);
    m_view->installEventFilter(this);
    QHeaderView *header = m_view->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    //: %1 keys
    header->setToolTip(tr("Delete removes a variable, %1 takes back")
                           .arg(QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText)));
    header->resizeSection(VariableTableModel::NameColumn, 160);
    header->setSectionResizeMode(VariableTableModel::ValueColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(VariableTableModel::SecretColumn, QHeaderView::Fixed);
    header->resizeSection(VariableTableModel::SecretColumn, 72);
}

int VariableTable::currentRow() const
{
    return m_view->currentIndex().row();
}

void VariableTable::replaceRows(const QList<VariableTableModel::Row> &rows)
{
    const int row = currentRow();
    const int column = m_view->currentIndex().column();
    const bool isWriting = m_view->isAncestorOf(window()->focusWidget()); // in an editor, which goes
    m_model.setRows(rows);
    m_view->setCurrentIndex(m_model.index(std::min(row, m_model.rowCount() - 1), column));
    if (isWriting)
        m_view->setFocus();
}

void VariableTable::updateButtons()
{
    const int row = currentRow();
    m_show->setEnabled(m_model.isSecret(row));
    m_show->setText(m_model.isShown(row) ? tr("Hide secret") : tr("Show secret"));
    m_remove->setEnabled(row >= 0 && row < m_model.rows().size());
}

void VariableTable::toggleSecret()
{
    const int row = currentRow();
    if (m_model.isShown(row))
        m_model.hideSecret(row);
    else if (m_model.isSecret(row) && m_model.rows().at(row).isWritten)
        m_model.showSecret(row, {});
    else
        Q_EMIT secretWanted(row);
}

void VariableTable::removeCurrent()
{
    const int row = currentRow();
    if (row < 0 || row >= m_model.rows().size())
        return;
    const QString name = m_model.rows().at(row).variable.name;
    m_model.removeVariable(row);
    Q_EMIT removed(name);
}

bool VariableTable::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    if (key.key() == Qt::Key_Delete) {
        if (!key.isAutoRepeat()) // one for each press
            removeCurrent();
        return true;
    }
    const QModelIndex current = m_view->currentIndex();
    const bool isAtTick = current.column() == VariableTableModel::SecretColumn;
    if (isAtTick && key.key() == Qt::Key_Tab && key.modifiers() == Qt::NoModifier)
        return write(current.row() + 1, VariableTableModel::NameColumn);
    if (isAtTick && key.key() == Qt::Key_Backtab)
        return write(current.row(), VariableTableModel::ValueColumn);
    if (isTyped(key) && current.isValid() && !current.flags().testFlag(Qt::ItemIsEditable))
        m_view->setCurrentIndex(m_model.index(m_model.rowCount() - 1, VariableTableModel::NameColumn));
    return QWidget::eventFilter(watched, event); // the view begins with that key
}

/// A letter, which a tick or a cell of the empty line has no use for: a new variable begins with it. Space ticks.
bool VariableTable::isTyped(const QKeyEvent &key)
{
    const bool isCommand = (key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0;
    return !isCommand && !key.text().isEmpty() && key.text().at(0).isPrint() && key.key() != Qt::Key_Space;
}

/// Tab goes on from a value to the next name: who types a list of variables does not look up for the tick between them,
/// which has arrows and Shift+Tab. The empty line, where nothing was written into it, leaves the table.
void VariableTable::goOn(const QWidget *, QAbstractItemDelegate::EndEditHint hint)
{
    const QModelIndex current = m_view->currentIndex();
    const bool isElsewhere = hint == QAbstractItemDelegate::EditNextItem && current.isValid()
        && !current.flags().testFlag(Qt::ItemIsEditable);
    if (!isElsewhere)
        return;
    if (current.row() < m_model.rows().size()) {
        write(current.row() + 1, VariableTableModel::NameColumn);
        return;
    }
    m_view->setCurrentIndex(current.siblingAtColumn(VariableTableModel::NameColumn));
    focusNextChild();
}

bool VariableTable::write(int row, int column)
{
    const QModelIndex cell = m_model.index(row, column);
    if (!cell.flags().testFlag(Qt::ItemIsEditable))
        return false;
    m_view->setCurrentIndex(cell);
    m_view->edit(cell);
    return true;
}

} // namespace fuseboard
