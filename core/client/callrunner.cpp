// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callrunner.h"

#include "client/calllog.h"
#include "client/redirectgate.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

CallRunner::CallRunner(ClientCore &core, quint64 id, Request request, const CallOptions &options)
    : CallFrame(core, core.changesOf(options))
    , m_id(id)
    , m_request(std::move(request))
    , m_gate(*this, options)
    , m_credentials(*this)
    , m_jar(core.cookieJar())
{
    m_gate.setOrigin(core.origin(core.config().baseUrl)); // until its own is known
}

void CallRunner::start()
{
    // One turn later, so that who called send() can connect first and never hears of the end from inside it.
    m_step = core().services().scheduler.after(Duration::zero(), [this] { begin(); });
}

void CallRunner::begin()
{
    if (core().isClosed()) {
        cancel();
        return;
    }
    const QPointer self(this);
    auto prepared = core().prepare(m_request);
    if (!self || m_finished) // a subclass has ended it
        return;
    if (!prepared) {
        finish(prepared.error(), CallOutcome::Failed);
        return;
    }
    m_request = std::move(prepared).value();
    if (beginsElsewhere()) {
        abandon(Error(ErrorKind::Cancelled, ErrorDetail::ClientMoved));
        return;
    }
    m_leftBehind = false;
    m_jar = core().cookieJar();
    m_gate.setOrigin(core().origin(m_request.url));
    m_perAttempt = core().config().pipeline == Pipeline::PerAttempt;
    m_wasBound = isBound();
    if (const auto total = core().config().totalTimeout)
        limitTo(*total, [this] { totalTimedOut(); });
    m_gate.enter();
}

void CallRunner::enterGateAnew()
{
    m_permits = {};
    m_gate.enter();
}

void CallRunner::pauseBegan(const QByteArray &origin)
{
    m_heldByPause = m_heldByPause || (m_backingOff && origin == m_gate.origin() && m_gate.isPaused());
    m_gate.pauseBegan(origin);
}

void CallRunner::homeMoved(const QByteArray &from, const QByteArray &to)
{
    m_leftBehind = m_gate.origin() != to && (m_leftBehind || m_gate.origin() == from);
}

int CallRunner::placeInQueue(const QByteArray &origin) const
{
    return origin == m_gate.origin() ? m_gate.place() : 0;
}

void CallRunner::waitBegan(const Wait &wait)
{
    m_permits.renew(wait.until - core().now());
    Q_EMIT waiting(wait);
}

void CallRunner::gateAnswered(const std::optional<Error> &refusal, CircuitBreaker::Permit permit)
{
    m_permits.add(m_gate.origin(), std::move(permit));
    refusal ? refuse(*refusal) : authenticate();
}

void CallRunner::authenticate()
{
    if (endsOverdue() || endsLeftBehind())
        return;
    if (auth().isReady()) {
        beginAttempt();
        return;
    }
    m_permits.renew();
    m_credentials.await(nextAttempt(), m_request,
                        [this](const std::optional<Error> &failure) { credentialsCame(failure); });
}

void CallRunner::credentialsCame(const std::optional<Error> &failure)
{
    if (failure) {
        const QPointer self(this);
        if (m_past) // what the server has shown of itself stands
            CallPermits::settle(std::exchange(m_permits, {}));
        if (self && !m_finished)
            finish(*failure, CallOutcome::Failed);
        return;
    }
    lookAgain();
}

void CallRunner::beginAttempt()
{
    m_attempts += m_credentials.beginAttempt() ? 0 : 1; // a replay is the same attempt
    // With the credentials that are ready, whatever a listener changes.
    auto setup = setupNow();
    m_permits.renew(beyondALease(setup.limits.attemptTimeout));
    recorder().begin(core().now(), TimelineKind::Attempt).attempt = m_attempts;
    const QPointer self(this);
    Q_EMIT attemptStarted(m_attempts);
    if (!self || m_finished || endsLeftBehind())
        return;
    Attempt::Listener listener{
        [this](const Response &answer, const QUrl &target, Hop hop) { return redirected(answer, target, hop); },
        [this](MonotonicTime until) {
            Q_EMIT waiting({TimelineKind::ServerPause, until, 0, m_attempts});
        },
        [this] { authenticateAgain(); },
        [this] { exchangeBegan(); },
        [this](AttemptResult result) { attemptEnded(std::move(result)); },
        [this] { return leaving(); },
        [this](const Request &held) { turnedBack(held); }};
    m_attempt = std::make_unique<Attempt>(std::move(setup), m_request, std::move(listener));
    m_attempt->start();
}

Duration CallRunner::beyondALease(Duration attempt) const
{
    return std::max(attempt - core().config().timeout, Duration::zero());
}

void CallRunner::authenticateAgain()
{
    if (endsLeftBehind())
        return;
    if (auth().isReady()) {
        m_attempt->goOn(setupNow());
        return;
    }
    m_permits.renew();
    auth().prepare([this, attempt = QPointer(m_attempt.get())](const Result<void> &ready) {
        if (!attempt) // which is a part of this
            return;
        if (ready || ready.error().kind == ErrorKind::Cancelled) // others may have been set meanwhile
            authenticateAgain();
        else
            attempt->fail(ready.error());
    });
}

