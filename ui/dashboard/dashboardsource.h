// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientevent.h"
#include "client/clientsnapshot.h"
#include "client/timeseries.h"

#include <QList>

namespace fuseboard {

/// What an operator may order by hand.
enum class DashboardAction { ForceClosed, Release, Isolate, EndIsolation, ResetMetrics };

/// Where the dashboard has its figures from. Clients are numbered in the order of snapshots(), which is fixed until
/// DashboardPage::setSource() is called again.
class DashboardSource
{
public:
    DashboardSource() = default;
    virtual ~DashboardSource();
    DashboardSource(const DashboardSource &) = delete;
    DashboardSource &operator=(const DashboardSource &) = delete;

    [[nodiscard]] virtual QList<ClientSnapshot> snapshots() const = 0;
    /// What each client keeps whatever its name and its place are, and shares with none before or after it.
    [[nodiscard]] virtual QList<quint64> ids() const = 0;
    /// As TimeSeries::points(), up to the present.
    [[nodiscard]] virtual QList<SeriesPoint> points(int client, Duration span) const = 0;
    /// As ApiClient::events().
    [[nodiscard]] virtual QList<ClientEvent> events(int client, quint64 afterId) const = 0;
    /// Ignored where the client has no such part.
    virtual void act(int client, DashboardAction action) = 0;
};

} // namespace fuseboard
