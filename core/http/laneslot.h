// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <memory>

class QNetworkAccessManager;
class QNetworkRequest;
class QUrl;

namespace fuseboard {

class LanePool;

/// The right to one exchange on one lane. Given back when it is destroyed, whereupon the next in the queue starts.
class LaneSlot
{
public:
    LaneSlot() = default;
    LaneSlot(std::shared_ptr<LanePool> pool, std::size_t lane, QByteArray origin,
             std::shared_ptr<QNetworkAccessManager> manager);
    ~LaneSlot();
    LaneSlot(LaneSlot &&other) noexcept = default;
    LaneSlot &operator=(LaneSlot &&other) noexcept;
    LaneSlot(const LaneSlot &) = delete;
    LaneSlot &operator=(const LaneSlot &) = delete;

    [[nodiscard]] bool isHeld() const { return m_pool != nullptr; }
    [[nodiscard]] QNetworkAccessManager &manager() const { return *m_manager; }
    /// See ManagerLane.
    [[nodiscard]] quint64 departures() const;
    /// What all requests of this slot carry: those of the transport, and the name of a plain lane.
    [[nodiscard]] QNetworkRequest requestTemplate(const QUrl &url, bool isHome) const;

    /// The connections of this lane are not to be trusted any more: new exchanges get fresh ones, and these go when the
    /// last exchange on them has ended.
    void discardConnections();
    void release();

private:
    std::shared_ptr<LanePool> m_pool;
    std::size_t m_lane = 0;
    QByteArray m_origin;
    std::shared_ptr<QNetworkAccessManager> m_manager;
};

} // namespace fuseboard
