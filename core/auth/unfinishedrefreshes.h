// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"

#include <list>
#include <memory>

namespace fuseboard {

class OAuthTokens;

/// Where a new refresh token lands whose client has gone while it was on its way: the server has voided the one before
/// already, and whoever lost it would have to sign in again (O10).
///
/// It is stored where its client would have stored it, unless what was there has been removed or replaced meanwhile
/// (C28). Each has a minute: the server's limit of thirty seconds, and what the store takes. What is not safe by then,
/// or when this is destroyed, is given up: the request is cancelled, and nothing is written any more.
class UnfinishedRefreshes final
{
public:
    static constexpr Duration longest = std::chrono::seconds(60);

    /// The scheduler must outlive it, and it what its refreshes use: the SecretStore and the StoreLock. Their transport
    /// need not live on.
    explicit UnfinishedRefreshes(Scheduler &scheduler);
    ~UnfinishedRefreshes();
    UnfinishedRefreshes(const UnfinishedRefreshes &) = delete;
    UnfinishedRefreshes &operator=(const UnfinishedRefreshes &) = delete;

    /// To be called once nobody waits for them any more.
    void take(std::unique_ptr<OAuthTokens> tokens);
    [[nodiscard]] bool isEmpty() const { return m_refreshes.empty(); }

private:
    struct Refresh
    {
        std::unique_ptr<OAuthTokens> tokens;
        TimerHandle limit;
    };

    void remove(const OAuthTokens *tokens);

    Scheduler &m_scheduler;
    std::list<Refresh> m_refreshes;
};

} // namespace fuseboard
