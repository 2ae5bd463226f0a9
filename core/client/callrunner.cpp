// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callrunner.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace fuseboard {

CallRunner::CallRunner(ClientCore &core, Request request, const CallOptions &options)
    : m_core(core)
    , m_request(std::move(request))
    , m_options(options)
    , m_timeline(core.now())
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
    auto prepared = m_core.hooks().prepare(std::move(m_request));
    if (!prepared) {
        finish(prepared.error(), CallOutcome::Failed);
        return;
    }
    m_request = std::move(prepared).value();
    if (const auto checked = checkRequest(m_request); !checked) {
        finish(checked.error(), CallOutcome::Failed);
        return;
    }
    m_origin = originOf(m_request.url);
    if (const auto total = m_core.config().totalTimeout) {
        m_deadline = m_timeline.start() + *total;
        m_total = m_core.services().scheduler.after(*m_deadline - m_core.now(), [this] { totalTimedOut(); });
    }
    enterBracket();
}

void CallRunner::enterBracket()
{
    if (CircuitBreaker *breaker = policies().breaker.get()) {
        if (const auto refusal = breaker->refusal()) {
            // Asked for good, so that the refusal is counted.
            if (const auto admitted = breaker->admit(); !admitted) {
                refuse(admitted.error());
                return;
            }
        }
    }
    askForToken();
}

void CallRunner::askForToken()
{
    RateLimiter *limiter = policies().limiter.get();
    if (!limiter) {
        passBreaker();
        return;
    }
    auto ticket = limiter->acquire(
        m_options.cost, [this](const Result<void> &result) { tokenAnswered(result); }, m_options.priority);
    if (ticket.refusal()) {
        refuse(*ticket.refusal());
    } else if (ticket.isGranted()) {
        m_ticket = std::move(ticket);
        passBreaker();
    } else {
        waitForToken(std::move(ticket));
    }
}

void CallRunner::waitForToken(RateLimiter::Ticket ticket)
{
    const MonotonicTime now = m_core.now();
    const MonotonicTime due = ticket.due().value_or(now);
    const bool byPause = ticket.heldByPause();
    if (const auto error = waitExceeds(due, byPause)) {
        ticket.cancel();
        refuse(*error);
        return;
    }
    m_ticket = std::move(ticket);
    m_waitedForToken = true;
    TimelineEntry &entry = m_timeline.begin(now, byPause ? TimelineKind::ServerPause : TimelineKind::TokenWait);
    entry.place = m_ticket.place();
    entry.planned = due - now;
    Q_EMIT waiting({entry.kind, due, entry.place, m_retries + 1});
}

std::optional<Error> CallRunner::waitExceeds(MonotonicTime due, bool byPause) const
{
    const Duration wait = due - m_core.now();
    Error error;
    error.wait = wait;
    error.subject = m_core.config().name;
    if (m_deadline && due >= *m_deadline) {
        error.kind = ErrorKind::TotalTimeout;
        error.detail = ErrorDetail::WaitTooLong;
        error.limit = m_core.config().totalTimeout;
        return error;
    }
    const Duration allowed = m_core.config().retry.value_or(RetryConfig()).maxServerDelay;
    if (byPause && wait > allowed) {
        error.kind = ErrorKind::RateLimited;
        error.detail = ErrorDetail::ServerPauseTooLong;
        error.limit = allowed;
        return error;
    }
    return std::nullopt;
}

void CallRunner::tokenAnswered(const Result<void> &result)
{
    if (m_finished)
        return;
    m_timeline.end(m_core.now());
    // The limiter is gone because a new configuration has none: nothing to wait for any more.
    const bool limiterGone = !result && result.error().kind == ErrorKind::Cancelled;
    if (!result && !limiterGone) {
        refuse(result.error());
        return;
    }
    passBreaker();
}

void CallRunner::passBreaker()
{
    m_core.sampleTokens(policies());
    if (CircuitBreaker *breaker = policies().breaker.get()) {
        auto admitted = breaker->admit();
        if (!admitted) {
            // A refused call costs no token (D2).
            m_ticket.giveBack();
            refuse(admitted.error());
            return;
        }
        m_permit = std::move(admitted).value();
    }
    authenticate();
}

void CallRunner::waitOutPause()
{
    // A pause that the server asked for holds back retries too (D2).
    const RateLimiter *limiter = policies().limiter.get();
    const auto until = limiter ? limiter->pausedUntil() : std::nullopt;
    if (!until) {
        authenticate();
        return;
    }
    const MonotonicTime now = m_core.now();
    if (const auto error = waitExceeds(*until, true)) {
        refuse(*error);
        return;
    }
    m_timeline.begin(now, TimelineKind::ServerPause).planned = *until - now;
    m_step = m_core.services().scheduler.after(*until - now, [this] {
        m_timeline.end(m_core.now());
        waitOutPause();
    });
    Q_EMIT waiting({TimelineKind::ServerPause, *until, 0, m_retries + 1});
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
    ++m_core.metrics().attempts;
    m_attempt = std::make_unique<Attempt>(
        attemptSetup(), m_request, [this](AttemptResult result) { attemptEnded(std::move(result)); },
        [this](int status, const QUrl &target) { noteRedirect(status, target); });
    m_attempt->start();
}

Attempt::Setup CallRunner::attemptSetup() const
{
    const ClientConfig &config = m_core.config();
    const AuthManager &auth = m_core.auth();
    RedirectRules rules;
    rules.maxRedirects = config.maxRedirects;
    rules.allowInsecure = config.allowInsecureRedirects;
    rules.credentialsInBody = auth.putsCredentialsInBody();
    rules.isCredentialHeader = [&auth](const QByteArray &name) { return auth.isCredentialHeader(name); };
    return {m_core.services().scheduler,
            m_core.services().transport,
            auth,
            std::move(rules),
            config.followRedirects,
            Limits{config.connectTimeout, config.timeout, config.maxResponseBytes}};
}

void CallRunner::backOff(const RetryDecision &decision)
{
    const MonotonicTime now = m_core.now();
    ++m_retries;
    ++m_core.metrics().retries;
    if (!m_countedRetry) {
        m_countedRetry = true;
        m_core.retryBegan();
    }
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
    if (perAttempt())
        enterBracket();
    else
        waitOutPause();
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
    const Timeline &entries = m_timeline.entries(m_core.now());
    if (m_finished || entries.isEmpty() || !entries.last().running)
        return;
    switch (entries.last().kind) {
    case TimelineKind::TokenWait:
    case TimelineKind::ServerPause:
        m_ticket.cancel();
        break;
    case TimelineKind::Backoff:
        break;
    case TimelineKind::Attempt:
    case TimelineKind::Redirect:
    case TimelineKind::Refused:
    case TimelineKind::GaveUp:
    case TimelineKind::Cancelled:
        return;
    }
    const bool admitted = m_permit.isOpen();
    m_step.cancel();
    m_timeline.end(m_core.now());
    if (admitted)
        authenticate();
    else
        passBreaker();
}

const Timeline &CallRunner::timeline() const
{
    return m_timeline.entries(m_core.now());
}

const Response *CallRunner::lastResponse() const
{
    return m_last && m_last->response ? &*m_last->response : nullptr;
}

Duration CallRunner::elapsed() const
{
    return m_core.now() - m_timeline.start();
}

bool CallRunner::perAttempt() const
{
    return m_core.config().pipeline == Pipeline::PerAttempt;
}

OriginPolicies &CallRunner::policies()
{
    return m_core.policies(m_origin);
}

} // namespace fuseboard
