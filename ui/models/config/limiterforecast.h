// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/ratelimitconfig.h"

#include <QString>

#include <vector>

namespace fuseboard {

/// What a limiter lets out when more is asked for than it gives, from a full bucket at 0 on.
struct LimiterForecast
{
    /// How many requests have left by a moment.
    struct Level
    {
        Duration at{};
        qint64 sent = 0;
    };

    std::vector<Level> levels; ///< from 0 to span, evenly spaced
    Duration span{};
    qint64 atOnce = 0; ///< the burst that is in force
    qint64 mostInWindow = 0; ///< in any window: burst and refill, or the strict limit (L03)
};

/// Reckoned by a TokenBucket of that configuration. The span is one window, and no less than a second.
LimiterForecast limiterForecast(const RateLimitConfig &config);

namespace wording {

/// "100 requests/min on average, at most 220 in any 60 s."
QString limiterSentence(const RateLimitConfig &config);

} // namespace wording

} // namespace fuseboard
