// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/unfinishedrefreshes.h"

#include "auth/oauthtokens.h"

#include <algorithm>
#include <utility>

namespace fuseboard {

UnfinishedRefreshes::UnfinishedRefreshes(Scheduler &scheduler)
    : m_scheduler(scheduler)
{
}

UnfinishedRefreshes::~UnfinishedRefreshes() = default;

void UnfinishedRefreshes::take(std::unique_ptr<OAuthTokens> tokens)
{
    OAuthTokens *taken = tokens.get();
    m_refreshes.push_back({std::move(tokens), m_scheduler.after(longest, [this, taken] { remove(taken); })});
    taken->release([this, taken] {
        if (!taken->isUnsafe()) // else its store is tried again
            remove(taken);
    });
}

void UnfinishedRefreshes::remove(const OAuthTokens *tokens)
{
    const auto isThat = [tokens](const Refresh &refresh) { return refresh.tokens.get() == tokens; };
    const auto found = std::find_if(m_refreshes.begin(), m_refreshes.end(), isThat);
    if (found == m_refreshes.end())
        return;
    std::list<Refresh> gone; // whoever asks meanwhile no longer finds it
    gone.splice(gone.end(), m_refreshes, found);
}

} // namespace fuseboard
