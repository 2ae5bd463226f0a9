// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/attemptreview.h"

#include "base/logging.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr int statusTooManyRequests = 429;
constexpr int firstErrorStatus = 400;

} // namespace

AttemptReview::AttemptReview(ClientCore &core, const Request &request, const QByteArray &origin,
                             const AttemptResult &result)
    : m_core(core)
    , m_request(request)
    , m_origin(origin)
    , m_result(result)
    , m_policies(core.policies(origin))
{
    const bool obeys = core.config().rateLimit.value_or(RateLimitConfig()).respectRetryAfter;
    if (obeys && result.response && !result.error && fromOrigin())
        m_quota = parseQuota(result.response->headers, result.response->status, core.services().scheduler.wallNow(),
                             m_policies.dialect);
}

void AttemptReview::describe(TimelineEntry &entry) const
{
    entry.status = m_result.response ? m_result.response->status : 0;
    entry.error = m_result.error;
    entry.phases = m_result.phases;
    entry.sendings = m_result.sendings;
}

void AttemptReview::countAttempt(Duration lasted) const
{
    ClientMetrics &metrics = m_core.metrics();
    const int redirects = std::max(m_result.exchanges - 1, 0);
    metrics.attempts += static_cast<quint64>(m_result.exchanges);
    metrics.redirects += static_cast<quint64>(redirects);
    metrics.requests += static_cast<quint64>(m_result.sendings);
    metrics.resends += static_cast<quint64>(std::max(m_result.sendings - m_result.exchanges, 0));
    if (!m_result.response)
        return;
    metrics.attemptLatency.record(lasted);
    if (m_result.response->status == statusTooManyRequests)
        ++metrics.rateLimitHits;
}

void AttemptReview::log(int attempt) const
{
    const ClientConfig &config = m_core.config();
    if ((!config.logRequests && !config.logResponses) || !logClient().isInfoEnabled())
        return;
    const QString url = m_core.redactor().url(m_request.url);
    if (m_result.error)
        qCInfo(logClient) << config.name << m_request.method << url << "attempt" << attempt << *m_result.error;
    else
        qCInfo(logClient) << config.name << m_request.method << url << "attempt" << attempt << "status"
                          << m_result.response->status;
}

void AttemptReview::observeQuota() const
{
    RateLimiter *limiter = m_policies.limiter.get();
    if (!limiter || !m_result.response || m_result.error || !fromOrigin())
        return;
    const int status = m_result.response->status;
    const bool wasPaused = limiter->pausedUntil().has_value();
    limiter->observe(m_quota);
    if (status != statusTooManyRequests)
        limiter->observeOther();
    else if (!m_quota.pause())
        limiter->observeBare429();
    const auto until = limiter->pausedUntil();
    if (!until || wasPaused)
        return;
    ClientEvent event;
    event.kind = EventKind::RateLimited;
    event.status = status;
    event.wait = *until - m_core.now();
    event.subject = m_core.subject(m_request);
    m_core.recordEvent(event);
}

void AttemptReview::settle(CircuitBreaker::Permit permit) const
{
    const auto &config = m_core.config().circuitBreaker;
    if (!permit.isOpen() || !config)
        return;
    if (!fromOrigin())
        permit.success(); // it answered with a redirect: it is alive, whatever the other origin did (D11)
    else if (m_result.error)
        permit.settle(verdictFor(*config, *m_result.error));
    else
        permit.settle(verdictFor(*config, m_result.response->status), m_quota.retryAfter);
}

AttemptOutcome AttemptReview::facts() const
{
    AttemptOutcome facts;
    facts.status = m_result.response && !m_result.error ? m_result.response->status : 0;
    facts.error = m_result.error;
    facts.idempotent = isIdempotent(m_request.method);
    facts.idempotencyKey = m_request.headers.contains("Idempotency-Key");
    facts.nothingSent = m_result.sendings == 0;
    facts.serverDelay = m_quota.pause();
    return facts;
}

RetryDecision AttemptReview::decide(int retries) const
{
    const AttemptOutcome outcome = facts();
    const auto &config = m_core.config().retry;
    if (config)
        return Backoff(*config).next(retries, outcome, m_core.services().random);
    RetryDecision decision;
    const bool good = !outcome.error && outcome.status < firstErrorStatus;
    decision.reason = good ? RetryReason::NotNeeded : RetryReason::RetryOff;
    return decision;
}

Result<ApiResponse> AttemptReview::outcome(int retries) const
{
    if (m_result.error)
        return *m_result.error;
    auto handled = m_core.hooks().handle(ApiResponse{*m_result.response, {}});
    if (!handled || m_result.response->status < firstErrorStatus)
        return handled;
    Error error(ErrorKind::HttpStatus, ErrorDetail::None, m_core.subject(m_request));
    error.httpStatus = m_result.response->status;
    error.count = retries + 1;
    return error;
}

} // namespace fuseboard
