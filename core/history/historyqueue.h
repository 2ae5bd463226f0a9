// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyentry.h"
#include "history/historylimits.h"

#include <QMutex>

#include <deque>

namespace fuseboard {

/// The calls that wait to be written, between two threads: bounded, and what does not fit is counted. Internal.
class HistoryQueue
{
public:
    explicit HistoryQueue(const HistoryLimits &limits)
        : m_limits(limits)
    {
    }

    /// False where it is full and the entry was dropped.
    bool add(const HistoryEntry &entry);
    /// The oldest, at most so many. They count as waiting until they are settled.
    [[nodiscard]] QList<HistoryEntry> peek(int most) const;
    /// The oldest so many are written.
    void settle(qsizetype written);
    /// Nothing of what waits will be written.
    void dropAll();

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] qint64 dropped() const;

private:
    static qint64 sizeOf(const HistoryEntry &entry);

    mutable QMutex m_mutex;
    const HistoryLimits m_limits;
    std::deque<HistoryEntry> m_entries;
    qint64 m_bytes = 0;
    qint64 m_dropped = 0;
};

} // namespace fuseboard
