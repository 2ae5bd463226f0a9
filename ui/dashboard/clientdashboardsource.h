// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dashboard/dashboardsource.h"

#include <QPointer>

namespace fuseboard {

class ApiClient;
class Scheduler;

/// The dashboard's figures from living clients. A client that is gone shows as an empty one.
class ClientDashboardSource final : public DashboardSource
{
public:
    ClientDashboardSource(const QList<ApiClient *> &clients, const Scheduler &scheduler);
    ~ClientDashboardSource() override;

    /// Others, or in another order: whoever numbers clients must be told.
    void setClients(const QList<ApiClient *> &clients);

    [[nodiscard]] QList<ClientSnapshot> snapshots() const override;
    [[nodiscard]] QList<quint64> ids() const override { return m_ids; }
    [[nodiscard]] QList<SeriesPoint> points(int client, Duration span) const override;
    [[nodiscard]] QList<ClientEvent> events(int client, quint64 afterId) const override;
    void act(int client, DashboardAction action) override;

private:
    [[nodiscard]] ApiClient *at(int client) const;

    QList<QPointer<ApiClient>> m_clients;
    QList<quint64> m_ids; // as many
    quint64 m_lastId = 0;
    const Scheduler &m_scheduler;
};

} // namespace fuseboard
