// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The beginning of an exchange, and what becomes of a call that had to wait for credentials, or for one of the client's
// own connections.

#include "client/callrunner.h"

#include "client/calllog.h"

#include <QPointer>

namespace fuseboard {

bool CallRunner::mayAuthenticate() const
{
    const bool isLeft = m_leftBehind || m_jar != core().cookieJar(); // another jar is another environment
    if (!isLeft)
        return true;
    // A pin and a client certificate are for the client's server alone, which that one is no more (S04); nor does what
    // was asked for under them leave without.
    return !m_wasBound && !isBound() && (!core().config().auth || (changes() && changes()->auth));
}

bool CallRunner::beginsElsewhere() const
{
    const bool hasMoved = m_leftBehind || m_jar != core().cookieJar();
    return hasMoved && (core().config().auth || (changes() && changes()->auth));
}

bool CallRunner::endsLeftBehind()
{
    if (mayAuthenticate())
        return false;
    abandon(Error(ErrorKind::Cancelled, ErrorDetail::ClientMoved));
    return true;
}

bool CallRunner::isBound() const
{
    const auto &tls = core().config().tls;
    return tls && (!tls->pinnedSha256.isEmpty() || !tls->clientCertificate.isEmpty());
}

void CallRunner::exchangeBegan()
{
    core().books().countExchange(m_attempt->exchanges(), m_attempts, m_credentials.isReplay());
    m_gate.ignorePause(m_attempt->origin()); // whoever lets it go in one wants it to
    const QPointer self(this);
    CallLog(core(), m_id, m_request).sent(m_attempt->request(), m_attempts);
    // A reader may have moved the client away from the server that this was signed for.
    if (self && !m_finished && !(m_attempt->carriesCredentials() && endsLeftBehind()))
        m_gate.spend();
}

Attempt::Setup CallRunner::setupNow() const
{
    Attempt::Setup setup = core().attemptSetup(m_gate.origin(), changes(), m_jar);
    setup.queued = recorder().inLine();
    // A redirect may come long after they were put on, and its client have moved meanwhile (S01).
    setup.isReady = [this, isReady = std::move(setup.isReady)] { return mayAuthenticate() && isReady(); };
    return setup;
}

bool CallRunner::isInside(const QByteArray &origin) const
{
    return !m_perAttempt && m_past && origin == m_gate.origin();
}

std::optional<Attempt::Setup> CallRunner::leaving()
{
    const QByteArray origin = m_attempt->origin();
    const bool isHeld = m_gate.pauseEnd(origin) || m_permits.areDoubtful(*this, origin, isInside(origin));
    const bool isLate = core().isClosed() || (deadline() && core().now() >= *deadline());
    const bool isReady = auth().isReady() || auth().stillServes();
    const bool isSigned = !m_attempt->carriesCredentials() || (mayAuthenticate() && isReady);
    if (isHeld || isLate || !isSigned)
        return std::nullopt;
    return setupNow();
}

void CallRunner::turnedBack(const Request &held)
{
    const int exchange = m_attempt->exchanges() + 1;
    const int attempt = m_attempts;
    const bool isReplay = m_credentials.isReplay();
    core().books().takeBackExchange(exchange, attempt, isReplay);
    const bool isFirst = exchange == 1; // else of a redirect, which the attempt waits for by itself
    if (isFirst) {
        m_gate.takeBack();
        recorder().endAsConnectionWait(core().now());
        m_attempts -= isReplay ? 0 : 1;
        m_credentials.takeBackAttempt();
    }
    // Its exchange is in the middle of its question, others stand in line for what it has left, and the call that the
    // connection comes from may be in the middle of its end.
    m_step = core().services().scheduler.after(Duration::zero(), [this, held, attempt, isFirst] {
        const QPointer self(this);
        if (isFirst)
            m_attempt.reset();
        CallLog(core(), m_id, m_request).heldBack(held, attempt);
        if (isFirst && self && !m_finished && !endsOverdue())
            lookAgain();
    });
}

void CallRunner::lookAgain()
{
    // Where a redirect led to is asked anew when one leads there again.
    const bool doubtful = m_permits.dropDoubtful(*this, m_gate.origin(), isInside(m_gate.origin()));
    if (!doubtful && !m_gate.isPaused() && m_gate.renewToken()) {
        authenticate(); // others may have been set meanwhile
        return;
    }
    // That took its time. The server wants to be left alone now, its circuit is another than the one that let it pass
    // (D2), or its token was for a window that is over (L03): it stands before the gate again.
    const QPointer self(this);
    m_gate.leave().giveBack();
    if (!self || m_finished)
        return;
    if (doubtful) {
        m_gate.enter();
        return;
    }
    m_heldByPause = m_attempts > 0; // a retry stands in line again, as it did for the token that it gave back
    comeBack();
}

} // namespace fuseboard
