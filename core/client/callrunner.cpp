// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callrunner.h"

#include "client/attemptreview.h"

#include <QPointer>

#include <utility>

namespace fuseboard {

CallRunner::CallRunner(ClientCore &core, Request request, const CallOptions &options)
    : m_core(core)
    , m_request(std::move(request))
    , m_timeline(core.now())
    , m_gate(core, m_timeline, options, [this](const Wait &wait) { Q_EMIT waiting(wait); })
{
}

CallRunner::~CallRunner() = default;

void CallRunner::start()
{
    // One turn later, so that whoever called send() can connect first and never hears of the end from inside it.
    m_step = m_core.services().scheduler.after(Duration::zero(), [this] { begin(); });
}

void CallRunner::begin()
{
    auto prepared = m_core.hooks().prepare(m_request);
    if (prepared) {
        m_request = std::move(prepared).value();
        if (const auto checked = checkRequest(m_request); !checked)
            prepared = checked.error();
    }
    if (!prepared) {
        finish(prepared.error(), CallOutcome::Failed);
        return;
    }
    m_origin = originOf(m_request.url);
    if (const auto total = m_core.config().totalTimeout) {
        m_deadline = m_timeline.start() + *total;
        m_total = m_core.services().scheduler.after(*m_deadline - m_core.now(), [this] { totalTimedOut(); });
    }
    m_gate.setOrigin(m_origin);
    m_gate.setDeadline(m_deadline);
    enterGate();
}

void CallRunner::enterGate()
{
    m_gate.setAttempt(m_retries + 1);
    m_gate.enter([this](const std::optional<Error> &refusal) { gateAnswered(refusal); });
}

void CallRunner::gateAnswered(const std::optional<Error> &refusal)
{
    if (refusal) {
        refuse(*refusal);
        return;
    }
    if (!m_permit.isOpen())
        m_permit = m_gate.takePermit();
    authenticate();
}

void CallRunner::authenticate()
{
    if (m_core.auth().isReady()) {
        beginAttempt();
        return;
    }
    m_core.auth().prepare([self = QPointer(this)](const Result<void> &ready) {
        if (!self || self->m_finished)
            return;
        if (ready)
            self->beginAttempt();
        else if (ready.error().kind == ErrorKind::Cancelled)
            self->authenticate(); // new credentials have replaced those
        else
            self->finish(ready.error(), CallOutcome::Failed);
    });
}

void CallRunner::beginAttempt()
{
    const int number = m_retries + 1;
    m_timeline.begin(m_core.now(), TimelineKind::Attempt).attempt = number;
    const QPointer self(this);
    Q_EMIT attemptStarted(number);
    if (!self || m_finished)
        return;
    m_attempt = std::make_unique<Attempt>(
        m_core.attemptSetup(), m_request, [this](AttemptResult result) { attemptEnded(std::move(result)); },
        [this](int status, const QUrl &target) { noteRedirect(status, target); });
    m_attempt->start();
}

void CallRunner::attemptEnded(AttemptResult result)
{
    m_last = std::move(result);
    m_endedAttempt = std::move(m_attempt); // it is in the middle of telling us
    const AttemptReview review(m_core, m_request, m_origin, *m_last);
    Duration lasted{};
    if (TimelineEntry *entry = m_timeline.end(m_core.now())) {
        review.describe(*entry);
        lasted = entry->lasted;
    }
    review.countAttempt(lasted);
    review.log(m_retries + 1);
    const QPointer self(this);
    review.observeQuota();
    if (self && !m_finished && perAttempt())
        review.settle(std::exchange(m_permit, {}));
    if (!self || m_finished)
        return;
    const RetryDecision decision = judged(review.decide(m_retries));
    if (decision.retry) {
        backOff(decision);
        return;
    }
    review.settle(std::exchange(m_permit, {}));
    if (self && !m_finished)
        giveUp(decision);
}

RetryDecision CallRunner::judged(RetryDecision decision) const
{
    if (!decision.retry)
        return decision;
    const auto stop = [&decision](RetryReason reason) {
        decision.retry = false;
        decision.reason = reason;
    };
    const CircuitBreaker *breaker = m_gate.policies().breaker.get();
    const auto refusal = perAttempt() && breaker ? breaker->refusal() : std::nullopt;
    if (refusal) {
        stop(RetryReason::CircuitOpen);
        decision.delay = refusal->wait.value_or(Duration::zero());
    } else if (m_deadline && m_core.now() + decision.delay >= *m_deadline) {
        stop(RetryReason::TotalTimeoutAhead);
    } else if (!m_inRetry && !m_core.retryFitsBudget()) {
        stop(RetryReason::BudgetUsedUp);
    } else if (m_request.body.isStream() && !m_request.body.open()) {
        stop(RetryReason::BodyNotReplayable);
    }
    return decision;
}

void CallRunner::backOff(const RetryDecision &decision)
{
    const MonotonicTime now = m_core.now();
    ++m_retries;
    ++m_core.metrics().retries;
    if (!std::exchange(m_inRetry, true))
        m_core.retryBegan();
    TimelineEntry &entry = m_timeline.begin(now, TimelineKind::Backoff);
    entry.attempt = m_retries;
    entry.decision = decision;
    entry.planned = decision.delay;
    m_step = m_core.services().scheduler.after(decision.delay, [this] { backoffEnded(); });
    Q_EMIT waiting({TimelineKind::Backoff, now + decision.delay, 0, m_retries + 1});
}

void CallRunner::backoffEnded()
{
    m_timeline.end(m_core.now());
    if (perAttempt()) {
        enterGate();
        return;
    }
    // Inside the gate already; but a pause that the server asked for holds back retries too (D2).
    m_gate.setAttempt(m_retries + 1);
    m_gate.waitOutPause([this](const std::optional<Error> &refusal) { gateAnswered(refusal); });
}

void CallRunner::giveUp(const RetryDecision &decision)
{
    if (decision.reason != RetryReason::NotNeeded) {
        TimelineEntry &entry = m_timeline.note(m_core.now(), TimelineKind::GaveUp);
        entry.attempt = m_retries + 1;
        entry.decision = decision;
    }
    const auto outcome = lastOutcome(decision);
    finish(outcome, outcome.ok() ? CallOutcome::Succeeded : CallOutcome::Failed);
}

Result<ApiResponse> CallRunner::lastOutcome(const RetryDecision &decision) const
{
    auto outcome = AttemptReview(m_core, m_request, m_origin, *m_last).outcome(m_retries);
    if (outcome.ok())
        return outcome;
    Error error = outcome.error();
    if (decision.reason == RetryReason::CircuitOpen || decision.reason == RetryReason::ServerDelayTooLong)
        error.wait = decision.delay;
    if (decision.reason == RetryReason::ServerDelayTooLong) {
        error.kind = ErrorKind::RateLimited;
        error.detail = ErrorDetail::ServerPauseTooLong;
        error.limit = m_core.config().retry.value_or(RetryConfig()).maxServerDelay;
    }
    return error;
}

void CallRunner::noteRedirect(int status, const QUrl &target)
{
    TimelineEntry &entry = m_timeline.note(m_core.now(), TimelineKind::Redirect);
    entry.attempt = m_retries + 1;
    entry.status = status;
    entry.target = m_core.redactor().url(target);
}

void CallRunner::refuse(const Error &error)
{
    m_timeline.end(m_core.now());
    m_timeline.note(m_core.now(), TimelineKind::Refused).error = error;
    if (!m_last) {
        m_core.recordRefusal(error);
        finish(error, CallOutcome::Refused);
        return;
    }
    // Refused on the way to a retry: what the server said last is the better news (R17).
    auto outcome = AttemptReview(m_core, m_request, m_origin, *m_last).outcome(m_retries);
    Error last = outcome.ok() ? error : outcome.error();
    last.wait = error.wait;
    finish(last, CallOutcome::Failed);
}

void CallRunner::totalTimedOut()
{
    m_timeline.end(m_core.now());
    Error error(ErrorKind::TotalTimeout, ErrorDetail::None, m_core.subject(m_request));
    error.limit = m_core.config().totalTimeout;
    error.count = m_retries + 1;
    error.httpStatus = lastResponse() ? lastResponse()->status : 0;
    if (m_permit.isOpen() && m_core.config().circuitBreaker)
        std::exchange(m_permit, {}).settle(verdictFor(*m_core.config().circuitBreaker, error));
    finish(error, CallOutcome::Failed);
}

void CallRunner::cancel()
{
    if (m_finished)
        return;
    m_timeline.end(m_core.now());
    m_timeline.note(m_core.now(), TimelineKind::Cancelled);
    finish(Error(ErrorKind::Cancelled), CallOutcome::Cancelled);
}

void CallRunner::sendNow()
{
    const Timeline &entries = timeline();
    if (m_finished || entries.isEmpty() || !entries.last().running)
        return;
    if (entries.last().kind == TimelineKind::Backoff) {
        m_step.cancel();
        m_timeline.end(m_core.now());
        gateAnswered(std::nullopt);
    } else {
        m_gate.sendNow();
    }
}

void CallRunner::finish(const Result<ApiResponse> &result, CallOutcome outcome)
{
    if (std::exchange(m_finished, true))
        return;
    dropEverything();
    if (m_gate.hasWaited())
        ++m_core.metrics().rateLimitHits;
    const auto latency = lastResponse() ? std::optional(elapsed()) : std::nullopt;
    m_core.recordCall(outcome, m_retries > 0, latency);
    if (outcome == CallOutcome::Failed && !result.ok())
        m_core.recordFailure(result.error(), m_retries, m_request);
    m_core.ended(this);
    const QPointer self(this);
    const QPointer core(&m_core);
    Q_EMIT finished(result);
    if (self && core)
        core->hooks().callFinished(this, result);
}

void CallRunner::dropEverything()
{
    m_step.cancel();
    m_total.cancel();
    m_gate.leave();
    m_permit = {};
    if (std::exchange(m_inRetry, false))
        m_core.retryEnded();
    if (!m_attempt)
        return;
    // It may be on the wire: what has left counts.
    m_core.metrics().attempts += static_cast<quint64>(m_attempt->exchanges());
    m_core.metrics().requests += static_cast<quint64>(m_attempt->sendings());
    m_attempt.reset();
}

} // namespace fuseboard
