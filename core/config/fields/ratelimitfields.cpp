// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/fields/configfields.h"
#include "config/formats/decimalformat.h"
#include "config/formats/flagformat.h"
#include "config/formats/optionalformat.h"
#include "config/formats/secondsformat.h"
#include "config/formats/wholenumberformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SectionFields<RateLimitConfig> rateLimitFields()
{
    using Config = RateLimitConfig;
    constexpr Duration year = 24h * 365;
    constexpr Duration week = 24h * 7;
    return {{
        field("max_requests"_L1, &Config::maxRequests, WholeNumberFormat{1, 1'000'000}),
        field("window_seconds"_L1, &Config::window, SecondsFormat{1ms, year}),
        field("burst_size"_L1, &Config::burstSize, optionally<int>(WholeNumberFormat{1, 1'000'000})),
        field("respect_retry_after"_L1, &Config::respectRetryAfter, FlagFormat()),
        field("backoff_factor"_L1, &Config::backoffFactor, DecimalFormat{1, 100}),
        field("strict"_L1, &Config::strict, FlagFormat()),
        field("max_wait"_L1, &Config::maxWait, optionally<Duration>(SecondsFormat{0s, week})),
        field("max_queue"_L1, &Config::maxQueue, WholeNumberFormat{0, 1'000'000}),
    }};
}

} // namespace fuseboard
