// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/card.h"

class QListView;
class QStackedLayout;

namespace fuseboard {

class EventListModel;

/// The events of all clients, newest first.
class EventPanel final : public Card
{
    Q_OBJECT

public:
    /// Both must outlive it.
    EventPanel(const Theme &theme, EventListModel &events, QWidget *parent = nullptr);

private:
    void showWhatIsThere();

    EventListModel &m_events;
    QListView *m_list;
    QStackedLayout *m_stack;
};

} // namespace fuseboard
