// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/attempt.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace fuseboard {

namespace {

QByteArray cookiesIn(const Request &outgoing)
{
    return outgoing.headers.value("Cookie").value_or(QByteArray());
}

} // namespace

Attempt::Attempt(Setup setup, Request request, Listener listener, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_request(std::move(request))
    , m_listener(std::move(listener))
    , m_deadline(m_setup.services.scheduler.now() + m_setup.limits.attemptTimeout - m_setup.queued)
    , m_firstOrigin(m_setup.origin)
    , m_given(m_setup.limits.attemptTimeout - m_setup.queued)
{
}

Attempt::~Attempt() = default;

void Attempt::start()
{
    sendNext();
}

void Attempt::sendNow()
{
    if (!m_pause.isActive())
        return;
    countWait(m_setup.services.scheduler.now() - *m_pause.due()); // the rest of it is not waited
    m_pause.cancel();
    follow(Request(m_next), Hop::SendNow);
}

int Attempt::sendings() const
{
    return m_result.sendings + (m_exchange ? m_exchange->sendings() : 0);
}

bool Attempt::isCutShort(ErrorKind timeout) const
{
    const Limits &limits = m_setup.limits;
    const Duration whole = timeout == ErrorKind::ConnectTimeout ? limits.connectTimeout : limits.attemptTimeout;
    const Duration given = m_given - queuedNow();
    const Duration had = given - timeLeft();
    return had < std::min(whole, limits.attemptTimeout - given);
}

void Attempt::sendNext()
{
    m_result.method = m_request.method;
    const QByteArray origin = m_hops.isEmpty() ? m_firstOrigin : originOf(m_request.url);
    if (std::exchange(m_result.origin, origin) != origin)
        m_given = timeLeft();
    m_leftOrigin = m_leftOrigin || m_result.origin != m_firstOrigin;
    const auto request = outgoing();
    if (!request) {
        fail(request.error());
        return;
    }
    m_hops.append(hopOf(*request));
    Limits limits = m_setup.limits;
    limits.attemptTimeout = std::max(timeLeft(), Duration(1));
    limits.connectTimeout = std::min(limits.connectTimeout, limits.attemptTimeout);
    ++m_result.exchanges;
    const QPointer self(this);
    m_listener.exchangeBegan();
    if (!self)
        return;
    limits.departure = [this] { return leave(); };
    m_exchange = m_setup.services.transport.send(*request, limits);
    connect(m_exchange.get(), &Exchange::finished, this, &Attempt::exchangeFinished);
}

RedirectHop Attempt::hopOf(const Request &outgoing) const
{
    return {m_request.method, m_request.url, cookiesIn(outgoing)};
}

Result<Request> Attempt::outgoing()
{
    Request request = m_request;
    m_result.credentials = 0;
    if (!m_leftOrigin) {
        const auto applied = m_setup.authenticate(request);
        if (!applied)
            return applied.error();
        m_result.credentials = *applied;
    }
    m_setup.cookies.putOn(request, m_leftOrigin);
    return request;
}

void Attempt::exchangeFinished(const Result<Response> &result)
{
    m_result.phases = m_exchange->phases();
    countQueue();
    m_result.sendings += m_exchange->sendings();
    m_endedExchange = std::move(m_exchange); // it is in the middle of its signal
    const auto head = result ? std::nullopt : m_endedExchange->partialAnswer();
    const QPointer self(this);
    if (result || head)
        m_setup.cookies.take(result ? result->headers : head->headers, m_request.url);
    if (!self)
        return;
    if (!result) {
        m_result.response.reset(); // the redirect that led here is no answer to the call
        m_result.head = head;
        Error error = result.error();
        if (error.kind == ErrorKind::AttemptTimeout)
            measureByAll(error);
        fail(error);
        return;
    }
    m_result.response = *result;
    // The URL as it was meant, without a credential in its query.
    m_result.response->url = m_request.url;
    if (!m_setup.followRedirects || !isRedirect(*m_result.response)) {
        finish();
        return;
    }
    const RedirectRules rules = redirectRules();
    const auto next = followRedirect(m_request, *m_result.response, rules, m_hops);
    // A GET has no body for the credential. What was asked for is done: the redirect tells so, and where it can be
    // seen.
    if (next && rules.signsInBody && next->method != m_request.method && originOf(next->url) == m_firstOrigin)
        finish();
    else if (next)
        follow(*next, Hop::Found);
    else
        fail(next.error());
}

/// By the whole attempt, and not what was left of it for the last exchange.
void Attempt::measureByAll(Error &timeout) const
{
    timeout.limit = m_setup.limits.attemptTimeout;
    Phases all;
    all.queued = m_setup.queued + m_result.queued;
    if (timeout.detail == ErrorDetail::None && all.isMostlyQueued(m_setup.limits.attemptTimeout))
        timeout.detail = ErrorDetail::NoConnectionFree;
}

RedirectRules Attempt::redirectRules() const
{
    RedirectRules rules = m_setup.redirects(m_request, m_hops.first().url);
    rules.signsInBody = rules.signsInBody && !m_leftOrigin;
    rules.cookies = [this](Request next) {
        const bool leavesOrigin = m_leftOrigin || originOf(next.url) != m_firstOrigin;
        if (!leavesOrigin)
            (void)m_setup.authenticate(next); // may bring cookies along; whether it can is seen when it is sent
        m_setup.cookies.putOn(next, leavesOrigin);
        return cookiesIn(next);
    };
    return rules;
}

void Attempt::follow(const Request &next, Hop hop)
{
    const QPointer self(this);
    const auto wait = m_listener.hop(*m_result.response, next.url, hop);
    if (!self)
        return;
    if (!wait) {
        fail(wait.error());
        return;
    }
    if (failedOverdue())
        return;
    m_next = next;
    if (*wait <= Duration::zero()) {
        followAtOnce();
        return;
    }
    countWait(*wait);
    const MonotonicTime due = m_setup.services.scheduler.now() + *wait;
    m_pause = m_setup.services.scheduler.after(*wait, [this, due] { pauseEnded(due); });
    m_listener.waiting(due);
}

void Attempt::pauseEnded(MonotonicTime due)
{
    const Duration late = m_setup.services.scheduler.now() - due;
    if (late < sleptLateness)
        countWait(late); // a busy program's, and not the server's
    else
        m_overslept = true;
    follow(Request(m_next), Hop::WaitOver);
}

bool Attempt::failedOverdue()
{
    const Duration late = m_setup.services.scheduler.now() - m_deadline;
    if (late < Duration::zero())
        return false;
    const bool slept = m_overslept || late >= sleptLateness;
    Error error(ErrorKind::AttemptTimeout, slept ? ErrorDetail::EndedAsleep : ErrorDetail::None);
    error.limit = m_setup.limits.attemptTimeout;
    m_result.response.reset();
    fail(error);
    return true;
}

/// A token may have expired on the way; whoever has waited for a new one may be held by a pause again (D2).
void Attempt::followAtOnce()
{
    const bool staysHome = !m_leftOrigin && originOf(m_next.url) == m_firstOrigin;
    if (staysHome && !m_setup.isReady()) {
        m_askedAt = m_setup.services.scheduler.now();
        m_listener.credentials();
        return;
    }
    m_before = {m_request, m_result.origin, m_result.method, m_result.credentials, m_given, m_leftOrigin};
    m_request = m_next;
    sendNext();
}

void Attempt::countWait(Duration wait)
{
    m_deadline += wait;
    m_result.waited += wait;
}

void Attempt::goOn(const Setup &setup)
{
    take(setup);
    countWait(m_setup.services.scheduler.now() - m_askedAt);
    follow(Request(m_next), Hop::WaitOver);
}

void Attempt::fail(const Error &error)
{
    const bool isTimeout = error.kind == ErrorKind::AttemptTimeout || error.kind == ErrorKind::ConnectTimeout;
    m_result.isCutShort = isTimeout && isCutShort(error.kind);
    m_result.error = error;
    finish();
}

void Attempt::finish()
{
    const auto done = std::exchange(m_listener.done, {});
    done(std::move(m_result));
}

} // namespace fuseboard
