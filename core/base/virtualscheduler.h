// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"

namespace fuseboard {

/// A clock that only moves when told to, for tests and for replaying traffic: an hour passes in milliseconds.
class VirtualScheduler final : public Scheduler
{
public:
    /// Starts at the given moments, which are arbitrary but the same in every run.
    explicit VirtualScheduler(MonotonicTime start = MonotonicTime(std::chrono::hours(1)),
                              WallTime wall = WallTime(std::chrono::seconds(1'800'000'000)));
    ~VirtualScheduler() override;

    [[nodiscard]] MonotonicTime now() const override;
    [[nodiscard]] WallTime wallNow() const override;
    [[nodiscard]] TimerHandle after(Duration delay, std::function<void()> task) override;
    [[nodiscard]] qsizetype pending() const override;

    /// Moves both clocks on and runs what falls due on the way, each task at its own moment.
    void advance(Duration span);

    /// Runs what is due now, tasks added meanwhile included, without moving the clock.
    void runDue();

    /// Jumps from task to task until none is left or the span is used up; returns how much time passed.
    Duration runUntilIdle(Duration atMost = std::chrono::hours(24 * 365));

    /// Moves both clocks on and runs nothing: the machine was suspended, or the program stopped. What fell due
    /// meanwhile is late, and runs with the next runDue() or advance().
    void suspend(Duration span);

    /// Moves the calendar alone, as a user or NTP would.
    void jumpWall(Duration span);

private:
    TimerQueue m_queue;
    MonotonicTime m_now;
    WallTime m_wallStart;
    MonotonicTime m_start;
};

} // namespace fuseboard
