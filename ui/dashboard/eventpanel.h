// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "common/card.h"

class QListView;
class QStackedLayout;

namespace fuseboard {

class DashboardSource;
class EventListModel;

/// The events of all clients, newest first.
class EventPanel final : public Card
{
    Q_OBJECT

public:
    /// Both must outlive it.
    EventPanel(const Theme &theme, EventListModel &events, QWidget *parent = nullptr);

    /// Takes what the source has that is new; ids as its own, one for each snapshot.
    void read(const DashboardSource &source, const QList<ClientSnapshot> &snapshots, const QList<quint64> &ids);

private:
    void showWhatIsThere();

    EventListModel &m_events;
    QListView *m_list;
    QStackedLayout *m_stack;
};

} // namespace fuseboard
