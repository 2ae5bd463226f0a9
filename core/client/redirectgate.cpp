// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/redirectgate.h"

#include "client/quotareport.h"

#include <QPointer>

#include <algorithm>

namespace fuseboard {

namespace {

Error refused(Error error, int status)
{
    error.httpStatus = status;
    return error;
}

} // namespace

RedirectGate::RedirectGate(const CallFrame &call, const CallGate &gate, CallPermits &permits)
    : m_call(call)
    , m_core(call.core())
    , m_gate(gate)
    , m_permits(permits)
{
}

Result<Duration> RedirectGate::pass(const Response &answer, const QUrl &target, const Request &request)
{
    const QPointer alive(&m_call);
    const int status = answer.status; // the answer goes with its call
    const QByteArray from = originOf(answer.url);
    const QByteArray to = originOf(target);
    m_permits.judge(from, Verdict::Success); // it answered
    const QuotaReport report(m_core, from, answer);
    report.tell(request);
    if (!alive)
        return Error(ErrorKind::Cancelled);
    auto wait = passTo(to, report.retryAfter().value_or(Duration::zero()));
    if (wait.ok() && to != from) {
        if (const auto refusal = m_permits.admit(m_call, to))
            wait = *refusal;
    }
    return wait.ok() ? wait : refused(wait.error(), status);
}

Result<Duration> RedirectGate::passAgain(const Response &answer, const QUrl &target, bool now)
{
    const int status = answer.status; // the answer goes with its call
    const QByteArray to = originOf(target);
    // Meanwhile the circuit may be another than the one that let it pass: then it is asked anew (D2).
    if (const auto refusal = m_permits.admit(m_call, to))
        return refused(*refusal, status);
    if (now)
        return Duration::zero();
    auto wait = passTo(to, Duration::zero());
    return wait.ok() ? wait : refused(wait.error(), status);
}

std::shared_ptr<const PauseCause> RedirectGate::pauseCause(const Response &answer, const QUrl &target) const
{
    const QuotaReport report(m_core, originOf(answer.url), answer);
    if (report.retryAfter())
        return report.cause(m_call.request());
    const OriginPolicies &policies = m_core.policies(originOf(target));
    return policies.limiter && policies.limiter->pausedUntil() ? policies.pauseCause : nullptr;
}

Result<Duration> RedirectGate::passTo(const QByteArray &origin, Duration asked)
{
    const auto until = m_gate.pauseEnd(origin);
    const MonotonicTime now = m_core.now();
    const Duration paused = until ? *until - now : Duration::zero();
    const Duration wait = std::max(asked, paused);
    if (wait <= Duration::zero())
        return wait;
    // A limiter's pause has a cap of its own. What a redirect asks for has none: without a configured one, the default.
    const std::optional<Duration> longest = asked >= paused
        ? m_core.config().retry.value_or(RetryConfig()).maxServerDelay
        : m_gate.longestPause();
    const auto refusal = m_gate.exceeds(now + wait, wait, wait, longest);
    return refusal ? Result<Duration>(*refusal) : Result<Duration>(wait);
}

} // namespace fuseboard
