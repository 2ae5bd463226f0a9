// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/redirectgate.h"

#include "client/quotareport.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

RedirectGate::RedirectGate(ClientCore &core, const CallGate &gate, CallPermits &permits)
    : m_core(core)
    , m_gate(gate)
    , m_permits(permits)
{
}

Result<Duration> RedirectGate::pass(const Response &answer, const QUrl &target, const QString &subject)
{
    const QPointer alive(&m_core);
    const int status = answer.status; // the answer goes with its call
    const QByteArray from = originOf(answer.url);
    const QByteArray to = originOf(target);
    const QuotaReport report(m_core, from, answer);
    report.tell(subject);
    if (!alive)
        return Error(ErrorKind::Cancelled);
    const Duration wait = waitFor(report.retryAfter(), to);
    auto refusal = wait > Duration::zero() ? m_gate.exceeds(m_core.now() + wait, m_core.now() + wait) : std::nullopt;
    if (!refusal && to != from)
        refusal = m_permits.admit(m_core, to);
    if (!refusal)
        return wait;
    refusal->httpStatus = status;
    return *refusal;
}

Duration RedirectGate::waitFor(const std::optional<Duration> &asked, const QByteArray &origin) const
{
    const RateLimiter *limiter = m_core.policies(origin).limiter.get();
    const auto until = limiter ? limiter->pausedUntil() : std::nullopt;
    const Duration paused = until ? *until - m_core.now() : Duration::zero();
    return std::max(asked.value_or(Duration::zero()), paused);
}

} // namespace fuseboard
