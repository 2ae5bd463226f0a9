// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/pipelinewording.h"

#include "models/figures.h"
#include "models/policywording.h"
#include "models/words.h"

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

QList<PipelineStage> pipelineStages(Pipeline pipeline)
{
    using enum PipelineStage;
    return pipeline == Pipeline::PerCall ? QList{Prepare, Limiter, Breaker, Retry, Http}
                                         : QList{Prepare, Retry, Limiter, Breaker, Http};
}

QList<PipelineStage> repeatedStages(Pipeline pipeline)
{
    using enum PipelineStage;
    return pipeline == Pipeline::PerCall ? QList{Http} : QList{Limiter, Breaker, Http};
}

namespace wording {

namespace {

QString shortRate(const RateLimitConfig &limit)
{
    const QString number = shortCount(limit.maxRequests);
    if (limit.window == 1s)
        return filled(Words::tr("%1/s"), {number});
    if (limit.window == 1min)
        return filled(Words::tr("%1/min"), {number});
    if (limit.window == 1h)
        return filled(Words::tr("%1/h"), {number});
    return filled(Words::tr("%1 in %2"), {number, duration(limit.window)});
}

QString limiterFigures(const std::optional<RateLimitConfig> &limit)
{
    if (!limit)
        return Words::tr("off");
    return filled(limit->strict ? Words::tr("%1, strict") : Words::tr("%1, burst %2"),
                  {shortRate(*limit), shortCount(limit->burst())});
}

QString breakerFigures(const std::optional<CircuitBreakerConfig> &breaker)
{
    if (!breaker)
        return Words::tr("off");
    if (breaker->observeOnly)
        return Words::tr("observes only");
    if (breaker->failureRate)
        return filled(Words::tr("opens at %1"), {percent(*breaker->failureRate)});
    return filled(Words::tr("opens after %1"), {shortCount(breaker->failureThreshold)});
}

QString retryFigures(const std::optional<RetryConfig> &retry)
{
    if (!retry || retry->maxRetries == 0)
        return Words::tr("off");
    const QString first = duration(std::min(retry->initialDelay, retry->maxDelay));
    const bool grows = retry->strategy != RetryStrategy::Fixed && retry->maxDelay > retry->initialDelay;
    //: 3 ×: three retries
    return filled(grows ? Words::tr("%1 ×, %2 → %3") : Words::tr("%1 ×, %2"),
                  {count(retry->maxRetries), first, duration(retry->maxDelay)});
}

QString authFigures(const std::optional<AuthConfig> &auth)
{
    return auth && auth->type != AuthType::None ? Words::tr("auth at send time") : Words::tr("no authentication");
}

} // namespace

QString word(PipelineStage stage)
{
    switch (stage) {
    case PipelineStage::Prepare:
        return Words::tr("Prepare");
    case PipelineStage::Limiter:
        return Words::tr("Rate limiter");
    case PipelineStage::Breaker:
        return Words::tr("Breaker");
    case PipelineStage::Retry:
        return Words::tr("Retry");
    case PipelineStage::Http:
        return Words::tr("HTTP");
    }
    Q_UNREACHABLE();
}

QString figures(PipelineStage stage, const ClientConfig &config)
{
    switch (stage) {
    case PipelineStage::Prepare:
        return authFigures(config.auth);
    case PipelineStage::Limiter:
        return limiterFigures(config.rateLimit);
    case PipelineStage::Breaker:
        return breakerFigures(config.circuitBreaker);
    case PipelineStage::Retry:
        return retryFigures(config.retry);
    case PipelineStage::Http:
        return filled(Words::tr("connect %1 · %2"),
                      {duration(std::min(config.connectTimeout, config.timeout)), duration(config.timeout)});
    }
    Q_UNREACHABLE();
}

QString pipelineSentence(Pipeline pipeline)
{
    return pipeline == Pipeline::PerCall ? Words::tr("A call takes one token; retries only after a server's pause.")
                                         : Words::tr("Every attempt takes a token and gives a verdict.");
}

QString pipelineLink(Pipeline pipeline)
{
    return pipeline == Pipeline::PerCall ? Words::tr("Count every attempt instead…")
                                         : Words::tr("Count only calls instead…");
}

QString opensBy(const CircuitBreakerConfig &config)
{
    if (!config.failureRate)
        return config.failureThreshold == 1
            ? Words::tr("1 failure")
            : filled(Words::tr("%1 failures in a row"), {count(config.failureThreshold)});
    const QString window = config.windowType == BreakerWindow::Time
        ? duration(config.window)
        : filled(Words::tr("%1 calls"), {count(config.windowCalls)});
    return filled(Words::tr("%1 of %2 or more calls in %3"),
                  {percent(*config.failureRate), count(config.minimumCalls), window});
}

QString probesAfter(const CircuitBreakerConfig &config)
{
    const QString first = duration(config.recoveryTimeout);
    if (config.recoveryBackoff <= 1)
        return filled(Words::tr("after %1"), {first});
    return filled(Words::tr("after %1, growing to %2"), {first, duration(config.maxRecoveryTimeout)});
}

QString closesBy(const CircuitBreakerConfig &config)
{
    return config.successThreshold == 1 ? Words::tr("1 success")
                                        : filled(Words::tr("%1 successes"), {count(config.successThreshold)});
}

QString breakerSentence(const CircuitBreakerConfig &config)
{
    const QString figure = opensBy(config);
    if (config.observeOnly)
        return filled(Words::tr("It would open by %1, but only observes: nothing is refused."), {figure});
    return filled(Words::tr("Opens by %1; nothing is sent for %2, then probes pass, and %3 in a row close it."),
                  {figure, duration(config.recoveryTimeout), closesBy(config)});
}

} // namespace wording

} // namespace fuseboard
