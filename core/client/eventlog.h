// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientevent.h"

#include <QList>

#include <deque>

namespace fuseboard {

/// The last 500 events of a client.
class EventLog
{
public:
    /// Numbers the event and keeps it; returns it as kept.
    const ClientEvent &add(ClientEvent event);
    /// Those with an id above afterId, oldest first.
    [[nodiscard]] QList<ClientEvent> after(quint64 afterId) const;
    [[nodiscard]] quint64 lastId() const { return m_lastId; }

private:
    std::deque<ClientEvent> m_events;
    quint64 m_lastId = 0;
};

} // namespace fuseboard
