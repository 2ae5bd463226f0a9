// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"

#include <QObject>
#include <QTimer>

namespace fuseboard {

/// The real clock: one QTimer, whatever the number of tasks. Lives in the thread whose event loop runs its tasks.
class SystemScheduler final : public QObject, public Scheduler
{
    Q_OBJECT

public:
    explicit SystemScheduler(QObject *parent = nullptr);
    ~SystemScheduler() override;

    [[nodiscard]] MonotonicTime now() const override;
    [[nodiscard]] WallTime wallNow() const override;
    [[nodiscard]] TimerHandle after(Duration delay, std::function<void()> task) override;
    [[nodiscard]] qsizetype pending() const override;

private:
    void arm();
    void runDue();

    TimerQueue m_queue;
    QTimer m_timer;
    std::optional<MonotonicTime> m_armedFor;
};

} // namespace fuseboard
