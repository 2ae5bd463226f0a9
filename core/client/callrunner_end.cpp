// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How attempts are judged and how a call ends: the second half of CallRunner.

#include "base/logging.h"
#include "client/callrunner.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int tooManyRequests = 429;

} // namespace

void CallRunner::attemptEnded(AttemptResult result)
{
    ClientMetrics &metrics = m_core.metrics();
    metrics.attempts += static_cast<quint64>(std::max(result.exchanges - 1, 0));
    metrics.redirects += static_cast<quint64>(std::max(result.exchanges - 1, 0));
    metrics.requests += static_cast<quint64>(result.sendings);
    metrics.resends += static_cast<quint64>(std::max(result.sendings - result.exchanges, 0));
    if (TimelineEntry *entry = m_timeline.end(m_core.now())) {
        entry->status = result.response ? result.response->status : 0;
        entry->error = result.error;
        entry->phases = result.phases;
        entry->sendings = result.sendings;
        if (result.response)
            metrics.attemptLatency.record(entry->lasted);
    }
    logAttempt(result);
    if (m_attempt)
        m_attempt.release()->deleteLater(); // it is in the middle of telling us
    const auto serverDelay = observeQuota(result);
    if (perAttempt())
        settleBreaker(result, serverDelay);
    m_last = std::move(result);
    if (!m_finished)
        decide(*m_last, serverDelay);
}

std::optional<Duration> CallRunner::observeQuota(const AttemptResult &result)
{
    RateLimiter *limiter = policies().limiter.get();
    const bool obeys = m_core.config().rateLimit.value_or(RateLimitConfig()).respectRetryAfter;
    if (!result.response || result.error || result.origin != m_origin || !obeys)
        return std::nullopt;
    const Response &response = *result.response;
    const ServerQuota quota = parseQuota(response.headers, response.status, m_core.services().scheduler.wallNow(),
                                         policies().dialect);
    const bool limited = response.status == tooManyRequests;
    if (limited)
        ++m_core.metrics().rateLimitHits;
    if (!limiter)
        return quota.retryAfter;
    const bool wasPaused = limiter->pausedUntil().has_value();
    limiter->observe(quota);
    if (limited && !quota.pause())
        limiter->observeBare429();
    else if (!limited)
        limiter->observeOther();
    if (const auto until = limiter->pausedUntil(); until && !wasPaused) {
        ClientEvent event;
        event.kind = EventKind::RateLimited;
        event.status = response.status;
        event.wait = *until - m_core.now();
        event.subject = subject();
        m_core.recordEvent(event);
    }
    return quota.retryAfter ? quota.retryAfter : (limited ? quota.pause() : std::nullopt);
}

void CallRunner::settleBreaker(const AttemptResult &result, std::optional<Duration> serverDelay)
{
    const auto &config = m_core.config().circuitBreaker;
    if (!m_permit.isOpen() || !config)
        return;
    auto permit = std::move(m_permit);
    if (result.origin != m_origin) {
        // The origin that was asked has answered with a redirect: it is alive, whatever the other one did (D11).
        permit.success();
    } else if (result.error) {
        permit.settle(verdictFor(*config, *result.error), serverDelay);
    } else if (result.response) {
        permit.settle(verdictFor(*config, result.response->status), serverDelay);
    }
}

AttemptOutcome CallRunner::outcomeOf(const AttemptResult &result, std::optional<Duration> serverDelay) const
{
    AttemptOutcome outcome;
    outcome.status = result.response && !result.error ? result.response->status : 0;
    outcome.error = result.error;
    outcome.idempotent = isIdempotent(m_request.method);
    outcome.idempotencyKey = m_request.headers.contains("Idempotency-Key");
    outcome.nothingSent = result.sendings == 0;
    outcome.serverDelay = serverDelay;
    return outcome;
}

RetryDecision CallRunner::nextDecision(const AttemptOutcome &outcome) const
{
    RetryDecision decision;
    const auto &config = m_core.config().retry;
    if (!config) {
        const bool good = !outcome.error && outcome.status < 400;
        decision.reason = good ? RetryReason::NotNeeded : RetryReason::RetryOff;
        return decision;
    }
    decision = Backoff(*config).next(m_retries, outcome, m_core.services().random);
    if (!decision.retry)
        return decision;
    const auto stop = [&decision](RetryReason reason) {
        decision.retry = false;
        decision.reason = reason;
    };
    if (beyondDeadline(decision.delay))
        stop(RetryReason::TotalTimeoutAhead);
    else if (!m_countedRetry && !m_core.retryFitsBudget())
        stop(RetryReason::BudgetUsedUp);
    else if (m_request.body.isStream() && !m_request.body.open())
        stop(RetryReason::BodyNotReplayable);
    return decision;
}

bool CallRunner::beyondDeadline(Duration wait) const
{
    return m_deadline && m_core.now() + wait >= *m_deadline;
}

void CallRunner::decide(const AttemptResult &result, std::optional<Duration> serverDelay)
{
    RetryDecision decision = nextDecision(outcomeOf(result, serverDelay));
    const CircuitBreaker *breaker = policies().breaker.get();
    if (decision.retry && perAttempt() && breaker && breaker->refusal()) {
        // An opening stops the retries: the real last error counts, not the refusal (R17).
        decision.retry = false;
        decision.reason = RetryReason::CircuitOpen;
        decision.delay = breaker->refusal()->wait.value_or(Duration::zero());
    }
    if (decision.retry) {
        backOff(decision);
        return;
    }
    settleBreaker(result, serverDelay);
    giveUp(decision, result);
}

