// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/laneslot.h"

#include "http/lanepool.h"

#include <QNetworkAccessManager>

#include <utility>

namespace fuseboard {

LaneSlot::LaneSlot(std::shared_ptr<LanePool> pool, std::size_t lane, QByteArray origin,
                   std::shared_ptr<QNetworkAccessManager> manager)
    : m_pool(std::move(pool))
    , m_lane(lane)
    , m_origin(std::move(origin))
    , m_manager(std::move(manager))
{
}

LaneSlot::~LaneSlot()
{
    release();
}

LaneSlot &LaneSlot::operator=(LaneSlot &&other) noexcept
{
    if (this == &other)
        return *this;
    release();
    m_pool = std::move(other.m_pool);
    m_lane = other.m_lane;
    m_origin = std::move(other.m_origin);
    m_manager = std::move(other.m_manager);
    return *this;
}

quint64 LaneSlot::departures() const
{
    return m_pool ? m_pool->departures(m_lane) : 0;
}

QNetworkRequest LaneSlot::requestTemplate(const QUrl &url, bool isHome) const
{
    return m_pool->requestTemplate(m_lane, url, isHome);
}

void LaneSlot::discardConnections()
{
    if (m_pool)
        m_pool->discardConnections(m_manager);
}

void LaneSlot::release()
{
    // The manager first: it may be the last one to hold it, and the next exchange must not find it again.
    m_manager.reset();
    if (const auto pool = std::exchange(m_pool, nullptr))
        pool->release(m_lane, QByteArray(m_origin)); // whoever starts may destroy this
}

} // namespace fuseboard
