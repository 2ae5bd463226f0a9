// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientcore.h"

#include "client/callrunner.h"

#include <QPointer>

#include <algorithm>
#include <cmath>

namespace fuseboard {

namespace {

constexpr int leastRetries = 3; // R19

AuthManager::Means authMeans(const Services &of)
{
    return {of.scheduler, of.transport, of.secrets, of.storeLock, of.secretOwner, of.unfinished, of.refreshTokenOwner};
}

} // namespace

ClientCore::ClientCore(ClientConfig config, Services services, Hooks hooks)
    : m_config(std::move(config))
    , m_services(services)
    , m_hooks(std::move(hooks))
    , m_auth(std::make_shared<AuthManager>(m_config.auth, m_config.name, authMeans(m_services)))
    , m_baseOrigin(originOf(m_config.baseUrl))
    , m_policies(m_config, m_services.scheduler)
    , m_pauseNews(m_services.scheduler, [this](const QByteArray &origin) { tellWaiting(origin); })
    , m_books(m_services.scheduler.now())
{
    connect(&m_policies, &PolicySet::breakerChanged, this,
            [this](const QByteArray &origin, const CircuitBreaker *breaker, BreakerState to, BreakerReason reason) {
                breakerChanged(origin, *breaker, to, reason);
            });
    connect(&m_policies, &PolicySet::pauseBegan, this,
            [this](const QByteArray &origin) { m_pauseNews.pauseBegan(origin); });
    connect(&m_policies, &PolicySet::limitsChanged, this, [this](const QByteArray &origin) { tellWaiting(origin); });
    m_policies.setHome(m_baseOrigin);
    hideDefaultHeaders();
    sampleTokens(m_baseOrigin);
}

ClientCore::~ClientCore()
{
    close();
    while (!m_finished.empty())
        sweep();
}

CallRunner *ClientCore::start(Request request, const CallOptions &options)
{
    auto call = std::make_unique<CallRunner>(*this, ++m_lastCall, std::move(request), options);
    CallRunner *raw = call.get();
    if (m_closing) {
        raw->refuseToStart();
        m_finished.push_back(std::move(call));
        return raw;
    }
    raw->setPlace(static_cast<quint32>(m_calls.size()));
    m_calls.push_back(std::move(call));
    m_books.countCall();
    raw->start();
    return raw;
}

void ClientCore::ended(CallRunner *call)
{
    const std::size_t place = call->place();
    if (place >= m_calls.size() || m_calls[place].get() != call)
        return;
    m_finished.push_back(std::move(m_calls[place]));
    if (place + 1 < m_calls.size()) {
        m_calls[place] = std::move(m_calls.back());
        m_calls[place]->setPlace(call->place());
    }
    m_calls.pop_back();
    if (!m_sweep.isActive())
        m_sweep = m_services.scheduler.after(Duration::zero(), [this] { sweep(); });
}

void ClientCore::sweep()
{
    // QObject tells of each that goes, and who hears of it may end other calls, or destroy the client.
    const auto gone = std::exchange(m_finished, {});
}

void ClientCore::close()
{
    m_closing = true;
    // The youngest first: who waits for a connection must be gone when an older call leaves its own.
    auto calls = callsUnderWay();
    std::sort(calls.begin(), calls.end(), [](const auto &one, const auto &other) { return one->id() > other->id(); });
    for (const auto &call : calls) {
        if (call)
            call->cancel();
    }
}

void ClientCore::shut()
{
    m_closed = true;
    // What listeners begin meanwhile ends by itself, at the next turn of the loop.
    for (const auto &call : callsUnderWay()) {
        if (call)
            call->cancel();
    }
}

void ClientCore::reconfigure(ClientConfig config)
{
    const QPointer self(this);
    const bool newIdentity = config.auth != m_config.auth || config.name != m_config.name;
    m_config = std::move(config);
    moveHome(originOf(m_config.baseUrl));
    if (newIdentity)
        renewCredentials();
    if (!self)
        return;
    hideDefaultHeaders();
    m_policies.reconfigure();
    if (!self)
        return;
    chartHomeBreaker();
    ClientEvent event;
    event.kind = EventKind::ConfigChanged;
    recordEvent(event);
}

void ClientCore::renewCredentials()
{
    auto fresh = std::make_shared<AuthManager>(m_config.auth, m_config.name, authMeans(m_services));
    fresh->inherit(m_auth);
    m_ownCredentials.clear();
    const auto old = std::exchange(m_auth, std::move(fresh));
    old->release(); // who waits for them goes on with the new ones
}

void ClientCore::tellWaiting(const QByteArray &origin)
{
    // In the order of their turns, for who leaves lets the others move up.
    std::vector<std::pair<int, QPointer<CallRunner>>> calls;
    calls.reserve(m_calls.size());
    for (const auto &call : m_calls)
        calls.emplace_back(call->placeInQueue(origin), call.get());
    std::sort(calls.begin(), calls.end(), [](const auto &one, const auto &other) { return one.first < other.first; });
    // Each may end, start others, or destroy the client.
    for (const auto &[place, call] : calls) {
        if (call)
            call->pauseBegan(origin);
    }
}

std::vector<QPointer<CallRunner>> ClientCore::callsUnderWay() const
{
    std::vector<QPointer<CallRunner>> calls;
    calls.reserve(m_calls.size());
    for (const auto &call : m_calls)
        calls.emplace_back(call.get());
    return calls;
}

Result<Request> ClientCore::prepare(const Request &request) const
{
    const QPointer self(this);
    auto prepared = m_hooks.prepare(request);
    if (!self) // destroyed by a subclass, with the call
        return Error(ErrorKind::Cancelled);
    if (!prepared)
        return prepared;
    Request made = std::move(prepared).value();
    const bool wantsKey = m_config.retry && m_config.retry->idempotencyKeys && !isIdempotent(made.method);
    if (wantsKey && !made.headers.contains("Idempotency-Key"))
        made.headers.append("Idempotency-Key", randomUuid(m_services.random));
    if (const auto checked = checkRequest(made); !checked)
        return checked.error();
    return made;
}

bool ClientCore::retryFitsBudget() const
{
    if (!m_config.retry || !m_config.retry->retryBudget)
        return true;
    // However long the line for a token is, it is no load that a share of could be retried (R19).
    const double inFlight = static_cast<double>(m_calls.size()) - m_policies.waiting();
    const double share = *m_config.retry->retryBudget * inFlight;
    return m_retrying < std::max(leastRetries, static_cast<int>(std::floor(share)));
}

Error ClientCore::totalTimeout(const Request &request, int attempts, const Response *last) const
{
    Error error(ErrorKind::TotalTimeout, ErrorDetail::None, subject(request));
    error.limit = m_config.totalTimeout;
    error.count = attempts;
    error.httpStatus = last ? last->status : 0;
    return error;
}

void ClientCore::sampleTokens(const QByteArray &origin) const
{
    const OriginPolicies *policies = origin == m_baseOrigin ? m_policies.find(origin) : nullptr;
    if (policies && policies->limiter)
        m_books.sampleTokens(now(), *policies->limiter);
}

ClientSnapshot ClientCore::snapshot() const
{
    ClientSnapshot snapshot;
    snapshot.name = m_config.name;
    snapshot.at = now();
    snapshot.wallAt = m_services.scheduler.wallNow();
    sampleTokens(m_baseOrigin);
    const OriginPolicies *base = m_policies.find(m_baseOrigin);
    if (base && base->breaker)
        snapshot.breaker = base->breaker->snapshot();
    if (base && base->limiter)
        snapshot.limiter = base->limiter->snapshot();
    snapshot.inFlight = static_cast<int>(m_calls.size());
    snapshot.lastEventId = m_events.lastId();
    m_books.describe(snapshot);
    return snapshot;
}

} // namespace fuseboard
