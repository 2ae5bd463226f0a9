// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rowtablemodel.h"

namespace fuseboard {

QString RowTableModel::textHint() const
{
    return tr("name:value on each line; // in front switches it off");
}

int RowTableModel::enabledCount() const
{
    int enabled = 0;
    for (int row = 0; row < count(); ++row)
        enabled += isEnabled(row) ? 1 : 0;
    return enabled;
}

bool RowTableModel::hasDescriptions() const
{
    const int column = descriptionColumn();
    for (int row = 0; column >= 0 && row < count(); ++row) {
        if (!cell(row, column).toString().isEmpty())
            return true;
    }
    return false;
}

int RowTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count() + (hasFixedRows() ? 0 : 1);
}

bool RowTableModel::isUsed(int, int) const
{
    return true;
}

QVariant RowTableModel::checkData(int row, int role) const
{
    if (row == count())
        return {};
    if (role == Qt::CheckStateRole)
        return isEnabled(row) ? Qt::Checked : Qt::Unchecked;
    return role == Qt::AccessibleTextRole ? QVariant(checkText(row)) : QVariant();
}

QString RowTableModel::checkText(int row) const
{
    const QString name = cell(row, FirstColumn).toString();
    return isEnabled(row) ? tr("%1 is used").arg(name) : tr("%1 is not used").arg(name);
}

QVariant RowTableModel::textOf(const QModelIndex &index) const
{
    if (!isUsed(index.row(), index.column()))
        return {};
    const QVariant value = cell(index.row(), index.column());
    const QStringList words = choices(index.column());
    return words.isEmpty() ? value : words.value(value.toInt());
}

QVariant RowTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.column() == EnabledColumn)
        return checkData(index.row(), role);
    const QStringList words = choices(index.column());
    if (role == ChoicesRole)
        return words.isEmpty() ? QVariant() : words;
    if (index.row() == count()) {
        if (role == Qt::EditRole)
            return words.isEmpty() ? QVariant(QString()) : QVariant(-1);
        //: %1 is the title of a column
        return role == Qt::AccessibleTextRole ? tr("%1 of a new line").arg(title(index.column())) : QVariant();
    }
    if (role == Qt::EditRole)
        return cell(index.row(), index.column());
    return role == Qt::DisplayRole ? textOf(index) : QVariant();
}

bool RowTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const bool isCheck = index.column() == EnabledColumn;
    const bool isChoice = !choices(index.column()).isEmpty();
    if (role != (isCheck ? Qt::CheckStateRole : Qt::EditRole) || (isChoice && value.toInt() < 0))
        return false;
    const int row = index.row();
    if (row == count()) {
        if (isCheck || (!isChoice && value.toString().isEmpty()))
            return false;
        addRow();
        setCell(row, index.column(), value);
    } else if (isCheck && isEnabled(row) != (value.value<Qt::CheckState>() == Qt::Checked)) {
        setEnabled(row, !isEnabled(row));
    } else if (!isCheck && cell(row, index.column()) != value) {
        setCell(row, index.column(), value);
    } else {
        return true;
    }
    Q_EMIT dataChanged(this->index(row, 0), this->index(row, columnCount() - 1));
    Q_EMIT edited();
    return true;
}

void RowTableModel::addRow()
{
    const int emptyLine = count() + 1;
    beginInsertRows({}, emptyLine, emptyLine);
    append();
    endInsertRows();
}

bool RowTableModel::insertRows(int row, int number, const QModelIndex &parent)
{
    if (parent.isValid() || hasFixedRows() || number != 1 || row < 0 || row >= count())
        return false;
    beginInsertRows({}, row, row);
    append();
    move(count() - 1, row);
    endInsertRows();
    Q_EMIT edited();
    return true;
}

bool RowTableModel::duplicateRow(int row)
{
    if (hasFixedRows() || row < 0 || row >= count())
        return false;
    beginInsertRows({}, row + 1, row + 1);
    copy(row);
    endInsertRows();
    Q_EMIT edited();
    return true;
}

bool RowTableModel::removeRows(int row, int number, const QModelIndex &parent)
{
    if (parent.isValid() || hasFixedRows() || row < 0 || number < 1 || row + number > count())
        return false;
    beginRemoveRows({}, row, row + number - 1);
    for (int i = 0; i < number; ++i)
        removeAt(row);
    endRemoveRows();
    Q_EMIT edited();
    return true;
}

bool RowTableModel::moveRows(const QModelIndex &from, int row, int number, const QModelIndex &to, int place)
{
    if (from.isValid() || to.isValid() || hasFixedRows() || number != 1 || row < 0 || row >= count() || place < 0
        || place > count() || !beginMoveRows({}, row, row, {}, place))
        return false;
    move(row, place > row ? place - 1 : place); // place is counted with the row still there
    endMoveRows();
    Q_EMIT edited();
    return true;
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == EnabledColumn ? QString(QChar(0x2713)) : title(section);
}

Qt::ItemFlags RowTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    const bool isRow = index.row() < count();
    if (index.column() == EnabledColumn)
        return isRow ? flags | Qt::ItemIsUserCheckable : flags;
    const bool isWritten = isRow ? isUsed(index.row(), index.column()) : index.column() != descriptionColumn();
    return isWritten ? flags | Qt::ItemIsEditable : flags;
}

} // namespace fuseboard
