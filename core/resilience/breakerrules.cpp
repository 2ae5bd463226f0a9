// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/breakerrules.h"

#include <algorithm>
#include <cmath>

namespace fuseboard {

using namespace std::chrono;

namespace {

constexpr Duration shortestLease = seconds(60);
constexpr Duration longestLease = hours(24 * 7);
constexpr double millionths = 1e6;
constexpr double allPercent = 100;

} // namespace

BreakerRules::BreakerRules(const CircuitBreakerConfig &config, Duration attemptTimeout)
    : failureThreshold(std::max(config.failureThreshold, 1))
    , successThreshold(std::max(config.successThreshold, 1))
    , probesAtATime(std::max(config.halfOpenMaxCalls, 1))
    , minimumCalls(std::max(config.minimumCalls, 1))
    , recovery(config.recoveryTimeout)
    , recoveryGrowth(config.recoveryBackoff)
    , longestRecovery(std::max(config.maxRecoveryTimeout, config.recoveryTimeout))
    , lease(std::clamp(attemptTimeout, shortestLease, longestLease))
    , observeOnly(config.observeOnly)
{
    if (config.failureRate && *config.failureRate > 0)
        rateMillionths = std::max(std::llround(std::min(*config.failureRate, allPercent) * millionths), 1LL);
    if (config.windowType == BreakerWindow::Count)
        minimumCalls = std::min<qint64>(minimumCalls, std::max(config.windowCalls, 1));
}

bool BreakerRules::reachesRate(qint64 failures, qint64 calls) const
{
    constexpr auto whole = static_cast<qint64>(allPercent * millionths);
    return calls >= minimumCalls && failures * whole >= rateMillionths * calls;
}

double BreakerRules::rate() const
{
    return static_cast<double>(rateMillionths) / millionths;
}

Duration BreakerRules::openTime(int reopenings) const
{
    if (recoveryGrowth <= 1 || reopenings == 0)
        return recovery;
    const double grown = toSeconds(recovery) * std::pow(recoveryGrowth, reopenings);
    return std::min(fromSeconds(grown), longestRecovery);
}

} // namespace fuseboard
