// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientcore.h"

#include "client/callrunner.h"

#include <algorithm>
#include <cmath>

namespace fuseboard {

using namespace std::chrono;

namespace {

// A burst of failing calls is one piece of news, not hundreds.
constexpr Duration failureEventPause = seconds(1);
constexpr Duration recentSpan = seconds(60);
constexpr Duration rateSpan = seconds(10);
constexpr int leastRetries = 3; // R19

} // namespace

ClientCore::ClientCore(ClientConfig config, Services services, Hooks hooks)
    : m_config(std::move(config))
    , m_services(services)
    , m_hooks(std::move(hooks))
    , m_auth(std::make_unique<AuthManager>(m_config.auth, m_config.name, m_services.secrets))
    , m_baseOrigin(originOf(m_config.baseUrl))
    , m_series(m_services.scheduler.now())
{
    sampleTokens(policies(m_baseOrigin));
}

ClientCore::~ClientCore()
{
    cancelAll();
}

CallRunner *ClientCore::start(Request request, const CallOptions &options)
{
    auto call = std::make_unique<CallRunner>(*this, std::move(request), options);
    CallRunner *raw = call.get();
    m_calls.emplace(raw, std::move(call));
    ++m_metrics.calls;
    raw->start();
    return raw;
}

void ClientCore::ended(CallRunner *call)
{
    const auto found = m_calls.find(call);
    if (found == m_calls.end())
        return;
    m_finished.push_back(std::move(found->second));
    m_calls.erase(found);
    if (!m_sweep.isActive())
        m_sweep = m_services.scheduler.after(Duration::zero(), [this] { m_finished.clear(); });
}

void ClientCore::cancelAll()
{
    while (!m_calls.empty())
        m_calls.begin()->first->cancel();
}

void ClientCore::reconfigure(ClientConfig config)
{
    const bool newIdentity = config.auth != m_config.auth || config.name != m_config.name;
    m_config = std::move(config);
    m_baseOrigin = originOf(m_config.baseUrl);
    if (newIdentity) {
        const auto old = std::exchange(m_auth,
                                       std::make_unique<AuthManager>(m_config.auth, m_config.name, m_services.secrets));
        Q_UNUSED(old)
    }
    for (auto &entry : m_policies)
        buildPolicies(entry.second);
    policies(m_baseOrigin);
    ClientEvent event;
    event.kind = EventKind::ConfigChanged;
    recordEvent(event);
}

Attempt::Setup ClientCore::attemptSetup() const
{
    RedirectRules rules;
    rules.maxRedirects = m_config.maxRedirects;
    rules.allowInsecure = m_config.allowInsecureRedirects;
    rules.credentialsInBody = m_auth->putsCredentialsInBody();
    rules.isCredentialHeader = [redactor = m_auth->redactor()](const QByteArray &name) {
        return redactor.isSecretName(QString::fromLatin1(name));
    };
    return {m_services, [this](Request &request) { return m_auth->apply(request); }, std::move(rules),
            m_config.followRedirects, Limits{m_config.connectTimeout, m_config.timeout, m_config.maxResponseBytes}};
}

OriginPolicies &ClientCore::policies(const QByteArray &origin)
{
    const auto found = m_policies.find(origin);
    if (found != m_policies.end())
        return found->second;
    OriginPolicies &made = m_policies[origin];
    buildPolicies(made);
    return made;
}

void ClientCore::buildPolicies(OriginPolicies &policies)
{
    if (!m_config.rateLimit)
        policies.limiter.reset();
    else if (policies.limiter)
        policies.limiter->reconfigure(*m_config.rateLimit);
    else
        policies.limiter = std::make_unique<RateLimiter>(*m_config.rateLimit, m_services.scheduler);

    if (!m_config.circuitBreaker) {
        policies.breaker.reset();
    } else if (policies.breaker) {
        policies.breaker->reconfigure(*m_config.circuitBreaker, m_config.timeout);
    } else {
        policies.breaker = std::make_unique<CircuitBreaker>(*m_config.circuitBreaker, m_services.scheduler,
                                                            m_config.timeout);
        CircuitBreaker *breaker = policies.breaker.get();
        connect(breaker, &CircuitBreaker::stateChanged, this,
                [this, breaker](BreakerState, BreakerState to, BreakerReason reason) {
                    breakerChanged(*breaker, to, reason);
                });
    }
}

void ClientCore::breakerChanged(CircuitBreaker &breaker, BreakerState to, BreakerReason reason)
{
    m_series.recordBreaker(now(), to);
    const BreakerSnapshot snapshot = breaker.snapshot();
    ClientEvent event;
    event.breakerReason = reason;
    switch (to) {
    case BreakerState::Open:
        ++m_metrics.circuitBreakerOpens;
        event.kind = EventKind::BreakerOpened;
        event.count = snapshot.consecutiveFailures;
        event.wait = snapshot.retryIn;
        break;
    case BreakerState::HalfOpen:
        event.kind = EventKind::BreakerHalfOpen;
        break;
    case BreakerState::Closed:
        event.kind = EventKind::BreakerClosed;
        event.count = snapshot.successThreshold;
        break;
    }
    recordEvent(event);
}

bool ClientCore::retryFitsBudget() const
{
    if (!m_config.retry || !m_config.retry->retryBudget)
        return true;
    const double share = *m_config.retry->retryBudget * static_cast<double>(m_calls.size());
    return m_retrying < std::max(leastRetries, static_cast<int>(std::floor(share)));
}

bool ClientCore::tooSoon(const ClientEvent &event)
{
    if (event.kind != EventKind::CallFailed && event.kind != EventKind::RetriesUsedUp)
        return false;
    if (m_lastFailureEvent && now() - *m_lastFailureEvent < failureEventPause)
        return true;
    m_lastFailureEvent = now();
    return false;
}

void ClientCore::recordEvent(ClientEvent event)
{
    if (tooSoon(event))
        return;
    event.at = m_services.scheduler.wallNow();
    const ClientEvent kept = m_events.add(std::move(event));
    m_hooks.eventAdded(kept);
}

void ClientCore::recordRefusal(const Error &error)
{
    if (error.kind != ErrorKind::RateLimited)
        return;
    ++m_metrics.rateLimitHits;
    if (error.detail != ErrorDetail::QueueFull)
        return;
    ClientEvent event;
    event.kind = EventKind::QueueFull;
    event.error = error.kind;
    event.count = error.count;
    event.wait = error.wait;
    recordEvent(event);
}

void ClientCore::recordFailure(const Error &error, int retries, const Request &request)
{
    if (error.kind == ErrorKind::HttpStatus && error.httpStatus < 500 && retries == 0)
        return;
    ClientEvent event;
    event.kind = retries > 0 ? EventKind::RetriesUsedUp : EventKind::CallFailed;
    event.status = error.httpStatus;
    event.error = error.kind;
    event.count = retries;
    event.subject = subject(request);
    recordEvent(event);
}

QString ClientCore::subject(const Request &request) const
{
    const QUrl path = request.url.adjusted(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveQuery);
    return QString::fromLatin1(request.method) + QLatin1Char(' ') + redactor().text(path.toString(QUrl::PrettyDecoded));
}

void ClientCore::recordCall(CallOutcome outcome, bool retried, std::optional<Duration> latency)
{
    m_series.recordCall(now(), outcome, retried, latency);
    if (latency)
        m_metrics.callLatency.record(*latency);
    switch (outcome) {
    case CallOutcome::Succeeded:
        ++m_metrics.succeeded;
        break;
    case CallOutcome::Failed:
        ++m_metrics.failed;
        break;
    case CallOutcome::Refused:
        ++m_metrics.refused;
        break;
    case CallOutcome::Cancelled:
        ++m_metrics.cancelled;
        break;
    }
}

void ClientCore::sampleTokens(const OriginPolicies &policies) const
{
    if (policies.limiter)
        m_series.recordTokens(now(), policies.limiter->tokens(), policies.limiter->snapshot().waiting);
}

ClientSnapshot ClientCore::snapshot() const
{
    ClientSnapshot snapshot;
    snapshot.name = m_config.name;
    snapshot.at = now();
    snapshot.wallAt = m_services.scheduler.wallNow();
    const OriginPolicies &base = m_policies.at(m_baseOrigin);
    sampleTokens(base);
    if (base.breaker)
        snapshot.breaker = base.breaker->snapshot();
    if (base.limiter)
        snapshot.limiter = base.limiter->snapshot();
    snapshot.inFlight = static_cast<int>(m_calls.size());
    snapshot.calls = m_metrics.calls;
    snapshot.succeeded = m_metrics.succeeded;
    snapshot.failed = m_metrics.failed;
    snapshot.refused = m_metrics.refused;
    snapshot.cancelled = m_metrics.cancelled;
    snapshot.requests = m_metrics.requests;
    snapshot.retries = m_metrics.retries;
    const SeriesSummary minute = m_series.summary(snapshot.at, recentSpan);
    snapshot.p50 = minute.latency.percentile(50);
    snapshot.p95 = minute.latency.percentile(95);
    snapshot.p99 = minute.latency.percentile(99);
    if (const quint64 judged = minute.succeeded + minute.failed; judged > 0)
        snapshot.errorRate = 100.0 * static_cast<double>(minute.failed) / static_cast<double>(judged);
    const SeriesSummary recent = m_series.summary(snapshot.at, rateSpan);
    snapshot.callsPerSecond = static_cast<double>(recent.succeeded + recent.failed) / toSeconds(rateSpan);
    snapshot.lastEventId = m_events.lastId();
    snapshot.seriesRevision = m_series.revision(snapshot.at);
    return snapshot;
}

} // namespace fuseboard
