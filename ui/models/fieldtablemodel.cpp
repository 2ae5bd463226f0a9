// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/fieldtablemodel.h"

#include "models/bulktext.h"

#include <algorithm>

namespace fuseboard {

namespace {

/// The rows of before, each as the first of its name is now; one that has gone has no value.
Fields withFixedNames(const Fields &now, const Fields &before)
{
    Fields fields;
    for (const RequestEntry &old : before) {
        const auto same = std::find_if(now.begin(), now.end(),
                                       [&old](const RequestEntry &field) { return field.name == old.name; });
        fields << (same == now.end() ? RequestEntry{old.name, {}, true, old.description, old.unknown} : *same);
    }
    return fields;
}

} // namespace

FieldTableModel::FieldTableModel(QObject *parent)
    : RowListModel(parent)
{
}

QString FieldTableModel::text() const
{
    return bulkText(rows());
}

void FieldTableModel::takeText(const QString &text)
{
    const Fields now = bulkRows(text, rows());
    takeRows(m_namesFixed ? withFixedNames(now, rows()) : now);
}

int FieldTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : DescriptionColumn + 1;
}

void FieldTableModel::setNotes(const std::function<QString(const QString &name)> &notes)
{
    m_notes = notes;
    renewNotes();
}

void FieldTableModel::renewNotes()
{
    if (count() > 0)
        Q_EMIT dataChanged(index(0, NameColumn), index(count() - 1, NameColumn),
                           {NoteRole, Qt::AccessibleDescriptionRole});
}

QVariant FieldTableModel::data(const QModelIndex &index, int role) const
{
    if (role != NoteRole && role != Qt::AccessibleDescriptionRole)
        return RowListModel::data(index, role);
    const QString note = index.isValid() && index.row() < count() ? noteOn(index) : QString();
    return note.isEmpty() ? QVariant() : note;
}

QString FieldTableModel::noteOn(const QModelIndex &index) const
{
    const RequestEntry &row = at(index.row());
    if (!row.enabled)
        return {};
    if (index.column() == NameColumn)
        return m_notes ? m_notes(row.name) : QString();
    const bool isLacking = m_namesFixed && index.column() == ValueColumn && row.value.isEmpty();
    return isLacking ? tr("“:%1” has no value, and nothing is sent without.").arg(row.name) : QString();
}

QString FieldTableModel::checkText(int row) const
{
    const QString &name = at(row).name;
    return at(row).enabled ? tr("%1 is sent").arg(name) : tr("%1 is not sent").arg(name);
}

QString RequestEntry::*FieldTableModel::memberOf(int column)
{
    return column == NameColumn ? &RequestEntry::name
        : column == ValueColumn ? &RequestEntry::value
                                : &RequestEntry::description;
}

QVariant FieldTableModel::cell(int row, int column) const
{
    return at(row).*memberOf(column);
}

void FieldTableModel::setCell(int row, int column, const QVariant &value)
{
    at(row).*memberOf(column) = value.toString();
}

QStringList FieldTableModel::choices(int) const
{
    return {};
}

QString FieldTableModel::title(int column) const
{
    return column == NameColumn ? tr("Name") : column == ValueColumn ? tr("Value") : tr("Description");
}

Qt::ItemFlags FieldTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowListModel::flags(index);
    return m_namesFixed && index.column() == NameColumn ? flags & ~Qt::ItemIsEditable : flags;
}

} // namespace fuseboard
