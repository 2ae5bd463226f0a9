// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/timerqueue.h"

#include <utility>

namespace fuseboard {

TimerQueue::TimerQueue()
    : m_tasks(std::make_shared<Tasks>())
{
}

TimerQueue::~TimerQueue() = default;

TimerHandle TimerQueue::add(MonotonicTime due, std::function<void()> task)
{
    const Key key{due, ++m_created};
    m_tasks->emplace(key, std::move(task));
    return {m_tasks, key};
}

std::optional<MonotonicTime> TimerQueue::nextDue() const
{
    if (m_tasks->empty())
        return std::nullopt;
    return m_tasks->begin()->first.first;
}

qsizetype TimerQueue::size() const
{
    return static_cast<qsizetype>(m_tasks->size());
}

quint64 TimerQueue::mark() const
{
    return m_created;
}

std::function<void()> TimerQueue::takeDue(MonotonicTime now, quint64 mark)
{
    for (auto it = m_tasks->begin(); it != m_tasks->end() && it->first.first <= now; ++it) {
        if (it->first.second > mark)
            continue;
        return std::move(m_tasks->extract(it).mapped());
    }
    return {};
}

TimerHandle::TimerHandle(std::weak_ptr<TimerQueue::Tasks> tasks, TimerQueue::Key key)
    : m_tasks(std::move(tasks))
    , m_key(key)
{
}

TimerHandle::TimerHandle(TimerHandle &&other) noexcept
    : m_tasks(std::move(other.m_tasks))
    , m_key(other.m_key)
{
    other.m_tasks.reset();
}

TimerHandle &TimerHandle::operator=(TimerHandle &&other) noexcept
{
    if (this != &other) {
        cancel();
        m_tasks = std::move(other.m_tasks);
        m_key = other.m_key;
        other.m_tasks.reset();
    }
    return *this;
}

void TimerHandle::cancel()
{
    const auto tasks = std::exchange(m_tasks, {}).lock();
    if (!tasks)
        return;
    // The node is taken out first: destroying the task may cancel other timers.
    const auto node = tasks->extract(m_key);
}

bool TimerHandle::isActive() const
{
    const auto tasks = m_tasks.lock();
    return tasks && tasks->contains(m_key);
}

std::optional<MonotonicTime> TimerHandle::due() const
{
    if (!isActive())
        return std::nullopt;
    return m_key.first;
}

} // namespace fuseboard
