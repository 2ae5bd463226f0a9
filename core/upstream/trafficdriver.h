// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/random.h"
#include "client/apiclient.h"
#include "upstream/trafficplan.h"

#include <QObject>
#include <QPointer>
#include <QSet>

namespace fuseboard {

/// Makes the calls of one plan on one client, which may vanish.
class TrafficDriver final : public QObject
{
    Q_OBJECT

public:
    TrafficDriver(ApiClient &client, const TrafficPlan &plan, Scheduler &scheduler, quint64 seed);
    ~TrafficDriver() override;

    void start();
    void pause();
    /// Pauses and cancels its calls.
    void stop();

Q_SIGNALS:
    void callBegan(fuseboard::Call *call);

private:
    void arm();
    void tick();
    void call();
    const PlannedRequest &choose();
    Duration nextPause();

    QPointer<ApiClient> m_client;
    const TrafficPlan &m_plan;
    Scheduler &m_scheduler;
    SeededRandom m_random;
    std::optional<MonotonicTime> m_began;
    QSet<Call *> m_calls;
    TimerHandle m_timer;
};

} // namespace fuseboard
