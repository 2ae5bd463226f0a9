// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"

#include <algorithm>
#include <limits>

namespace fuseboard {

using namespace std::chrono;

VirtualScheduler::VirtualScheduler(MonotonicTime start, WallTime wall)
    : m_now(start)
    , m_wallStart(wall)
    , m_start(start)
{
}

VirtualScheduler::~VirtualScheduler() = default;

MonotonicTime VirtualScheduler::now() const
{
    return m_now;
}

WallTime VirtualScheduler::wallNow() const
{
    return m_wallStart + duration_cast<milliseconds>(m_now - m_start);
}

TimerHandle VirtualScheduler::after(Duration delay, std::function<void()> task)
{
    const Duration longest = MonotonicTime::max() - m_now;
    return m_queue.add(m_now + std::clamp(delay, Duration::zero(), longest), std::move(task));
}

qsizetype VirtualScheduler::pending() const
{
    return m_queue.size();
}

void VirtualScheduler::advance(Duration span)
{
    const MonotonicTime end = m_now + span;
    runDue();
    for (auto due = m_queue.nextDue(); due && *due <= end; due = m_queue.nextDue()) {
        m_now = std::max(m_now, *due);
        runDue();
    }
    m_now = std::max(m_now, end); // a task may have advanced it
}

void VirtualScheduler::runDue()
{
    while (const auto task = m_queue.takeDue(m_now, std::numeric_limits<quint64>::max()))
        task();
}

Duration VirtualScheduler::runUntilIdle(Duration atMost)
{
    const MonotonicTime start = m_now;
    runDue();
    for (auto due = m_queue.nextDue(); due && *due - start <= atMost; due = m_queue.nextDue())
        advance(*due - m_now);
    return m_now - start;
}

void VirtualScheduler::suspend(Duration span)
{
    m_now += span;
}

void VirtualScheduler::jumpWall(Duration span)
{
    m_wallStart += duration_cast<milliseconds>(span);
}

} // namespace fuseboard
