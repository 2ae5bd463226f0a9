// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "http/laneslot.h"
#include "http/managerlane.h"
#include "http/networkoptions.h"
#include "http/tlspolicy.h"

#include <QNetworkRequest>
#include <QSet>
#include <QUrl>

#include <deque>
#include <vector>

namespace fuseboard {

class NetworkExchange;

/// The connections of one NetworkTransport: lanes of managers, opened as they are needed, and the queue in front of
/// them.
///
/// The lanes whose connections are kept come first and together are as wide as max_keepalive_connections; those of
/// another are dropped when it has been idle for two seconds. A closing connection is not counted, so that a peer may
/// for a moment see more than max_connections.
class LanePool : public std::enable_shared_from_this<LanePool>
{
public:
    LanePool(NetworkOptions options, Scheduler &scheduler);
    ~LanePool();
    LanePool(const LanePool &) = delete;
    LanePool &operator=(const LanePool &) = delete;

    /// Held by a slot of a reply while it runs: managers that go meanwhile are deleted later and not under Qt's feet.
    class Callback
    {
    public:
        explicit Callback(std::shared_ptr<LanePool> pool);
        ~Callback();
        Callback(const Callback &) = delete;
        Callback &operator=(const Callback &) = delete;

    private:
        std::shared_ptr<int> m_depth;
        std::shared_ptr<LanePool> m_pool;
    };

    [[nodiscard]] bool isInCallback() const { return *m_callbackDepth > 0; }
    [[nodiscard]] Scheduler &scheduler() const { return m_scheduler; }
    [[nodiscard]] const TlsPolicy &tls() const { return m_tls; }
    /// As TlsPolicy::objection(); remembers the last certificate that was good.
    [[nodiscard]] ErrorDetail objection(const QSslCertificate &certificate, const TlsPeer &peer);
    /// Why nothing can be sent, over TLS or without.
    [[nodiscard]] const std::optional<Error> &fault(bool https) const
    {
        return !m_options.fault && https ? m_tls.fault() : m_options.fault;
    }
    /// "host:port" of the proxy that all requests go through; empty where there is none, or the system chooses.
    [[nodiscard]] QString proxy() const;
    [[nodiscard]] bool isProxySocks() const { return m_options.proxy.type == ProxyType::Socks5; }
    /// Connections that were made when another origin was home are given up where that made a difference (S07).
    void setHome(const QUrl &home);
    /// As originOf(). Remembers the last one: nearly all requests of a transport go to one origin.
    [[nodiscard]] QByteArray origin(const QUrl &url);
    /// Calls exchange.start() or refuse() now, or when a connection to its origin is free, in the order of entering,
    /// but that nobody is started whose time is over, or who does not want to leave then.
    void enter(NetworkExchange &exchange, const QByteArray &origin);
    /// Whether it is worth a connection to find out if the server speaks first: not through a proxy, and not while that
    /// is being found out or after it kept silent.
    [[nodiscard]] bool mayProbe(const QByteArray &origin) const
    {
        return m_options.proxy.type == ProxyType::None && !m_silentOrigins.contains(origin);
    }
    void keptSilent(const QByteArray &origin); ///< or is taken to, for as long as it is listened to
    void mayHaveSpoken(const QByteArray &origin) { m_silentOrigins.remove(origin); }

    /// Gives its place in the queue up.
    void leave(NetworkExchange &exchange, const QByteArray &origin);

private:
    friend class LaneSlot;
    [[nodiscard]] quint64 departures(std::size_t lane) const { return m_lanes[lane].departures(); }
    [[nodiscard]] QNetworkRequest requestTemplate(std::size_t lane, const QUrl &url, bool isHome) const;
    void discardConnections(const std::shared_ptr<QNetworkAccessManager> &manager);
    void release(std::size_t lane, const QByteArray &origin);
    void clear(std::size_t lane);

    void makeLanes();
    void makeLanes(int connections, bool kept);
    void makeTemplates();
    /// Qt opens a connection for a request and may send that on another one. What a server shows on the new one is then
    /// told to nobody, and the next request goes there. With one at a time there is none that nobody waits for.
    [[nodiscard]] int laneWidth() const { return m_tls.isPinned() ? 1 : ManagerLane::widest; }
    [[nodiscard]] std::optional<std::size_t> laneWithRoom(const QByteArray &origin) const;
    /// The first in the queue that has time left; null where there is none.
    [[nodiscard]] NetworkExchange *nextInTime(const QByteArray &origin) const;
    [[nodiscard]] bool isBusy(const QByteArray &origin) const;
    void startOn(std::size_t lane, NetworkExchange &exchange, const QByteArray &origin);
    /// The same for one that has waited, and may not want to go any more: then it answers false.
    bool startLate(std::size_t lane, NetworkExchange &exchange, const QByteArray &origin);
    [[nodiscard]] static bool isHttps(const QByteArray &origin) { return origin.startsWith("https:"); }
    /// Whether an exchange there opens what no other has opened yet.
    [[nodiscard]] bool opens(std::size_t lane, const QByteArray &origin);
    /// False where it opens something that this machine has nothing left to make of.
    [[nodiscard]] bool canOpen(std::size_t lane, const QByteArray &origin);
    /// Who is in line although a lane has room waits for what the others give back, and for a moment where there are
    /// none: managers that have just gone have not given theirs back yet.
    void lookAgainLater(const QByteArray &origin);
    void lookAgain();
    [[nodiscard]] bool hasRoomForAManager();
    [[nodiscard]] static Error nothingLeft();
    [[nodiscard]] std::shared_ptr<QNetworkAccessManager> &managerOf(std::size_t lane, bool https);
    [[nodiscard]] std::shared_ptr<QNetworkAccessManager> makeManager() const;

    NetworkOptions m_options;
    Scheduler &m_scheduler;
    TlsPolicy m_tls;
    QSslCertificate m_goodCertificate;
    TlsPeer m_goodPeer;
    QNetworkRequest m_http;
    QNetworkRequest m_https;
    QNetworkRequest m_httpsToStrangers;
    std::shared_ptr<int> m_callbackDepth;
    std::vector<ManagerLane> m_lanes;
    std::vector<std::shared_ptr<QNetworkAccessManager>> m_shared; // by thread, of plain connections
    QUrl m_lastUrl;
    QByteArray m_lastOrigin;
    TimerHandle m_secondLook;
    std::deque<MonotonicTime> m_recentlyMade; // managers that may still be opening what they need
    QSet<QByteArray> m_silentOrigins;
    QHash<QByteArray, std::deque<NetworkExchange *>> m_waiting; // by origin
};

} // namespace fuseboard
