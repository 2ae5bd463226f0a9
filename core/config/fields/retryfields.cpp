// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/fields/configfields.h"
#include "config/formats/decimalformat.h"
#include "config/formats/flagformat.h"
#include "config/formats/optionalformat.h"
#include "config/formats/secondsformat.h"
#include "config/formats/statuslistformat.h"
#include "config/formats/wholenumberformat.h"
#include "config/formats/wordformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WordFormat<RetryStrategy, 3> retryStrategyWords{{{
    {RetryStrategy::Exponential, "exponential"_L1},
    {RetryStrategy::Linear, "linear"_L1},
    {RetryStrategy::Fixed, "fixed"_L1},
}}};

void retryRules(const RetryConfig &config, const FaultScope &scope)
{
    // A cap that somebody chose below the default of initial_delay just caps it.
    if (config.initialDelay > config.maxDelay && config.initialDelay != RetryConfig().initialDelay)
        scope.exceeds(u"initial_delay"_s, u"max_delay"_s);
}

} // namespace

SectionFields<RetryConfig> retryFields()
{
    using Config = RetryConfig;
    constexpr Duration day = 24h;
    return {{
                field("max_retries"_L1, &Config::maxRetries, WholeNumberFormat{0, 1'000}),
                field("strategy"_L1, &Config::strategy, retryStrategyWords),
                field("initial_delay"_L1, &Config::initialDelay, SecondsFormat{0s, day}),
                field("max_delay"_L1, &Config::maxDelay, SecondsFormat{1ms, day}),
                field("backoff_multiplier"_L1, &Config::backoffMultiplier, DecimalFormat{1, 100}),
                field("jitter"_L1, &Config::jitter, FlagFormat()),
                field("retry_status_codes"_L1, &Config::retryStatusCodes, StatusListFormat()),
                field("retry_on_timeout"_L1, &Config::retryOnTimeout, FlagFormat()),
                field("retry_unsafe_methods"_L1, &Config::retryUnsafeMethods, FlagFormat()),
                field("idempotency_keys"_L1, &Config::idempotencyKeys, FlagFormat()),
                field("max_server_delay"_L1, &Config::maxServerDelay, SecondsFormat{0s, day * 7}),
                field("retry_budget"_L1, &Config::retryBudget, optionally<double>(DecimalFormat{0, 1})),
            },
            retryRules};
}

} // namespace fuseboard
