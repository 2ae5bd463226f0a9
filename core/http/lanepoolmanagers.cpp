// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The managers of a pool: what they are made of, and whether there is anything left to make them of.

#include "http/lanepool.h"

#include "http/bufferedproxyfactory.h"
#include "http/networkexchange.h"
#include "http/silentcookiejar.h"

#include <QNetworkAccessManager>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

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
    const std::size_t wanted = each * managers;
    // Copies of one: each new manager asks for all that were made just now, and to open as many files takes seconds.
    std::vector<int> files;
    files.reserve(wanted);
    int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    while (file >= 0 && files.size() < wanted) {
        files.push_back(file);
        file = files.size() < wanted ? ::fcntl(files.front(), F_DUPFD_CLOEXEC, 0) : -1;
    }
    for (const int one : files)
        ::close(one);
    return files.size() == wanted;
#else
    Q_UNUSED(managers);
    Q_UNUSED(connections);
    return true;
#endif
}

} // namespace

bool LanePool::hasRoomForAManager()
{
    const MonotonicTime now = m_scheduler.now();
    while (!m_recentlyMade.empty() && now - m_recentlyMade.front() > opening)
        m_recentlyMade.pop_front();
    return hasDescriptorsFor(m_recentlyMade.size() + 1, static_cast<std::size_t>(laneWidth()));
}

bool LanePool::opens(std::size_t lane, const QByteArray &origin)
{
    const bool https = isHttps(origin);
    return !managerOf(lane, https) || (!https && !m_lanes[lane].isPlainOpen());
}

bool LanePool::canOpen(std::size_t lane, const QByteArray &origin)
{
    return !opens(lane, origin) || hasRoomForAManager();
}

Error LanePool::nothingLeft()
{
    return Error(ErrorKind::Refused, ErrorDetail::HostUnreachable);
}

void LanePool::lookAgainLater(const QByteArray &origin)
{
    const Duration wait = isBusy(origin) ? opening : Duration::zero();
    const auto due = m_secondLook.due();
    if (!due || *due > m_scheduler.now() + wait)
        m_secondLook = m_scheduler.after(wait, [this] { lookAgain(); });
}

void LanePool::lookAgain()
{
    const auto self = shared_from_this(); // who is asked may let the transport go
    const QByteArrayList origins = m_waiting.keys();
    for (const QByteArray &origin : origins) {
        while (NetworkExchange *next = nextInTime(origin)) {
            const auto lane = laneWithRoom(origin);
            const bool starts = lane && canOpen(*lane, origin);
            if (!starts && isBusy(origin)) {
                if (lane)
                    lookAgainLater(origin);
                break;
            }
            leave(*next, origin);
            if (starts)
                startLate(*lane, *next, origin);
            else
                next->refuse(nothingLeft());
        }
    }
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
