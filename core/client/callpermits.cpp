// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callpermits.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace fuseboard {

void CallPermits::add(const QByteArray &origin, CircuitBreaker::Permit permit)
{
    if (permit.isOpen())
        m_permits.push_back({origin, std::move(permit)});
}

bool CallPermits::holds(const QByteArray &origin) const
{
    return std::any_of(m_permits.begin(), m_permits.end(), [&](const Held &held) { return held.origin == origin; });
}

std::optional<Error> CallPermits::admit(ClientCore &core, const QByteArray &origin)
{
    CircuitBreaker *breaker = core.policies(origin).breaker.get();
    if (!breaker || holds(origin))
        return std::nullopt;
    const QPointer alive(&core);
    auto admitted = breaker->admit();
    if (!alive)
        return Error(ErrorKind::Cancelled);
    if (!admitted)
        return admitted.error();
    add(origin, std::move(admitted).value());
    return std::nullopt;
}

void CallPermits::renew(Duration ahead)
{
    for (Held &held : m_permits)
        held.permit.renew(ahead);
}

void CallPermits::settle(const QByteArray &lastOrigin, Verdict verdict, std::optional<Duration> openFor)
{
    for (Held &held : std::exchange(m_permits, {})) {
        if (held.origin == lastOrigin)
            held.permit.settle(verdict, openFor);
        else
            held.permit.success();
    }
}

} // namespace fuseboard
