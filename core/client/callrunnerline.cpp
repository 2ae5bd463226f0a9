// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The beginning of an exchange, and what becomes of one that had to wait for a connection of the client's own.

#include "client/callrunner.h"

#include "client/calllog.h"

namespace fuseboard {

std::optional<MonotonicTime> CallRunner::exchangeBegan()
{
    m_gate.spend();
    core().books().countExchange(m_attempt->exchanges(), m_attempts, m_credentials.isReplay());
    CallLog(core(), m_id, m_request).sent(m_attempt->request(), m_attempts);
    return m_gate.pauseEnd(m_attempt->origin());
}

std::optional<Attempt::Setup> CallRunner::leaving(std::optional<MonotonicTime> pause)
{
    const QByteArray origin = m_attempt->origin();
    const auto pauseNow = m_gate.pauseEnd(origin);
    const bool isHeld = (pauseNow && pauseNow != pause) || m_permits.areDoubtful(*this, origin);
    const bool isLate = core().isClosed() || (deadline() && core().now() >= *deadline());
    const bool isSigned = !m_attempt->carriesCredentials() || (mayAuthenticate() && auth().isReady());
    if (isHeld || isLate || !isSigned)
        return std::nullopt;
    return core().attemptSetup(m_gate.origin(), changes(), m_jar);
}

void CallRunner::turnedBack()
{
    const int exchange = m_attempt->exchanges();
    const bool isReplay = m_credentials.isReplay();
    core().books().takeBackExchange(exchange, m_attempts, isReplay);
    CallLog(core(), m_id, m_request).heldBack(m_attempt->request(), m_attempts);
    if (exchange > 1) { // of a redirect, which the attempt waits for by itself
        if (m_attempt->carriesCredentials() && !mayAuthenticate())
            m_step = core().services().scheduler.after(
                Duration::zero(), [this] { abandon(Error(ErrorKind::Cancelled, ErrorDetail::ClientMoved)); });
        return;
    }
    m_gate.takeBack();
    recorder().endAsConnectionWait(core().now());
    m_attempts -= isReplay ? 0 : 1;
    m_credentials.takeBackAttempt();
    // Its exchange is in the middle of its question, and others stand in line for what it has left.
    m_step = core().services().scheduler.after(Duration::zero(), [this] { comeBackFromLine(); });
}

void CallRunner::comeBackFromLine()
{
    m_attempt.reset();
    if (!endsOverdue())
        lookAgain();
}

} // namespace fuseboard
