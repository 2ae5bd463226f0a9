// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace fuseboard {

/// The real clock: one QTimer, whatever the number of tasks. Lives in the thread whose event loop runs its tasks.
class SystemScheduler final : public QObject, public Scheduler
{
    Q_OBJECT

public:
    using Clock = std::function<MonotonicTime()>;

    explicit SystemScheduler(QObject *parent = nullptr);
    /// With another clock than that of the system, which it reads anew at least once in each round while something
    /// waits. For tests of what a suspend does.
    SystemScheduler(Clock clock, std::chrono::milliseconds longestRound, QObject *parent = nullptr);
    ~SystemScheduler() override;

    [[nodiscard]] MonotonicTime now() const override;
    [[nodiscard]] WallTime wallNow() const override;
    [[nodiscard]] TimerHandle after(Duration delay, std::function<void()> task) override;
    [[nodiscard]] qsizetype pending() const override;

private:
    void arm();
    void runDue();

    const Clock m_clock;
    const std::chrono::milliseconds m_longestRound;
    TimerQueue m_queue;
    QTimer m_timer;
    std::optional<MonotonicTime> m_armedFor;
};

} // namespace fuseboard
