// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/eventlistmodel.h"

#include "models/eventwording.h"
#include "models/figures.h"

#include <algorithm>

namespace fuseboard {

EventListModel::EventListModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void EventListModel::addEvents(quint64 client, const QString &name, const QList<ClientEvent> &events)
{
    quint64 &lastSeen = m_lastIds[client];
    for (const ClientEvent &event : events) {
        if (event.id <= lastSeen)
            continue;
        lastSeen = event.id;
        insert(name, event);
    }
    if (m_rows.size() > maxEvents) {
        beginRemoveRows({}, maxEvents, int(m_rows.size()) - 1);
        m_rows.resize(maxEvents);
        endRemoveRows();
    }
}

void EventListModel::insert(const QString &name, const ClientEvent &event)
{
    const auto older = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&event](const Row &row) { return row.event.at <= event.at; });
    const int row = int(older - m_rows.begin());
    beginInsertRows({}, row, row);
    m_rows.insert(older, Row{name, event});
    endInsertRows();
}

void EventListModel::clear()
{
    m_lastIds.clear();
    if (m_rows.isEmpty())
        return;
    beginRemoveRows({}, 0, int(m_rows.size()) - 1);
    m_rows.clear();
    endRemoveRows();
}

int EventListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant EventListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &[client, event] = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return wording::title(event);
    case TimeRole:
        return wording::timeOfDay(event.at);
    case DetailRole:
        return wording::detail(event);
    case KindRole:
        return int(event.kind);
    case ClientRole:
        return wording::printable(client);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3: %4")
            .arg(wording::timeOfDay(event.at), wording::printable(client), wording::title(event),
                 wording::detail(event));
    }
    return {};
}

QHash<int, QByteArray> EventListModel::roleNames() const
{
    return {
        {TimeRole, "time"}, {TitleRole, "title"}, {DetailRole, "detail"}, {KindRole, "kind"}, {ClientRole, "client"}};
}

} // namespace fuseboard
