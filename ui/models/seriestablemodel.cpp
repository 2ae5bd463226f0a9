// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/seriestablemodel.h"

#include "models/errorwording.h"
#include "models/figures.h"

#include <algorithm>

namespace fuseboard {

SeriesTableModel::SeriesTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

QString SeriesTableModel::outcomeOf(const SeriesCall &call)
{
    if (!call.error)
        return wording::statusText(call.status);
    if (!call.isRefused())
        return wording::title(*call.error);
    if (call.error->kind == ErrorKind::CircuitOpen)
        return tr("Refused: the circuit is open");
    if (call.error->detail == ErrorDetail::ServerPauseTooLong)
        return tr("Refused: the server wants too long a pause");
    if (call.error->detail == ErrorDetail::QueueFull)
        return tr("Refused: too many calls wait already");
    return tr("Refused: the wait for the limiter is too long");
}

void SeriesTableModel::add(const SeriesCall &call)
{
    const QString outcome = outcomeOf(call);
    auto group = std::find_if(m_groups.begin(), m_groups.end(),
                              [&outcome](const Group &each) { return each.outcome == outcome; });
    if (group == m_groups.end())
        group = m_groups.insert(m_groups.end(), {outcome, 0, {}});
    ++group->count;
    ++m_calls;
    group->slowest = std::max(group->slowest, call.elapsed);
}

void SeriesTableModel::publish()
{
    if (m_calls == m_shownCalls)
        return;
    const int known = rowCount();
    const int present = int(m_groups.size());
    if (present > known)
        beginInsertRows({}, known, present - 1);
    m_shown = m_groups;
    m_shownCalls = m_calls;
    if (present > known)
        endInsertRows();
    if (known > 0)
        Q_EMIT dataChanged(index(0, CountColumn), index(known - 1, SlowestColumn));
}

void SeriesTableModel::clear()
{
    beginResetModel();
    m_groups.clear();
    m_shown.clear();
    m_calls = 0;
    m_shownCalls = 0;
    endResetModel();
}

int SeriesTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int SeriesTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : SlowestColumn + 1;
}

QString SeriesTableModel::text(const Group &group, int column) const
{
    switch (column) {
    case OutcomeColumn:
        return group.outcome;
    case CountColumn:
        return wording::count(group.count);
    case ShareColumn:
        return wording::percent(100.0 * group.count / m_shownCalls);
    default:
        return wording::measured(group.slowest);
    }
}

QVariant SeriesTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return text(m_shown.at(index.row()), index.column());
    if (role == Qt::TextAlignmentRole && index.column() != OutcomeColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant SeriesTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == OutcomeColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case OutcomeColumn:
        return tr("Outcome");
    case CountColumn:
        return tr("Count");
    case ShareColumn:
        return tr("Share");
    default:
        return tr("Slowest");
    }
}

} // namespace fuseboard
