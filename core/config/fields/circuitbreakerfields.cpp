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

constexpr WordFormat<BreakerWindow, 2> breakerWindowWords{{{
    {BreakerWindow::Time, "time"_L1},
    {BreakerWindow::Count, "count"_L1},
}}};

void circuitBreakerRules(const CircuitBreakerConfig &config, const FaultScope &scope)
{
    const bool grows = config.recoveryBackoff > 1;
    if (grows && config.maxRecoveryTimeout < config.recoveryTimeout)
        scope.exceeds(u"recovery_timeout"_s, u"max_recovery_timeout"_s);
    const bool counts = config.failureRate.has_value() && config.windowType == BreakerWindow::Count;
    if (counts && config.minimumCalls > config.windowCalls)
        scope.exceeds(u"minimum_calls"_s, u"window_calls"_s);
}

} // namespace

SectionFields<CircuitBreakerConfig> circuitBreakerFields()
{
    using Config = CircuitBreakerConfig;
    constexpr Duration day = 24h;
    constexpr WholeNumberFormat upToAMillion{1, 1'000'000};
    constexpr DecimalFormat percent{0, 100, DecimalFormat::Least::Excluded};
    return {{
                field("failure_threshold"_L1, &Config::failureThreshold, upToAMillion),
                field("recovery_timeout"_L1, &Config::recoveryTimeout, SecondsFormat{1ms, day}),
                field("success_threshold"_L1, &Config::successThreshold, upToAMillion),
                field("failure_status_codes"_L1, &Config::failureStatusCodes, StatusListFormat()),
                field("count_timeouts_as_failures"_L1, &Config::countTimeoutsAsFailures, FlagFormat()),
                field("half_open_max_calls"_L1, &Config::halfOpenMaxCalls, WholeNumberFormat{1, 1'000}),
                field("failure_rate"_L1, &Config::failureRate, optionally<double>(percent)),
                field("minimum_calls"_L1, &Config::minimumCalls, upToAMillion),
                field("window_seconds"_L1, &Config::window, SecondsFormat{1s, day}),
                field("window_type"_L1, &Config::windowType, breakerWindowWords),
                field("window_calls"_L1, &Config::windowCalls, WholeNumberFormat{1, 100'000}),
                field("count_local_errors"_L1, &Config::countLocalErrors, FlagFormat()),
                field("recovery_backoff"_L1, &Config::recoveryBackoff, DecimalFormat{1, 10}),
                field("max_recovery_timeout"_L1, &Config::maxRecoveryTimeout, SecondsFormat{1ms, day * 7}),
                field("observe_only"_L1, &Config::observeOnly, FlagFormat()),
            },
            circuitBreakerRules};
}

} // namespace fuseboard
