// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/callgate.h"
#include "client/callpermits.h"

#include <QUrl>

namespace fuseboard {

/// What stands between a redirect and its target: what the answer asked for, the pause of the origin it leads to, and
/// that origin's breaker (D2, D11, H09). Takes no token: one call takes one (D1). Internal.
class RedirectGate
{
public:
    RedirectGate(const CallFrame &call, const CallGate &gate, CallPermits &permits);

    /// How long to wait before it is followed, or why it is not. Listeners of breaker and limiter may destroy the call:
    /// then the answer is Cancelled.
    [[nodiscard]] Result<Duration> pass(const Response &answer, const QUrl &target, const Request &request);
    /// The same when that wait is over: another pause may have begun, or a circuit have opened. now: the user wants
    /// no pause to hold it, but no more than that.
    [[nodiscard]] Result<Duration> passAgain(const Response &answer, const QUrl &target, bool now);

    /// Who asked for such a wait: the answer, or the target earlier on. Null where that is unknown.
    [[nodiscard]] std::shared_ptr<const PauseCause> pauseCause(const Response &answer, const QUrl &target) const;

private:
    [[nodiscard]] Result<Duration> passTo(const QByteArray &origin, Duration asked);

    const CallFrame &m_call;
    ClientCore &m_core;
    const CallGate &m_gate;
    CallPermits &m_permits;
};

} // namespace fuseboard
