// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The managers of a pool: what they are made of, and whether there is anything left to make them of.

#include "http/lanepool.h"

#include "http/bufferedproxyfactory.h"
#include "http/silentcookiejar.h"

#include <QFile>
#include <QNetworkAccessManager>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

// How long a new manager may take until its thread and its connections have opened what they need.
constexpr Duration opening = 1s;

/// A manager's thread cannot live without a descriptor of its own: without one it takes the whole process down.
bool hasDescriptorsFor(std::size_t managers, std::size_t connections)
{
#ifdef Q_OS_UNIX
    const std::size_t each = connections + 2; // the thread's
    std::vector<std::unique_ptr<QFile>> files;
    for (std::size_t i = 0; i < each * managers; ++i) {
        files.push_back(std::make_unique<QFile>(QStringLiteral("/dev/null")));
        if (!files.back()->open(QIODevice::ReadOnly))
            return false;
    }
#else
    Q_UNUSED(managers);
    Q_UNUSED(connections);
#endif
    return true;
}

} // namespace

bool LanePool::hasRoomForAManager()
{
    const MonotonicTime now = m_scheduler.now();
    while (!m_recentlyMade.empty() && now - m_recentlyMade.front() > opening)
        m_recentlyMade.pop_front();
    if (!hasDescriptorsFor(m_recentlyMade.size() + 1, static_cast<std::size_t>(laneWidth())))
        return false;
    m_recentlyMade.push_back(now);
    return true;
}

/// Null where none has been made yet.
std::shared_ptr<QNetworkAccessManager> &LanePool::managerOf(std::size_t lane, bool https)
{
    return https ? m_lanes[lane].manager() : m_shared[m_lanes[lane].thread()];
}

std::shared_ptr<QNetworkAccessManager> LanePool::makeManager() const
{
    const auto remove = [depth = m_callbackDepth](QNetworkAccessManager *manager) {
        *depth > 0 ? manager->deleteLater() : delete manager;
    };
    std::shared_ptr<QNetworkAccessManager> manager(new QNetworkAccessManager, remove);
    manager->setProxyFactory(new BufferedProxyFactory(m_options));
    manager->setCookieJar(new SilentCookieJar);
    return manager;
}

} // namespace fuseboard
