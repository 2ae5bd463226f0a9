// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QtGlobal>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace fuseboard {

class TimerHandle; // lint-allow(one-class): nothing without its queue

/// Tasks ordered by due time, then by creation. What both schedulers share.
///
/// A tree and not an array heap: most timers of the engine are deadlines that are cancelled long before they are due,
/// and a tree forgets a cancelled one at once.
class TimerQueue
{
public:
    TimerQueue();
    ~TimerQueue();
    TimerQueue(const TimerQueue &) = delete;
    TimerQueue &operator=(const TimerQueue &) = delete;

    [[nodiscard]] TimerHandle add(MonotonicTime due, std::function<void()> task);
    [[nodiscard]] std::optional<MonotonicTime> nextDue() const;
    [[nodiscard]] qsizetype size() const;

    /// A mark: only tasks that were there before it are taken by takeDue().
    [[nodiscard]] quint64 mark() const;

    /// The next task that is due at now and older than mark, removed; empty when there is none.
    [[nodiscard]] std::function<void()> takeDue(MonotonicTime now, quint64 mark);

private:
    friend class TimerHandle;
    using Key = std::pair<MonotonicTime, quint64>;
    using Tasks = std::map<Key, std::function<void()>>;

    std::shared_ptr<Tasks> m_tasks;
    quint64 m_created = 0;
};

/// Owns one scheduled task: destroying or cancelling it drops the task. Empty after the task has run.
class [[nodiscard]] TimerHandle // lint-allow(one-class): nothing without its queue
{
public:
    TimerHandle() = default;
    ~TimerHandle() { cancel(); }
    TimerHandle(TimerHandle &&other) noexcept;
    TimerHandle &operator=(TimerHandle &&other) noexcept;
    TimerHandle(const TimerHandle &) = delete;
    TimerHandle &operator=(const TimerHandle &) = delete;

    void cancel();
    [[nodiscard]] bool isActive() const;
    /// When it is due; empty when it is not active.
    [[nodiscard]] std::optional<MonotonicTime> due() const;

private:
    friend class TimerQueue;
    TimerHandle(std::weak_ptr<TimerQueue::Tasks> tasks, TimerQueue::Key key);

    std::weak_ptr<TimerQueue::Tasks> m_tasks;
    TimerQueue::Key m_key;
};

} // namespace fuseboard
