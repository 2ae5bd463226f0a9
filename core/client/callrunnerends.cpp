// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a call ends, and what cuts it short.

#include "client/callrunner.h"

#include "client/calllog.h"
#include "cookies/cookiejar.h"
#include "cookies/cookiesecrets.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

namespace {

AttemptResult cutShort(const Attempt &attempt, const Error &error)
{
    AttemptResult result;
    result.error = error;
    result.origin = attempt.origin();
    result.isCutShort = attempt.isCutShort(error.kind);
    return result;
}

} // namespace

Duration CallRunner::elapsed() const
{
    if (!m_finished)
        return core().now() - recorder().start();
    return m_past ? m_past->lasted : Duration::zero();
}

void CallRunner::hideSecretsOf(const Response &answer)
{
    if (!changes())
        return;
    if (changes()->auth) // no jar keeps them, and they are a session all the same
        core().auth().hidePassingSecrets(
            secretsOf(CookieJar(core().services().scheduler).setBy(answer.headers, answer.url)));
    if (changes()->findSecrets)
        core().auth().hidePassingSecrets(changes()->findSecrets(answer));
}

void CallRunner::giveUp(const AttemptReview &review, const RetryDecision &decision)
{
    m_past->gaveUpFor = decision.reason;
    if (decision.reason != RetryReason::NotNeeded) {
        TimelineEntry &entry = recorder().note(core().now(), TimelineKind::GaveUp);
        entry.attempt = m_attempts;
        entry.decision = decision;
        entry.cause = review.causeOf(decision);
        if (decision.reason == RetryReason::CircuitOpen)
            entry.trip = CallGate::tripOf(circuitAhead());
    }
    const QPointer self(this);
    const auto last = review.outcome(decision);
    if (!self || m_finished) // a subclass has ended it
        return;
    const auto outcome = m_credentials.surfaced(last);
    finish(outcome, outcome.ok() ? CallOutcome::Succeeded : CallOutcome::Failed);
}

void CallRunner::logEnd(const Attempt &attempt, const AttemptResult &result, Duration lasted) const
{
    if (attempt.exchanges() == 0) // nothing was sent, and so there is nothing to go with it
        return;
    const CallLog log(core(), m_id, m_request);
    if (result.error)
        log.failed(attempt.request(), *result.error, m_attempts, lasted);
    else
        log.answered(attempt.request(), *result.response, m_attempts, lasted);
}

void CallRunner::refuse(const Error &error)
{
    recorder().end(core().now());
    TimelineEntry &entry = recorder().note(core().now(), TimelineKind::Refused);
    entry.attempt = nextAttempt();
    entry.error = core().redacted(error, m_request);
    if (error.kind == ErrorKind::CircuitOpen)
        entry.trip = m_gate.trip();
    const bool isForTime = error.kind == ErrorKind::TotalTimeout || error.kind == ErrorKind::RateLimited;
    if (isForTime && error.detail != ErrorDetail::CostAboveBurst && m_gate.isPaused())
        entry.cause = m_gate.policies().pauseCause;
    m_rateLimited = m_rateLimited || error.kind == ErrorKind::RateLimited;
    if (!m_past) {
        finish(error, CallOutcome::Refused);
        return;
    }
    // Refused on the way to a retry: what the server said last is the better news (R17).
    const QPointer self(this);
    CallPermits::settle(std::exchange(m_permits, {}));
    if (!self || m_finished)
        return;
    const Error last = lastReview().refused(error);
    if (self)
        finish(last, CallOutcome::Failed);
}

void CallRunner::totalTimedOut()
{
    Error error = core().totalTimeout(m_request, m_attempts, lastResponse());
    if (deadline() && core().now() - *deadline() >= sleptLateness)
        error.detail = ErrorDetail::EndedAsleep;
    const QPointer self(this);
    endEntry(error);
    if (!self || m_finished)
        return;
    if (m_attempt && m_attempt->isExchanging() && hadItsTime())
        AttemptReview(core(), m_request, cutShort(*m_attempt, error), m_attempts).judge(m_permits);
    CallPermits::settle(std::exchange(m_permits, {}));
    if (self && !m_finished)
        finish(error, CallOutcome::Failed);
}

