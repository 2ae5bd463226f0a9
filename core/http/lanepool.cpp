// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/lanepool.h"

#include "http/networkexchange.h"
#include "http/request.h"

#include <QNetworkAccessManager>

#include <algorithm>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

// Long enough that a load which swings around the kept number does not open and close a thread for each swing.
constexpr auto idleBeforeClearing = 2s;
// How many plain lanes share a manager: few threads at work wake each other less.
constexpr std::size_t lanesOnThread = 8;
constexpr qsizetype mostSilentOrigins = 256;

QByteArray proxyCredentials(const NetworkOptions &options)
{
    return "Basic " + (options.proxy.username + u':' + options.proxyPassword).toUtf8().toBase64();
}

} // namespace

LanePool::Callback::Callback(std::shared_ptr<LanePool> pool)
    : m_depth(pool->m_callbackDepth)
    , m_pool(std::move(pool))
{
    ++*m_depth;
}

LanePool::Callback::~Callback()
{
    m_pool.reset();
    --*m_depth;
}

LanePool::LanePool(NetworkOptions options, Scheduler &scheduler)
    : m_options(std::move(options))
    , m_scheduler(scheduler)
    , m_tls(m_options.tls, m_options.home)
    , m_callbackDepth(std::make_shared<int>(0))
{
    makeLanes();
    makeTemplates();
}

LanePool::~LanePool() = default;

void LanePool::makeLanes()
{
    const int all = std::max(m_options.maxConnections, 1);
    // Where none is kept every connection is closed by its peer after use, and clearing lanes would be for nothing.
    const int kept = m_options.maxKeepaliveConnections <= 0 ? all : std::min(m_options.maxKeepaliveConnections, all);
    makeLanes(kept, true);
    makeLanes(all - kept, false);
}

void LanePool::makeLanes(int connections, bool kept)
{
    const int width = laneWidth();
    for (std::size_t made = 0; connections > 0; ++made, connections -= width) {
        if (made % lanesOnThread == 0)
            m_shared.emplace_back();
        m_lanes.emplace_back(std::min(connections, width), kept, m_shared.size() - 1);
    }
}

void LanePool::makeTemplates()
{
    m_http.setAttribute(QNetworkRequest::Http2AllowedAttribute, m_options.http2);
    m_http.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // No credentials but those in the request's own headers.
    m_http.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Qt would tell the user's locale and call itself Mozilla.
    m_http.setRawHeader("Accept-Language", "*");
    m_http.setRawHeader("User-Agent", "Fuseboard");
    if (m_options.maxKeepaliveConnections <= 0)
        m_http.setRawHeader("Connection", "close");
    m_https = m_http;
    m_httpsToStrangers = m_http;
    // For CONNECT Qt takes them from the proxy; asked for them by a signal it would send refused ones for ever. For
    // what goes without CONNECT it does not ask where credentials are not reused.
    if (m_options.proxy.type == ProxyType::Http && !m_options.proxy.username.isEmpty())
        m_http.setRawHeader("Proxy-Authorization", proxyCredentials(m_options));
    if (m_tls.fault())
        return;
    m_https.setSslConfiguration(m_tls.configuration());
    m_httpsToStrangers.setSslConfiguration(m_tls.strangersConfiguration());
}

void LanePool::setHome(const QUrl &home)
{
    const bool moves = !m_tls.isHome(home) && m_tls.knowsHome();
    m_tls.setHome(home);
    if (!moves)
        return;
    for (ManagerLane &lane : m_lanes)
        lane.setManager(nullptr);
}

ErrorDetail LanePool::objection(const QSslCertificate &certificate, const TlsPeer &peer)
{
    if (certificate == m_goodCertificate && peer == m_goodPeer)
        return ErrorDetail::None;
    const ErrorDetail objection = m_tls.objection(certificate, peer);
    if (objection == ErrorDetail::None) {
        m_goodCertificate = certificate;
        m_goodPeer = peer;
    }
    return objection;
}

QString LanePool::proxy() const
{
    const ProxyConfig &proxy = m_options.proxy;
    const bool isNamed = proxy.type == ProxyType::Http || proxy.type == ProxyType::Socks5;
    return isNamed ? proxy.host + u':' + QString::number(proxy.port) : QString();
}

QByteArray LanePool::origin(const QUrl &url)
{
    if (!isSameOrigin(url, m_lastUrl)) {
        m_lastUrl = url;
        m_lastOrigin = originOf(url);
    }
    return m_lastOrigin;
}

void LanePool::enter(NetworkExchange &exchange, const QByteArray &origin)
{
    const auto lane = laneWithRoom(origin);
    if (lane && !nextInTime(origin) && canOpen(*lane, origin)) {
        startOn(*lane, exchange, origin);
        return;
    }
    auto &queue = m_waiting[origin];
    const auto place = exchange.goesFirst()
        ? std::find_if(queue.begin(), queue.end(), [](const NetworkExchange *one) { return !one->goesFirst(); })
        : queue.end();
    queue.insert(place, &exchange);
    if (lane)
        lookAgainLater(origin);
}

