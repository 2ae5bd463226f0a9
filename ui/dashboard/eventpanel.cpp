// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/eventpanel.h"

#include "common/emptystate.h"
#include "common/grid.h"
#include "dashboard/dashboardsource.h"
#include "dashboard/eventdelegate.h"
#include "models/eventlistmodel.h"

#include <QListView>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace fuseboard {

EventPanel::EventPanel(const Theme &theme, EventListModel &events, QWidget *parent)
    : Card(theme, tr("Events"), parent)
    , m_events(events)
    , m_list(new QListView(this))
    , m_stack(new QStackedLayout)
{
    m_list->setAccessibleName(tr("Events"));
    m_list->setModel(&m_events);
    m_list->setItemDelegate(new EventDelegate(theme, m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_stack->addWidget(new EmptyState(theme, IconId::Inbox, tr("Quiet so far"),
                                      tr("Openings of breakers, pauses and failures show here as they happen."), {},
                                      this));
    m_stack->addWidget(m_list);
    body()->addSpacing(grid::unit);
    body()->addLayout(m_stack, 1);
    connect(&m_events, &QAbstractItemModel::rowsInserted, this, &EventPanel::showWhatIsThere);
    connect(&m_events, &QAbstractItemModel::rowsRemoved, this, &EventPanel::showWhatIsThere);
    connect(&m_events, &QAbstractItemModel::modelReset, this, &EventPanel::showWhatIsThere);
    showWhatIsThere();
}

void EventPanel::read(const DashboardSource &source, const QList<ClientSnapshot> &snapshots, const QList<quint64> &ids)
{
    for (int i = 0; i < snapshots.size(); ++i) {
        const quint64 client = ids.value(i);
        const quint64 last = m_events.lastId(client);
        if (snapshots.at(i).lastEventId > last)
            m_events.addEvents(client, snapshots.at(i).name, source.events(i, last));
    }
}

void EventPanel::showWhatIsThere()
{
    m_stack->setCurrentIndex(m_events.rowCount() > 0 ? 1 : 0);
}

} // namespace fuseboard
