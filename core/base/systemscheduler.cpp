// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"

#include <algorithm>
#include <utility>

#if defined(Q_OS_LINUX) || defined(Q_OS_DARWIN)
#include <ctime>
#endif

namespace fuseboard {

using namespace std::chrono;

namespace {

// Timers do not count the time that a machine sleeps. In rounds, a wait that ended meanwhile is noticed soon after it
// has woken up (D10); and QTimer counts in 32-bit milliseconds.
constexpr milliseconds usualRound = seconds(5);

/// Goes on while the machine sleeps, which steady_clock does not promise.
Duration sinceBoot()
{
#if defined(Q_OS_LINUX) || defined(Q_OS_DARWIN)
#if defined(Q_OS_LINUX)
    constexpr clockid_t clock = CLOCK_BOOTTIME;
#else
    constexpr clockid_t clock = CLOCK_MONOTONIC;
#endif
    timespec time{};
    if (clock_gettime(clock, &time) == 0)
        return seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
#endif
    return duration_cast<Duration>(steady_clock::now().time_since_epoch());
}

} // namespace

SystemScheduler::SystemScheduler(QObject *parent)
    : SystemScheduler([] { return MonotonicTime(sinceBoot()); }, usualRound, parent)
{
}

SystemScheduler::SystemScheduler(Clock clock, milliseconds longestRound, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_longestRound(longestRound)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SystemScheduler::runDue);
}

SystemScheduler::~SystemScheduler() = default;

MonotonicTime SystemScheduler::now() const
{
    return m_clock();
}

WallTime SystemScheduler::wallNow() const
{
    return time_point_cast<milliseconds>(system_clock::now());
}

TimerHandle SystemScheduler::after(Duration delay, std::function<void()> task)
{
    const MonotonicTime start = now();
    const Duration longest = MonotonicTime::max() - start;
    TimerHandle handle = m_queue.add(start + std::clamp(delay, Duration::zero(), longest), std::move(task));
    arm();
    return handle;
}

qsizetype SystemScheduler::pending() const
{
    return m_queue.size();
}

void SystemScheduler::arm()
{
    const auto due = m_queue.nextDue();
    if (!due || (m_armedFor && *m_armedFor <= *due && m_timer.isActive()))
        return;
    m_armedFor = due;
    const Duration wait = std::max(*due - now(), Duration::zero());
    m_timer.start(std::min(ceil<milliseconds>(wait), m_longestRound));
}

void SystemScheduler::runDue()
{
    m_armedFor.reset();
    // Tasks that the tasks add wait for the next turn, so that input and sockets are served in between.
    const quint64 mark = m_queue.mark();
    const MonotonicTime start = now();
    while (const auto task = m_queue.takeDue(start, mark)) {
        arm(); // a task may run an event loop of its own: all others go on in it
        task();
    }
    arm();
}

} // namespace fuseboard
