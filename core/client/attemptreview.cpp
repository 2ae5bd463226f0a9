// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/attemptreview.h"

namespace fuseboard {

namespace {

constexpr int firstErrorStatus = 400;

} // namespace

AttemptReview::AttemptReview(ClientCore &core, const Request &request, const AttemptResult &result, int attempts,
                             std::optional<int> maxRetries)
    : m_core(core)
    , m_request(request)
    , m_result(result)
    , m_attempts(attempts)
    , m_maxRetries(maxRetries)
{
    // What a server says of its quota holds, whatever became of the body behind it.
    if (result.response && !result.error)
        m_quota.emplace(core, result.origin, *result.response);
    else if (result.head)
        m_quota.emplace(core, result.origin, *result.head);
}

void AttemptReview::describe(TimelineEntry &entry) const
{
    entry.status = m_result.response ? m_result.response->status : 0;
    entry.error = m_result.error;
    entry.phases = m_result.phases;
    entry.sendings = m_result.sendings;
    entry.resends = std::max(m_result.sendings - m_result.exchanges, 0);
}

void AttemptReview::countAttempt(Duration lasted, bool isReplay) const
{
    m_core.books().countSendings(m_result.sendings, m_result.exchanges, m_attempts, isReplay);
    ClientMetrics &metrics = m_core.books().metrics();
    (m_result.response ? metrics.attemptLatency : metrics.unansweredLatency)
        .record(lasted - m_result.waited - m_result.queued);
}

bool AttemptReview::isLimited() const
{
    return m_quota && m_quota->isLimited();
}

void AttemptReview::observeQuota() const
{
    const bool blocked = m_result.error && m_result.error->kind == ErrorKind::RedirectBlocked && m_result.response;
    if (m_quota)
        m_quota->tell(m_request);
    else if (blocked) // it is an answer all the same
        QuotaReport(m_core, m_result.origin, *m_result.response).tell(m_request);
}

void AttemptReview::judge(CallPermits &permits) const
{
    if (m_result.isCutShort || (m_result.error && m_result.error->detail == ErrorDetail::EndedAsleep))
        return; // it has shown nothing since, and what it had shown stands
    if (const auto &config = m_core.config().circuitBreaker)
        permits.judge(m_result.origin, verdict(*config), m_quota ? m_quota->retryAfter() : std::nullopt);
}

Verdict AttemptReview::verdict(const CircuitBreakerConfig &config) const
{
    if (!m_result.error)
        return verdictFor(config, m_quota->status());
    const Error &error = *m_result.error;
    const bool byUs = error.kind == ErrorKind::CircuitOpen || error.kind == ErrorKind::RateLimited
        || error.kind == ErrorKind::AuthFailed || error.detail == ErrorDetail::WaitTooLong;
    // It answered, with a redirect that was not followed for reasons of ours.
    if (m_result.response && byUs)
        return verdictFor(config, m_result.response->status);
    return verdictFor(config, error);
}

AttemptOutcome AttemptReview::facts() const
{
    AttemptOutcome facts;
    facts.status = m_result.error ? 0 : m_quota->statusForRetries();
    facts.error = m_result.error;
    facts.idempotent = isIdempotent(m_request.method);
    facts.idempotencyKey = m_request.headers.contains("Idempotency-Key");
    facts.nothingSent = m_result.sendings == 0;
    facts.serverDelay = m_quota ? m_quota->pause() : std::nullopt;
    return facts;
}

RetryDecision AttemptReview::decide(const Bounds &bounds) const
{
    const AttemptOutcome outcome = facts();
    auto config = m_core.config().retry;
    if (config)
        config->maxRetries = m_maxRetries.value_or(config->maxRetries);
    if (config)
        return bounded(Backoff(*config).next(m_attempts - 1, outcome, m_core.services().random), bounds);
    RetryDecision decision;
    const bool good = !outcome.error && outcome.status < firstErrorStatus;
    decision.reason = good ? RetryReason::NotNeeded : RetryReason::RetryOff;
    return decision;
}

std::shared_ptr<const PauseCause> AttemptReview::causeOf(const RetryDecision &decision) const
{
    return decision.source == DelaySource::RetryAfter && m_quota ? m_quota->cause(m_request) : nullptr;
}

RetryDecision AttemptReview::bounded(RetryDecision decision, const Bounds &bounds) const
{
    if (!decision.retry)
        return decision;
    const auto stop = [&decision](RetryReason reason) {
        decision.retry = false;
        decision.reason = reason;
    };
    if (bounds.refusal) {
        stop(RetryReason::CircuitOpen);
        decision.delay = bounds.refusal->wait.value_or(Duration::zero());
        decision.base = {}; // that wait is the circuit's, and nobody has put jitter to it
        decision.source = DelaySource::Backoff;
    } else if (bounds.deadline && m_core.now() + decision.delay >= *bounds.deadline) {
        stop(RetryReason::TotalTimeoutAhead);
    } else if (!bounds.inBudget && !m_core.retryFitsBudget()) {
        stop(RetryReason::BudgetUsedUp);
        decision.retrying = m_core.retrying();
    } else if (m_request.body.isStream() && !m_request.body.open()) {
        stop(RetryReason::BodyNotReplayable);
    }
    return decision;
}

Result<ApiResponse> AttemptReview::outcome() const
{
    if (m_result.error)
        return *m_result.error;
    // A subclass may end the call in its hook, and run a loop in which that goes.
    const int status = m_result.response->status;
    if (status < firstErrorStatus)
        return m_core.hooks().handle(ApiResponse{*m_result.response, {}});
    Error error(ErrorKind::HttpStatus, ErrorDetail::None, m_core.subject(m_request));
    error.httpStatus = status;
    error.count = m_attempts;
    const auto handled = m_core.hooks().handle(ApiResponse{*m_result.response, {}});
    return handled ? error : handled.error();
}

Error AttemptReview::refused(const Error &refusal) const
{
    const auto last = outcome();
    Error error = last.ok() ? refusal : last.error();
    error.wait = refusal.wait;
    return error;
}

Result<ApiResponse> AttemptReview::outcome(const RetryDecision &decision) const
{
    const Duration longest = m_core.config().retry.value_or(RetryConfig()).maxServerDelay;
    auto last = outcome(); // in which the client may go
    if (last.ok())
        return last;
    Error error = last.error();
    const bool isRefused = decision.reason == RetryReason::CircuitOpen && decision.delay > Duration::zero();
    if (isRefused || decision.reason == RetryReason::ServerDelayTooLong)
        error.wait = decision.delay;
    if (decision.reason == RetryReason::ServerDelayTooLong) {
        error.kind = ErrorKind::RateLimited;
        error.detail = ErrorDetail::ServerPauseTooLong;
        error.limit = longest;
    }
    return error;
}

} // namespace fuseboard
