// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "base/timerqueue.h"

#include <functional>

namespace fuseboard {

/// A timer that comes so much too late tells that the machine slept or this program was stopped meanwhile, and not that
/// a peer was slow (D10). A busy program is late by less.
inline constexpr Duration sleptLateness = std::chrono::seconds(10);

/// The only source of time and of timers in the engine.
///
/// Contract: a task never runs early and never from inside after(); tasks run in the order of their due time, those of
/// the same moment in the order of creation; dropping or cancelling the TimerHandle drops the task. One scheduler
/// serves one thread. It must outlive whoever holds a reference to it, not the handles.
class Scheduler
{
public:
    Scheduler() = default;
    virtual ~Scheduler();
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;

    [[nodiscard]] virtual MonotonicTime now() const = 0;
    [[nodiscard]] virtual WallTime wallNow() const = 0;

    /// Runs task once, delay from now; a delay of zero or less means the next turn of the loop.
    [[nodiscard]] virtual TimerHandle after(Duration delay, std::function<void()> task) = 0;

    /// How many tasks are waiting. For tests of "no timer is left".
    [[nodiscard]] virtual qsizetype pending() const = 0;
};

} // namespace fuseboard
