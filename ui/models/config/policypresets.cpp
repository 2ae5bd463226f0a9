// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/policypresets.h"

#include "models/words.h"

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

template<class Config, class Preset>
PolicyPreset matching(const std::optional<Config> &config, Preset presetFor)
{
    if (!config)
        return PolicyPreset::Off;
    Config known = *config;
    known.unknown.clear();
    for (const PolicyPreset preset : {PolicyPreset::Gentle, PolicyPreset::Standard, PolicyPreset::Strict}) {
        if (presetFor(preset) == std::optional<Config>(known))
            return preset;
    }
    return PolicyPreset::Custom;
}

} // namespace

std::optional<RateLimitConfig> limiterPreset(PolicyPreset preset)
{
    if (preset == PolicyPreset::Off)
        return std::nullopt;
    RateLimitConfig config;
    if (preset == PolicyPreset::Gentle) {
        config.maxRequests = 600;
        config.burstSize = 100;
    } else if (preset == PolicyPreset::Strict) {
        config.maxRequests = 30;
        config.burstSize = 5;
        config.strict = true;
        config.maxWait = 30s;
    }
    return config;
}

std::optional<CircuitBreakerConfig> breakerPreset(PolicyPreset preset)
{
    if (preset == PolicyPreset::Off)
        return std::nullopt;
    CircuitBreakerConfig config;
    if (preset == PolicyPreset::Gentle) {
        config.failureThreshold = 10;
        config.recoveryTimeout = 30s;
        config.successThreshold = 1;
    } else if (preset == PolicyPreset::Strict) {
        config.failureThreshold = 3;
        config.successThreshold = 3;
        config.recoveryBackoff = 2;
    }
    return config;
}

std::optional<RetryConfig> retryPreset(PolicyPreset preset)
{
    if (preset == PolicyPreset::Off)
        return std::nullopt;
    RetryConfig config;
    if (preset == PolicyPreset::Gentle) {
        config.maxRetries = 1;
    } else if (preset == PolicyPreset::Strict) {
        config.maxRetries = 5;
        config.maxDelay = 30s;
        config.retryBudget = 0.2;
    }
    return config;
}

PolicyPreset presetOf(const std::optional<RateLimitConfig> &config)
{
    return matching(config, limiterPreset);
}

PolicyPreset presetOf(const std::optional<CircuitBreakerConfig> &config)
{
    return matching(config, breakerPreset);
}

PolicyPreset presetOf(const std::optional<RetryConfig> &config)
{
    return matching(config, retryPreset);
}

namespace wording {

QStringList presetWords()
{
    return {Words::tr("Off"), Words::tr("Gentle"), Words::tr("Standard"), Words::tr("Strict"), Words::tr("Custom")};
}

QString offSentence(const QString &section)
{
    if (section == "rate_limit"_L1)
        return Words::tr("Off: nothing waits for tokens. Choose one of the above to limit how fast requests leave.");
    if (section == "circuit_breaker"_L1)
        return Words::tr("Off: nothing is refused. Choose one of the above to spare a server that is failing.");
    return Words::tr("Off: each call is one attempt. Choose one of the above to try again after a failure.");
}

} // namespace wording

} // namespace fuseboard