Result<Duration> CallRunner::redirected(const Response &answer, const QUrl &target, Hop hop)
{
    if (endsOverdue())
        return Duration::zero();
    const QPointer self(this);
    RedirectGate gate(*this, m_gate, m_permits);
    const bool found = hop == Hop::Found;
    if (hop == Hop::SendNow)
        m_gate.ignorePause(originOf(target));
    if (found) {
        m_gate.heedPauses();
        hideSecretsOf(answer);
        CallLog(core(), m_id, m_request)
            .answered(m_attempt->request(), answer, m_attempts, recorder().running(core().now()));
        if (!self || m_finished) // by whoever reads the log
            return Error(ErrorKind::Cancelled);
    }
    auto wait = found ? gate.pass(answer, target, m_request) : gate.passAgain(answer, target, hop == Hop::SendNow);
    if (!self || m_finished || !wait)
        return wait;
    m_permits.renew(*wait + beyondALease(m_attempt->timeLeft()));
    if (found)
        recorder()
            .noteRedirect(core().now(), m_attempts, answer.status, core().redactorFor(m_request).url(target), *wait)
            .cause = *wait > Duration::zero() ? gate.pauseCause(answer, target) : nullptr;
    return wait;
}

void CallRunner::attemptEnded(AttemptResult result)
{
    if (result.response)
        hideSecretsOf(*result.response);
    if (result.error)
        result.error = core().redacted(*result.error, m_request);
    auto answer = result.response ? std::make_unique<Response>(*result.response)
        : m_past                  ? std::move(m_past->answer)
                                  : nullptr;
    m_gate.heedPauses();
    // The attempt is in the middle of telling us.
    m_past = std::make_unique<Past>(Past{std::move(m_attempt), std::move(result), std::move(answer), {}, {}});
    const AttemptReview review = lastReview();
    Duration lasted{};
    if (TimelineEntry *entry = recorder().end(core().now())) {
        review.describe(*entry);
        lasted = entry->lasted;
    }
    m_rateLimited = m_rateLimited || review.isLimited();
    review.judge(m_permits);
    review.countAttempt(lasted, m_credentials.isReplay());
    const QPointer self(this);
    logEnd(*m_past->attempt, m_past->result, lasted);
    if (self)
        review.observeQuota();
    if (self && !m_finished && m_perAttempt)
        CallPermits::settle(std::exchange(m_permits, {}));
    if (self && !m_finished)
        decide(review);
}

void CallRunner::decide(const AttemptReview &review)
{
    if (m_credentials.callForReplay(m_past->result, m_request, m_attempts)) {
        comeBack();
        return;
    }
    const CircuitBreaker *circuit = circuitAhead();
    const RetryDecision decision = m_credentials.bounded(
        review.decide({deadline(), m_inBudget, circuit ? circuit->refusal() : std::nullopt}));
    if (decision.retry) {
        backOff(decision, review.causeOf(decision));
        return;
    }
    const QPointer self(this);
    CallPermits::settle(std::exchange(m_permits, {}));
    if (self && !m_finished)
        giveUp(review, decision);
}

const CircuitBreaker *CallRunner::circuitAhead() const
{
    if (!m_perAttempt)
        return nullptr;
    const CircuitBreaker *first = core().policies(m_gate.origin()).breaker.get();
    return first && first->refusal() ? first : core().policies(m_past->result.origin).breaker.get();
}

void CallRunner::backOff(const RetryDecision &decision, std::shared_ptr<const PauseCause> cause)
{
    const MonotonicTime now = core().now();
    const bool isFirst = !m_inBudget;
    m_inBudget = true;
    if (isFirst)
        core().retryBegan();
    m_backingOff = true;
    // Whoever waits as long as the server asked comes back when its pause is over, and yet with all the others.
    m_heldByPause = decision.source == DelaySource::RetryAfter || m_gate.isPaused();
    m_permits.renew(decision.delay);
    TimelineEntry &entry = recorder().begin(now, TimelineKind::Backoff);
    entry.attempt = m_attempts + 1; // as that of any wait
    entry.decision = decision;
    entry.planned = decision.delay;
    entry.cause = std::move(cause);
    m_step = core().services().scheduler.after(decision.delay, [this] { backoffEnded(); });
    Q_EMIT waiting({TimelineKind::Backoff, now + decision.delay, 0, m_attempts + 1});
}

void CallRunner::backoffEnded()
{
    m_backingOff = false;
    recorder().end(core().now());
    comeBack();
}

void CallRunner::comeBack()
{
    if (m_perAttempt || m_attempts == 0) {
        enterGateAnew();
        return;
    }
    // Inside the gate already; but a pause that the server asked for holds back retries too (D2).
    m_gate.comeBack(std::exchange(m_heldByPause, false));
}

} // namespace fuseboard
