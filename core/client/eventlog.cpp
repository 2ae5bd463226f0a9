// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/eventlog.h"

#include <algorithm>

namespace fuseboard {

namespace {
constexpr std::size_t mostEvents = 500;
}

const ClientEvent &EventLog::add(ClientEvent event)
{
    event.id = ++m_lastId;
    m_events.push_back(std::move(event));
    if (m_events.size() > mostEvents)
        m_events.pop_front();
    return m_events.back();
}

QList<ClientEvent> EventLog::after(quint64 afterId) const
{
    const auto first = std::partition_point(m_events.cbegin(), m_events.cend(),
                                            [afterId](const ClientEvent &event) { return event.id <= afterId; });
    return QList<ClientEvent>(first, m_events.cend());
}

} // namespace fuseboard
