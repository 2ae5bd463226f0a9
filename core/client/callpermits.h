// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/circuitbreaker.h"
#include "resilience/verdict.h"

#include <QByteArray>

#include <forward_list>
#include <optional>

namespace fuseboard {

class CallFrame;

/// The breakers' permits of one call, one for each origin that it has reached: the first by the gate, the others by
/// redirects (D11). Destroying them abandons what is not settled. Internal.
class CallPermits
{
public:
    void add(const QByteArray &origin, CircuitBreaker::Permit permit);
    /// Asks the breaker of an origin that a redirect of that call leads to, unless there is a permit for it that is
    /// still worth something (D12). Listeners may destroy the call, and with it this.
    [[nodiscard]] std::optional<Error> admit(const CallFrame &call, const QByteArray &origin);
    /// The work goes on; probes among them keep their slots for that wait and another lease (B17).
    void renew(Duration ahead = {});
    /// Whether the breaker of an origin has to be asked again before something leaves for it: it is not as it was when
    /// it let it pass, or refuses; for what is inside already, that a person has opened it.
    [[nodiscard]] bool areDoubtful(const CallFrame &call, const QByteArray &origin, bool isInside);
    /// Gives those up that are worth nothing any more; true where the breaker of this origin has to be asked again, for
    /// which nothing is held then. The others keep what is known of their origins.
    bool dropDoubtful(const CallFrame &call, const QByteArray &origin, bool isInside);
    /// What an origin has shown of itself; the last word counts.
    void judge(const QByteArray &origin, Verdict verdict, std::optional<Duration> openFor = {});
    /// Ends all, each with its verdict. Listeners may destroy the call: to be called on what was taken out of it.
    static void settle(CallPermits permits);

private:
    struct Held
    {
        QByteArray origin;
        CircuitBreaker::Permit permit;
        Verdict verdict = Verdict::Neutral;
        std::optional<Duration> openFor{};
    };
    [[nodiscard]] Held *find(const QByteArray &origin);

    std::forward_list<Held> m_permits; // nearly always one; in the order of their admission
};

} // namespace fuseboard
