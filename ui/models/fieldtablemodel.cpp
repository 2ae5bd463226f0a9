// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/fieldtablemodel.h"

#include <algorithm>

namespace fuseboard {

FieldTableModel::FieldTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void FieldTableModel::setFields(const Fields &fields)
{
    if (fields == m_fields)
        return;
    // The same number of lines is the common case while a URL is typed: the view keeps its place.
    if (fields.size() == m_fields.size()) {
        m_fields = fields;
        Q_EMIT dataChanged(index(0, 0), index(int(m_fields.size()) - 1, ValueColumn));
        return;
    }
    beginResetModel();
    m_fields = fields;
    endResetModel();
}

int FieldTableModel::enabledCount() const
{
    return int(
        std::count_if(m_fields.begin(), m_fields.end(), [](const RequestEntry &field) { return field.enabled; }));
}

void FieldTableModel::removeField(int row)
{
    if (m_namesFixed || row < 0 || row >= m_fields.size())
        return;
    beginRemoveRows({}, row, row);
    m_fields.removeAt(row);
    endRemoveRows();
    Q_EMIT edited();
}

bool FieldTableModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || m_namesFixed || row < 0 || count != 1 || row >= m_fields.size())
        return false;
    removeField(row);
    return true;
}

int FieldTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_fields.size()) + (m_namesFixed ? 0 : 1);
}

int FieldTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant FieldTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.row() == m_fields.size())
        return emptyLineData(index, role);
    const RequestEntry &field = m_fields[index.row()];
    if (index.column() == EnabledColumn) {
        if (role == Qt::CheckStateRole)
            return field.enabled ? Qt::Checked : Qt::Unchecked;
        if (role == Qt::AccessibleTextRole)
            return field.enabled ? tr("%1 is sent").arg(field.name) : tr("%1 is not sent").arg(field.name);
        return {};
    }
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return index.column() == NameColumn ? field.name : field.value;
    return {};
}

QVariant FieldTableModel::emptyLineData(const QModelIndex &index, int role)
{
    if (role == Qt::EditRole && index.column() != EnabledColumn)
        return QString();
    if (role == Qt::AccessibleTextRole)
        return index.column() == NameColumn ? tr("name of a new line") : tr("value of a new line");
    return {};
}

bool FieldTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const bool isCheck = index.column() == EnabledColumn;
    if (role != (isCheck ? Qt::CheckStateRole : Qt::EditRole))
        return false;
    if (index.row() == m_fields.size()) {
        if (isCheck || value.toString().isEmpty())
            return false;
        addField(index, value.toString());
        return true;
    }
    RequestEntry &field = m_fields[index.row()];
    const RequestEntry before = field;
    if (isCheck)
        field.enabled = value.value<Qt::CheckState>() == Qt::Checked;
    else
        (index.column() == NameColumn ? field.name : field.value) = value.toString();
    if (field == before)
        return true;
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ValueColumn));
    Q_EMIT edited();
    return true;
}

void FieldTableModel::addField(const QModelIndex &index, const QString &text)
{
    RequestEntry field;
    (index.column() == NameColumn ? field.name : field.value) = text;
    const int emptyLine = int(m_fields.size()) + 1;
    beginInsertRows({}, emptyLine, emptyLine);
    m_fields << field;
    endInsertRows();
    Q_EMIT dataChanged(this->index(emptyLine - 1, 0), this->index(emptyLine - 1, ValueColumn));
    Q_EMIT edited();
}

QVariant FieldTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == EnabledColumn)
        return QString(u'✓');
    return section == NameColumn ? tr("Name") : tr("Value");
}

Qt::ItemFlags FieldTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == NameColumn && m_namesFixed)
        return flags;
    if (index.column() != EnabledColumn)
        return flags | Qt::ItemIsEditable;
    return index.row() < m_fields.size() ? flags | Qt::ItemIsUserCheckable : flags;
}

} // namespace fuseboard