bool CallRunner::hadItsTime() const
{
    const bool beganAtOnce = !m_past && timeline().first().kind == TimelineKind::Attempt;
    return (beganAtOnce && !m_attempt->hasWaited()) || m_attempt->timeLeft() <= Duration::zero();
}

bool CallRunner::endsOverdue()
{
    if (!deadline() || core().now() < *deadline())
        return false;
    totalTimedOut();
    return true;
}

void CallRunner::endEntry(const Error &why)
{
    TimelineEntry *entry = recorder().end(core().now());
    if (m_attempt && m_attempt->exchanges() == 0) { // held back just now, which is yet to be told
        const auto held = std::move(m_attempt);
        CallLog(core(), m_id, m_request).heldBack(held->request(), nextAttempt());
    } else if (entry && m_attempt) {
        endAttempt(*entry, why);
    }
}

void CallRunner::endAttempt(TimelineEntry &entry, const Error &why) const
{
    // It may be on the wire: what has left is told (R23).
    entry.sendings = m_attempt->sendings();
    entry.resends = std::max(m_attempt->sendings() - m_attempt->exchanges(), 0);
    logEnd(*m_attempt, cutShort(*m_attempt, why), entry.lasted);
}

void CallRunner::abandon(const Error &error)
{
    if (m_finished)
        return;
    const QPointer self(this);
    endEntry(error);
    if (!self || m_finished)
        return;
    recorder().note(core().now(), TimelineKind::Cancelled);
    finish(error, CallOutcome::Cancelled);
}

void CallRunner::sendNow()
{
    if (m_attempt) {
        m_attempt->sendNow();
    } else if (!m_backingOff) {
        m_gate.sendNow();
    } else if (m_step.cancel(); m_perAttempt) {
        backoffEnded();
    } else {
        m_backingOff = false;
        m_heldByPause = false; // it was not waited out
        m_gate.ignorePause(m_gate.origin());
        recorder().end(core().now());
        gateAnswered(std::nullopt, {});
    }
}

void CallRunner::finish(const Result<ApiResponse> &result, CallOutcome outcome)
{
    if (m_finished)
        return;
    if (!m_past)
        m_past = std::make_unique<Past>();
    m_past->lasted = elapsed();
    m_finished = true;
    if (!result) // wherever it comes from: an attempt, a token server, a URL, a subclass
        tellEnd(core().redacted(result.error(), m_request), outcome);
    else
        tellEnd(result, outcome);
}

void CallRunner::tellEnd(const Result<ApiResponse> &result, CallOutcome outcome)
{
    // Off the books and out of all queues before anybody hears of it: a listener may destroy the client, or send anew.
    // The limiter's listeners hear last of the place that it had in the queue, or of a token that nothing was sent for.
    auto place = letGo();
    const QPointer self(this);
    const QPointer client(&core());
    client->books().recordCall(client->now(), outcome, m_attempts > 1, elapsed(), lastResponse() != nullptr);
    client->ended(this);
    Q_EMIT finished(result);
    if (self && client)
        client->hooks().callFinished(this, result);
    place.giveBack();
    if (!self || !client || result.ok())
        return;
    const auto stoppedFor = m_past ? m_past->gaveUpFor : std::nullopt;
    client->recordEnd(result.error(), outcome, {std::max(m_attempts - 1, 0), stoppedFor}, m_request);
}

RateLimiter::Ticket CallRunner::letGo()
{
    m_backingOff = false;
    m_step.cancel();
    liftLimit();
    m_permits = {};
    const bool wasRetrying = m_inBudget;
    m_inBudget = false;
    if (wasRetrying)
        core().retryEnded();
    if (m_rateLimited || m_gate.hasWaited())
        ++core().books().metrics().rateLimitHits;
    if (m_attempt) // It may be on the wire: what has left counts.
        core().books().countSendings(m_attempt->sendings(), m_attempt->exchanges(), m_attempts,
                                     m_credentials.isReplay());
    auto place = m_gate.leave();
    m_attempt.reset(); // whose connection another call may be asked for in here
    return place;
}

} // namespace fuseboard
