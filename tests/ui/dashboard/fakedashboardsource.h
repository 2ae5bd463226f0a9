// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dashboard/dashboardsource.h"

#include <QHash>

namespace fuseboard {

/// Four clients with five minutes of invented history, one of which has just opened its breaker. Counts how often it is
/// asked and keeps what is ordered.
class FakeDashboardSource final : public DashboardSource
{
public:
    FakeDashboardSource();

    [[nodiscard]] QList<ClientSnapshot> snapshots() const override;
    [[nodiscard]] QList<quint64> ids() const override { return clientIds; }
    [[nodiscard]] QList<SeriesPoint> points(int client, Duration span) const override;
    [[nodiscard]] QList<ClientEvent> events(int client, quint64 afterId) const override;
    void act(int client, DashboardAction action) override;

    QList<ClientSnapshot> clients;
    QList<quint64> clientIds{11, 12, 13, 14}; ///< of the clients
    QHash<int, QList<ClientEvent>> happened;
    QList<std::pair<int, DashboardAction>> ordered;
    mutable int snapshotReads = 0;
    mutable int pointReads = 0;

private:
    void addOrders();
    void addOthers();
    void addEvents();
};

} // namespace fuseboard