void LanePool::leave(NetworkExchange &exchange, const QByteArray &origin)
{
    const auto queue = m_waiting.find(origin);
    if (queue == m_waiting.end())
        return;
    if (queue->front() == &exchange) // from either end, as many at once as wait
        queue->pop_front();
    else if (queue->back() == &exchange)
        queue->pop_back();
    else
        std::erase(*queue, &exchange);
    if (queue->empty())
        m_waiting.erase(queue);
}

void LanePool::release(std::size_t lane, const QByteArray &origin)
{
    m_lanes[lane].give(origin);
    while (NetworkExchange *next = nextInTime(origin)) {
        if (!canOpen(lane, origin)) { // asked first: whether it still wants to leave is asked only once
            lookAgainLater(origin);
            break;
        }
        leave(*next, QByteArray(origin));
        if (startLate(lane, *next, origin))
            return;
    }
    if (m_lanes[lane].isKept() || !m_lanes[lane].isIdle())
        return;
    m_lanes[lane].setClearing(m_scheduler.after(idleBeforeClearing, [this, lane] { clear(lane); }));
}

NetworkExchange *LanePool::nextInTime(const QByteArray &origin) const
{
    const auto queue = m_waiting.find(origin);
    if (queue == m_waiting.end())
        return nullptr;
    const auto next = std::find_if(queue->begin(), queue->end(),
                                   [](const NetworkExchange *waiting) { return !waiting->isOverdue(); });
    return next == queue->end() ? nullptr : *next;
}

void LanePool::clear(std::size_t lane)
{
    m_lanes[lane].setManager(nullptr);
    const std::size_t thread = m_lanes[lane].thread();
    if (std::all_of(m_lanes.begin(), m_lanes.end(),
                    [thread](const ManagerLane &one) { return one.thread() != thread || one.isCold(); }))
        m_shared[thread].reset();
}

QNetworkRequest LanePool::requestTemplate(std::size_t lane, const QUrl &url, bool isHome) const
{
    if (url.scheme() == QLatin1String("https"))
        return isHome ? m_https : m_httpsToStrangers;
    QNetworkRequest request = m_http;
    if (lane > 0)
        request.setPeerVerifyName(QString::number(lane));
    if (!m_lanes[lane].isKept()) // for itself, while others keep the manager that it shares at work
        request.setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute,
                             int(idleBeforeClearing.count()));
    return request;
}

void LanePool::discardConnections(const std::shared_ptr<QNetworkAccessManager> &manager)
{
    for (ManagerLane &lane : m_lanes) {
        if (lane.manager() == manager)
            lane.setManager(nullptr);
    }
    std::replace(m_shared.begin(), m_shared.end(), manager, std::shared_ptr<QNetworkAccessManager>());
}

std::optional<std::size_t> LanePool::laneWithRoom(const QByteArray &origin) const
{
    const auto found = std::find_if(m_lanes.begin(), m_lanes.end(),
                                    [&origin](const ManagerLane &lane) { return lane.hasRoom(origin); });
    if (found == m_lanes.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_lanes.begin());
}

bool LanePool::isBusy(const QByteArray &origin) const
{
    return std::any_of(m_lanes.begin(), m_lanes.end(),
                       [&origin](const ManagerLane &lane) { return lane.isUsedBy(origin); });
}

void LanePool::startOn(std::size_t lane, NetworkExchange &exchange, const QByteArray &origin)
{
    const bool https = isHttps(origin);
    if (opens(lane, origin))
        m_recentlyMade.push_back(m_scheduler.now());
    auto &manager = managerOf(lane, https);
    if (!manager) {
        manager = makeManager();
        for (ManagerLane &one : m_lanes) {
            if (!https && one.thread() == m_lanes[lane].thread())
                one.setPlainOpen(false);
        }
    }
    if (!https)
        m_lanes[lane].setPlainOpen(true);
    m_lanes[lane].take(origin);
    exchange.start(LaneSlot(shared_from_this(), lane, origin, manager));
}

bool LanePool::startLate(std::size_t lane, NetworkExchange &exchange, const QByteArray &origin)
{
    m_lanes[lane].take(origin); // its place is its own while it is asked: others may begin, or end, in there
    const bool leaves = exchange.wantsToLeave();
    m_lanes[lane].give(origin);
    if (!leaves)
        return false;
    if (canOpen(lane, origin)) { // still
        startOn(lane, exchange, origin);
        return true;
    }
    exchange.refuse(nothingLeft());
    return false;
}

void LanePool::keptSilent(const QByteArray &origin)
{
    // It only saves a question: whoever redirects to ever new hosts must not make it grow for ever (INV5).
    if (m_silentOrigins.size() >= mostSilentOrigins)
        m_silentOrigins.clear();
    m_silentOrigins.insert(origin);
}

} // namespace fuseboard
