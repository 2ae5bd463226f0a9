// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/limiterforecast.h"

#include "models/figures.h"
#include "models/words.h"
#include "resilience/tokenbucket.h"

#include <algorithm>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

constexpr int forecastSteps = 120;

/// All that can be taken at a moment.
qint64 takeAll(TokenBucket &bucket, MonotonicTime now)
{
    const int whole = static_cast<int>(bucket.tokens(now));
    return whole > 0 && bucket.tryTake(now, whole) ? whole : 0;
}

} // namespace

LimiterForecast limiterForecast(const RateLimitConfig &config)
{
    LimiterForecast forecast;
    forecast.span = std::max<Duration>(config.window, 1s);
    forecast.atOnce = config.strict ? std::min(config.burst(), config.maxRequests) : config.burst();
    forecast.mostInWindow = config.strict ? config.maxRequests : forecast.atOnce + config.maxRequests;
    const MonotonicTime start{};
    TokenBucket bucket(config, start);
    qint64 sent = 0;
    for (int step = 0; step <= forecastSteps; ++step) {
        // Multiplied first: the last step is the end of the span to the nanosecond, when its last token comes.
        const Duration at = forecast.span * step / forecastSteps;
        sent += takeAll(bucket, start + at);
        if (forecast.span == config.window) // at its end a strict window lets the next one begin
            sent = std::min(sent, forecast.mostInWindow);
        forecast.levels.push_back({at, sent});
    }
    return forecast;
}

namespace wording {

QString limiterSentence(const RateLimitConfig &config)
{
    return filled(Words::tr("%1 on average, at most %2 in any %3."),
                  {rate(config.maxRequests, config.window), count(limiterForecast(config).mostInWindow),
                   duration(config.window)});
}

} // namespace wording

} // namespace fuseboard
