// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "client/apiclient.h"

#include <QObject>

#include <memory>
#include <vector>

namespace fuseboard {

class TrafficDriver;

/// Uses the clients of the demo workspace as their owners would, steadily and by a seed: within a minute a breaker
/// opens, probes and closes, tokens run low, a server asks for a pause, and retries mend what they can. The same seed
/// and the same answers give the same calls at the same moments.
class DemoTraffic final : public QObject
{
    Q_OBJECT

public:
    explicit DemoTraffic(Scheduler &scheduler, quint64 seed = 1, QObject *parent = nullptr);
    ~DemoTraffic() override;

    /// Adds a client, which may vanish at any time. False when the demo has no plan for its name.
    bool drive(ApiClient *client);

    /// Begins, or goes on after a pause. Harmless when it runs.
    void start();
    /// No new calls; those under way go on.
    void pause();
    /// Pauses, and cancels the calls that it made.
    void stop();
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    void runningChanged(bool running);
    /// One more is under way; nothing of it has happened yet.
    void callBegan(fuseboard::ApiClient *client, fuseboard::Call *call);

private:
    Scheduler &m_scheduler;
    quint64 m_seed;
    bool m_running = false;
    std::vector<std::unique_ptr<TrafficDriver>> m_drivers;
};

} // namespace fuseboard
