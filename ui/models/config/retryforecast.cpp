// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/retryforecast.h"

#include "models/figures.h"
#include "models/words.h"
#include "resilience/backoff.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Chance as it never falls: always the same.
class FixedChance final : public Random
{
public:
    explicit FixedChance(double value)
        : m_value(value)
    {
    }
    double uniform() override { return m_value; }

private:
    double m_value;
};

/// Spans that are configured are at most 7 days, but a thousand of them may come together.
Duration addedUp(Duration one, Duration other)
{
    return other > Duration::max() - one ? Duration::max() : one + other;
}

/// Before one retry, where the server asks for it. Zero where it is not asked, or may ask for nothing.
Duration longestServerWait(const ClientConfig &config, Random &misfortune)
{
    if (config.rateLimit && !config.rateLimit->respectRetryAfter)
        return {};
    AttemptOutcome answer;
    answer.error = Error(ErrorKind::Refused); // one that is tried again, whatever the status codes
    answer.idempotent = true;
    answer.serverDelay = config.retry->maxServerDelay;
    return Backoff(*config.retry).next(0, answer, misfortune).delay;
}

} // namespace

RetryForecast retryForecast(const ClientConfig &config)
{
    RetryForecast forecast;
    forecast.worstCase = forecast.worstByServer = config.timeout;
    if (config.retry) {
        const Backoff backoff(*config.retry);
        FixedChance luck(0);
        FixedChance misfortune(1);
        const Duration asked = longestServerWait(config, misfortune);
        for (int retry = 0; retry < config.retry->maxRetries; ++retry) {
            const Duration base = backoff.baseDelay(retry);
            const RetryForecast::Step step{base, backoff.withJitter(base, luck), backoff.withJitter(base, misfortune)};
            forecast.steps.push_back(step);
            forecast.waits = addedUp(forecast.waits, step.longest);
            forecast.worstCase = addedUp(forecast.worstCase, addedUp(step.longest, config.timeout));
            const Duration longest = std::max(step.longest, asked);
            forecast.worstByServer = addedUp(forecast.worstByServer, addedUp(longest, config.timeout));
        }
        forecast.attempts += config.retry->maxRetries;
    }
    forecast.endsByTotal = config.totalTimeout && *config.totalTimeout < forecast.worstCase;
    for (Duration *worst : {&forecast.worstCase, &forecast.worstByServer})
        *worst = std::min(*worst, config.totalTimeout.value_or(*worst));
    return forecast;
}

namespace wording {

namespace {

QString listedWaits(const RetryForecast &forecast)
{
    constexpr std::size_t mostListed = 6;
    QStringList waits;
    for (const RetryForecast::Step &step : forecast.steps) {
        if (static_cast<std::size_t>(waits.size()) == mostListed)
            break;
        waits.append(duration(step.base));
    }
    return waits.join(u", "_s) + (forecast.steps.size() > mostListed ? u" …"_s : QString());
}

QString ownPart(const RetryForecast &forecast)
{
    const QString worst = duration(forecast.worstCase);
    if (forecast.steps.empty())
        return filled(Words::tr("One request; worst case %1 for one call."), {worst});
    const QString sentence = forecast.endsByTotal
        ? Words::tr("Up to %1 requests, with waits of %2 between them; the total timeout ends the call after %3.")
        : Words::tr("Up to %1 requests, with waits of %2 between them; worst case %3 for one call.");
    return filled(sentence, {count(forecast.attempts), listedWaits(forecast), worst});
}

/// What no forecast knows, and no total timeout ends.
QString furtherPart(const ClientConfig &config)
{
    const bool signsIn = config.auth && config.auth->type == AuthType::OAuth2;
    if (config.totalTimeout)
        return {};
    if (config.rateLimit)
        return signsIn ? Words::tr("Waits of the rate limiter and the requests for a token come on top.")
                       : Words::tr("Waits of the rate limiter come on top.");
    return signsIn ? Words::tr("The requests for a token come on top.") : QString();
}

} // namespace

QString retrySentence(const ClientConfig &config)
{
    const RetryForecast forecast = retryForecast(config);
    QStringList sentences{ownPart(forecast)};
    if (forecast.worstByServer > forecast.worstCase)
        sentences.append(
            filled(Words::tr("Where the server asks for longer waits, up to %1."), {duration(forecast.worstByServer)}));
    if (const QString further = furtherPart(config); !further.isEmpty())
        sentences.append(further);
    return sentences.join(u' ');
}

} // namespace wording

} // namespace fuseboard
