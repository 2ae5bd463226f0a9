// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/originpolicies.h"
#include "client/policystate.h"
#include "config/clientconfig.h"

#include <QByteArray>
#include <QObject>

#include <unordered_map>

namespace fuseboard {

/// Limiter and breaker of each origin that a client reaches (D11), as its configuration says. Internal.
class PolicySet final : public QObject
{
    Q_OBJECT

public:
    /// config is read anew by reconfigure(); it and the scheduler must outlive this.
    PolicySet(const ClientConfig &config, Scheduler &scheduler);
    ~PolicySet() override;

    /// Made on first use. The reference holds until the next call; those of the home origin, always.
    OriginPolicies &at(const QByteArray &origin);
    [[nodiscard]] const OriginPolicies *find(const QByteArray &origin) const;
    /// Of all origins: calls in line for a token.
    [[nodiscard]] int waiting() const;
    /// The origin that is never forgotten.
    void setHome(const QByteArray &origin);
    /// What survives this, of all origins (L23).
    [[nodiscard]] PolicyState state() const;
    /// Pauses of an earlier life hold the limiters that there are, and those that are made later.
    void restore(const PolicyState &state);
    /// Brings all to the present configuration and keeps their state (X02). Listeners may destroy this.
    void reconfigure();

Q_SIGNALS:
    void breakerChanged(const QByteArray &origin, fuseboard::CircuitBreaker *breaker, fuseboard::BreakerState to,
                        fuseboard::BreakerReason reason);
    /// A pause begins or is extended, or those who wait are served later for another reason than new limits.
    void pauseBegan(const QByteArray &origin);
    /// A limiter has other limits: who waits may wait too long by now.
    void limitsChanged(const QByteArray &origin);

private:
    void reconfigureLimiter(const QByteArray &origin);
    void reconfigureBreaker(const QByteArray &origin);
    void makeLimiter(const QByteArray &origin, OriginPolicies &policies);
    void makeBreaker(const QByteArray &origin, OriginPolicies &policies);
    void makeRoom();
    void resumePause(const QByteArray &origin, OriginPolicies &policies);

    const ClientConfig &m_config;
    Scheduler &m_scheduler;
    QByteArray m_home;
    std::unordered_map<QByteArray, OriginPolicies> m_policies;
    PolicyState m_remembered; // of an earlier life, for origins that have no limiter yet
    quint64 m_uses = 0;
};

} // namespace fuseboard
