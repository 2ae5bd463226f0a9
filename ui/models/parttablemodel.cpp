// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/parttablemodel.h"

#include "models/bulktext.h"

#include <utility>

namespace fuseboard {

PartTableModel::PartTableModel(QObject *parent)
    : RowListModel(parent)
{
}

int PartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : DescriptionColumn + 1;
}

QString PartTableModel::text() const
{
    return bulkText(rows());
}

void PartTableModel::takeText(const QString &text)
{
    takeRows(bulkRows(text, rows()));
}

void PartTableModel::setFile(int row, const QString &path)
{
    const int target = row >= 0 && row < count() ? row : count();
    if (target == count())
        setData(index(target, NameColumn), tr("file"), Qt::EditRole);
    at(target).value.clear();
    at(target).file = path;
    Q_EMIT dataChanged(index(target, 0), index(target, DescriptionColumn));
    Q_EMIT edited();
}

QVariant PartTableModel::cell(int row, int column) const
{
    const RequestPart &part = at(row);
    if (column == NameColumn)
        return part.name;
    if (column == KindColumn)
        return part.file.isEmpty() ? Text : File;
    if (column == DescriptionColumn)
        return part.description;
    return part.file.isEmpty() ? part.value : part.file;
}

void PartTableModel::setCell(int row, int column, const QVariant &value)
{
    RequestPart &part = at(row);
    if (column == NameColumn)
        part.name = value.toString();
    else if (column == DescriptionColumn)
        part.description = value.toString();
    else if (column == ValueColumn)
        (part.file.isEmpty() ? part.value : part.file) = value.toString();
    else if (value.toInt() == File)
        part.file = part.file.isEmpty() ? std::exchange(part.value, {}) : part.file;
    else
        part.value = part.value.isEmpty() ? std::exchange(part.file, {}) : part.value;
}

QStringList PartTableModel::choices(int column) const
{
    return column == KindColumn ? QStringList{tr("Text"), tr("File")} : QStringList();
}

QString PartTableModel::title(int column) const
{
    switch (column) {
    case NameColumn:
        return tr("Name");
    case KindColumn:
        return tr("Kind");
    case ValueColumn:
        return tr("Value or file");
    default:
        return tr("Description");
    }
}

} // namespace fuseboard
