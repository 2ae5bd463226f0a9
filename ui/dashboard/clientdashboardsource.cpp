// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/clientdashboardsource.h"

#include "client/apiclient.h"

namespace fuseboard {

ClientDashboardSource::ClientDashboardSource(const QList<ApiClient *> &clients, const Scheduler &scheduler)
    : m_scheduler(scheduler)
{
    setClients(clients);
}

ClientDashboardSource::~ClientDashboardSource() = default;

void ClientDashboardSource::setClients(const QList<ApiClient *> &clients)
{
    QList<quint64> ids;
    for (const ApiClient *client : clients) {
        // One that is gone is null here, so that its address can come again.
        const qsizetype before = m_clients.indexOf(client);
        ids.append(before >= 0 ? m_ids.at(before) : ++m_lastId);
    }
    m_ids = ids;
    m_clients = QList<QPointer<ApiClient>>(clients.begin(), clients.end());
}

QList<ClientSnapshot> ClientDashboardSource::snapshots() const
{
    QList<ClientSnapshot> result;
    result.reserve(m_clients.size());
    for (const auto &client : m_clients)
        result.append(client ? client->snapshot() : ClientSnapshot{});
    return result;
}

QList<SeriesPoint> ClientDashboardSource::points(int client, Duration span) const
{
    const ApiClient *found = at(client);
    return found ? found->series().points(m_scheduler.now(), span) : QList<SeriesPoint>();
}

QList<ClientEvent> ClientDashboardSource::events(int client, quint64 afterId) const
{
    const ApiClient *found = at(client);
    return found ? found->events(afterId) : QList<ClientEvent>();
}

void ClientDashboardSource::act(int client, DashboardAction action)
{
    ApiClient *found = at(client);
    if (!found)
        return;
    if (action == DashboardAction::ResetMetrics)
        return found->resetMetrics();
    CircuitBreaker *breaker = found->breaker();
    if (!breaker)
        return;
    switch (action) {
    case DashboardAction::ForceClosed:
        return breaker->forceClosed();
    case DashboardAction::Release:
        return breaker->release();
    case DashboardAction::Isolate:
        return breaker->isolate();
    case DashboardAction::EndIsolation:
        return breaker->endIsolation();
    case DashboardAction::ResetMetrics:
        return;
    }
    Q_UNREACHABLE();
}

ApiClient *ClientDashboardSource::at(int client) const
{
    return client >= 0 && client < m_clients.size() ? m_clients.at(client).data() : nullptr;
}

} // namespace fuseboard
