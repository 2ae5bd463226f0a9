// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinemodel.h"

#include "models/figures.h"

#include <algorithm>

namespace fuseboard {

TimelineModel::TimelineModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void TimelineModel::setTimeline(const Timeline &timeline, Duration whole)
{
    setRows(timelineRows(timeline, whole));
}

void TimelineModel::clear()
{
    setRows({});
}

void TimelineModel::setRows(const QList<TimelineRow> &rows)
{
    const int kept = int(std::min(m_rows.size(), rows.size()));
    if (rows.size() < m_rows.size()) {
        beginRemoveRows({}, kept, int(m_rows.size()) - 1);
        m_rows.resize(kept);
        endRemoveRows();
    }
    for (int row = 0; row < kept; ++row) {
        if (m_rows[row] == rows[row])
            continue;
        m_rows[row] = rows[row];
        Q_EMIT dataChanged(index(row), index(row));
    }
    if (rows.size() > kept) {
        beginInsertRows({}, kept, int(rows.size()) - 1);
        m_rows = rows;
        endInsertRows();
    }
    Duration span{};
    for (const TimelineRow &row : m_rows)
        span = std::max(span, row.start + row.length);
    if (span == m_span)
        return;
    m_span = span;
    Q_EMIT spanChanged();
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimelineRow &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case LabelRole:
        return row.label;
    case StartRole:
        return qint64(row.start.count());
    case LengthRole:
        return qint64(row.length.count());
    case BarRole:
        return int(row.bar);
    case RunningRole:
        return row.running;
    case ValueRole:
        return row.value;
    case Qt::ToolTipRole:
        return wording::toolTip(row.explanation);
    case ExplanationRole:
        return row.explanation;
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    }
    return {};
}

QString TimelineModel::accessibleText(const TimelineRow &row)
{
    if (row.value.isEmpty())
        return tr("%1, after %2. %3").arg(row.label, wording::duration(row.start), row.explanation);
    return tr("%1, %2, after %3. %4").arg(row.label, row.value, wording::duration(row.start), row.explanation);
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    return {{LabelRole, "label"},     {StartRole, "start"}, {LengthRole, "length"},          {BarRole, "bar"},
            {RunningRole, "running"}, {ValueRole, "value"}, {ExplanationRole, "explanation"}};
}

} // namespace fuseboard