void CallRunner::giveUp(const RetryDecision &decision, const AttemptResult &result)
{
    if (decision.reason != RetryReason::NotNeeded) {
        TimelineEntry &entry = m_timeline.note(m_core.now(), TimelineKind::GaveUp);
        entry.attempt = m_retries + 1;
        entry.decision = decision;
    }
    auto outcome = resultOf(result);
    if (!outcome && decision.reason == RetryReason::CircuitOpen) {
        Error error = outcome.error();
        error.wait = decision.delay;
        outcome = error;
    }
    if (!outcome && decision.reason == RetryReason::ServerDelayTooLong) {
        Error error(ErrorKind::RateLimited, ErrorDetail::ServerPauseTooLong, subject());
        error.httpStatus = outcome.error().httpStatus;
        error.wait = decision.delay;
        error.limit = m_core.config().retry.value_or(RetryConfig()).maxServerDelay;
        outcome = error;
    }
    const CallOutcome counted = outcome.ok() ? CallOutcome::Succeeded : CallOutcome::Failed;
    finish(std::move(outcome), counted);
}

Result<ApiResponse> CallRunner::resultOf(const AttemptResult &result) const
{
    if (result.error)
        return *result.error;
    auto handled = m_core.hooks().handle(ApiResponse{*result.response, {}});
    if (!handled || result.response->status < 400)
        return handled;
    Error error(ErrorKind::HttpStatus, ErrorDetail::None, subject());
    error.httpStatus = result.response->status;
    error.count = m_retries + 1;
    return error;
}

void CallRunner::refuse(const Error &error)
{
    m_timeline.end(m_core.now());
    m_timeline.note(m_core.now(), TimelineKind::Refused).error = error;
    if (m_last) {
        // Refused on the way to a retry: what the server said last is the better news (R17).
        auto outcome = resultOf(*m_last);
        if (!outcome) {
            Error last = outcome.error();
            last.wait = error.wait;
            finish(last, CallOutcome::Failed);
            return;
        }
    }
    if (error.kind == ErrorKind::RateLimited) {
        ++m_core.metrics().rateLimitHits;
        ClientEvent event;
        event.kind = EventKind::QueueFull;
        event.error = error.kind;
        event.count = error.count;
        event.wait = error.wait;
        if (error.detail == ErrorDetail::QueueFull)
            m_core.recordEvent(event);
    }
    finish(error, CallOutcome::Refused);
}

void CallRunner::totalTimedOut()
{
    m_timeline.end(m_core.now());
    Error error(ErrorKind::TotalTimeout, ErrorDetail::None, subject());
    error.limit = m_core.config().totalTimeout;
    error.count = m_retries + 1;
    if (m_last && m_last->response)
        error.httpStatus = m_last->response->status;
    if (m_permit.isOpen() && m_core.config().circuitBreaker)
        m_permit.settle(verdictFor(*m_core.config().circuitBreaker, error));
    finish(error, CallOutcome::Failed);
}

void CallRunner::dropEverything()
{
    m_step.cancel();
    m_total.cancel();
    m_ticket.cancel();
    m_permit = {};
    if (m_attempt) {
        // Its request may be on the way: what has left counts.
        m_core.metrics().requests += static_cast<quint64>(m_attempt->sendings());
        m_attempt.reset();
    }
    if (m_countedRetry)
        m_core.retryEnded();
    m_countedRetry = false;
}

void CallRunner::finish(Result<ApiResponse> result, CallOutcome outcome)
{
    if (m_finished)
        return;
    m_finished = true;
    const bool retried = m_retries > 0;
    dropEverything();
    const bool answered = m_last && m_last->response;
    m_core.recordCall(outcome, retried, answered ? std::optional(elapsed()) : std::nullopt);
    recordEnd(result, outcome);
    m_core.ended(this);
    const QPointer self(this);
    const QPointer core(&m_core);
    Q_EMIT finished(result);
    if (self && core)
        core->hooks().callFinished(this, result);
}

void CallRunner::recordEnd(const Result<ApiResponse> &result, CallOutcome outcome)
{
    if (m_waitedForToken)
        ++m_core.metrics().rateLimitHits;
    if (outcome != CallOutcome::Failed || result.ok())
        return;
    const Error &error = result.error();
    const bool clientError = error.kind == ErrorKind::HttpStatus && error.httpStatus < 500;
    if (clientError && m_retries == 0)
        return;
    ClientEvent event;
    event.kind = m_retries > 0 ? EventKind::RetriesUsedUp : EventKind::CallFailed;
    event.status = error.httpStatus;
    event.error = error.kind;
    event.count = m_retries;
    event.subject = subject();
    m_core.recordEvent(event);
}

QString CallRunner::subject() const
{
    const QUrl path = m_request.url.adjusted(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveQuery);
    return QString::fromLatin1(m_request.method) + u' ' + m_core.redactor().text(path.toString(QUrl::PrettyDecoded));
}

void CallRunner::noteRedirect(int status, const QUrl &target)
{
    TimelineEntry &entry = m_timeline.note(m_core.now(), TimelineKind::Redirect);
    entry.attempt = m_retries + 1;
    entry.status = status;
    entry.target = m_core.redactor().url(target);
}

void CallRunner::logAttempt(const AttemptResult &result) const
{
    const ClientConfig &config = m_core.config();
    if ((!config.logRequests && !config.logResponses) || !logClient().isInfoEnabled())
        return;
    const QString url = m_core.redactor().url(m_request.url);
    if (result.error)
        qCInfo(logClient) << config.name << m_request.method << url << "attempt" << m_retries + 1 << *result.error;
    else
        qCInfo(logClient) << config.name << m_request.method << url << "attempt" << m_retries + 1 << "status"
                          << result.response->status;
}

} // namespace fuseboard
