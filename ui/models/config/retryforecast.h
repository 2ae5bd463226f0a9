// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/clientconfig.h"

#include <QString>

#include <vector>

namespace fuseboard {

/// The delays of a call whose every attempt fails, and how long it takes at worst.
struct RetryForecast
{
    /// The delay before one retry.
    struct Step
    {
        Duration base{}; ///< without jitter
        Duration shortest{};
        Duration longest{};
        friend bool operator==(const Step &, const Step &) = default;
    };

    std::vector<Step> steps; ///< one for each retry
    int attempts = 1; ///< requests at most
    Duration waits{}; ///< all longest delays together
    Duration worstCase{}; ///< with each attempt as long as its timeout allows, within total_timeout
    Duration worstByServer{}; ///< the same where the server asks for the longest waits that are obeyed
    bool endsByTotal = false; ///< total_timeout ends it before its retries are used up
};

/// By the rules of Backoff; waits for tokens of the limiter and for those of a sign-in are not in it.
RetryForecast retryForecast(const ClientConfig &config);

namespace wording {

/// "Up to 4 requests, with waits of 1 s, 2 s, 4 s between them; worst case 2 min 9 s for one call. …", and what may
/// make it longer.
QString retrySentence(const ClientConfig &config);

} // namespace wording

} // namespace fuseboard
