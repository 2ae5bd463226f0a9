// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyqueue.h"

#include <algorithm>

namespace fuseboard {

qint64 HistoryQueue::sizeOf(const HistoryEntry &entry)
{
    constexpr qint64 headAndStory = 2'000;
    constexpr qint64 bytesOfCharacter = 2;
    return headAndStory + bytesOfCharacter * qint64(entry.requestBody.text.size() + entry.responseBody.text.size());
}

bool HistoryQueue::add(const HistoryEntry &entry)
{
    const QMutexLocker locker(&m_mutex);
    const qint64 size = sizeOf(entry);
    if (qint64(m_entries.size()) >= m_limits.maxQueued || m_bytes + size > m_limits.maxQueuedBytes) {
        ++m_dropped;
        return false;
    }
    m_entries.push_back(entry);
    m_bytes += size;
    return true;
}

QList<HistoryEntry> HistoryQueue::peek(int most) const
{
    const QMutexLocker locker(&m_mutex);
    const auto count = std::min<std::ptrdiff_t>(most, std::ptrdiff_t(m_entries.size()));
    return {m_entries.begin(), m_entries.begin() + count};
}

void HistoryQueue::settle(qsizetype written)
{
    const QMutexLocker locker(&m_mutex);
    for (qsizetype i = 0; i < written && !m_entries.empty(); ++i) {
        m_bytes -= sizeOf(m_entries.front());
        m_entries.pop_front();
    }
}

void HistoryQueue::dropAll()
{
    const QMutexLocker locker(&m_mutex);
    m_dropped += qint64(m_entries.size());
    m_entries.clear();
    m_bytes = 0;
}

bool HistoryQueue::isEmpty() const
{
    const QMutexLocker locker(&m_mutex);
    return m_entries.empty();
}

qint64 HistoryQueue::dropped() const
{
    const QMutexLocker locker(&m_mutex);
    return m_dropped;
}

} // namespace fuseboard
