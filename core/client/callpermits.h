// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientcore.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace fuseboard {

/// The breakers' permits of one call, one for each origin that it has reached: the first by the gate, the others by
/// redirects (D11). Destroying them abandons what is not settled. Internal.
class CallPermits
{
public:
    [[nodiscard]] bool isEmpty() const { return m_permits.empty(); }
    void add(const QByteArray &origin, CircuitBreaker::Permit permit);
    /// Asks the breaker of an origin that a redirect leads to, unless there is a permit for it. Listeners may destroy
    /// the call, and with it this.
    [[nodiscard]] std::optional<Error> admit(ClientCore &core, const QByteArray &origin);
    /// The work goes on; probes among them keep their slots for that wait and another lease (B17).
    void renew(Duration ahead = {});
    /// Ends all: the verdict is that of the origin contacted last; the others answered with a redirect, so they are
    /// alive. Listeners may destroy the call: to be called on what was taken out of it.
    void settle(const QByteArray &lastOrigin, Verdict verdict, std::optional<Duration> openFor);

private:
    struct Held
    {
        QByteArray origin;
        CircuitBreaker::Permit permit;
    };
    [[nodiscard]] bool holds(const QByteArray &origin) const;

    std::vector<Held> m_permits;
};

} // namespace fuseboard
