// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/timerqueue.h"

#include <QByteArray>
#include <QHash>

#include <memory>

class QNetworkAccessManager;

namespace fuseboard {

/// One group of Qt's connections: at most six to a host. Counts what is under way on it, so that Qt never has to queue
/// a request where nobody sees it wait.
///
/// Over TLS a lane has a manager of its own, and with it a thread. Plain lanes share one: each of their requests
/// carries the lane's name as its peer to verify, which means nothing without TLS but is part of the key under which Qt
/// keeps connections.
class ManagerLane
{
public:
    static constexpr int widest = 6; ///< what Qt opens to one host, fixed before 6.5

    /// capacity: exchanges at once to one host. kept: its idle connections stay. thread: which of the pool's shared
    /// managers has its plain connections.
    ManagerLane(int capacity, bool kept, std::size_t thread)
        : m_capacity(capacity)
        , m_kept(kept)
        , m_thread(thread)
    {
    }

    [[nodiscard]] bool hasRoom(const QByteArray &origin) const { return m_inFlight.value(origin) < m_capacity; }
    [[nodiscard]] bool isUsedBy(const QByteArray &origin) const { return m_inFlight.contains(origin); }
    [[nodiscard]] bool isIdle() const { return m_inFlight.isEmpty(); }
    [[nodiscard]] bool isKept() const { return m_kept; }
    [[nodiscard]] std::size_t thread() const { return m_thread; }
    /// Idle, and for long enough.
    [[nodiscard]] bool isCold() const { return isIdle() && !m_clearing.isActive(); }
    /// How many exchanges have left it: unchanged means that no connection became free.
    [[nodiscard]] quint64 departures() const { return m_departures; }

    /// Whether its plain connections have been opened on the manager that it shares now.
    [[nodiscard]] bool isPlainOpen() const { return m_plainOpen; }
    void setPlainOpen(bool open) { m_plainOpen = open; }

    void take(const QByteArray &origin);
    void give(const QByteArray &origin);

    /// For TLS; null where none has been made yet.
    [[nodiscard]] std::shared_ptr<QNetworkAccessManager> &manager() { return m_manager; }
    void setManager(std::shared_ptr<QNetworkAccessManager> manager) { m_manager = std::move(manager); }
    /// Drops the connections as soon as the handle is due; taking the lane again cancels it.
    void setClearing(TimerHandle clearing) { m_clearing = std::move(clearing); }

private:
    int m_capacity;
    bool m_kept;
    std::size_t m_thread;
    bool m_plainOpen = false;
    QHash<QByteArray, int> m_inFlight; // by origin, without zeros
    quint64 m_departures = 0;
    std::shared_ptr<QNetworkAccessManager> m_manager;
    TimerHandle m_clearing;
};

} // namespace fuseboard
