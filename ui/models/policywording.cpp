// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/policywording.h"

#include "models/breakerwording.h"
#include "models/figures.h"
#include "models/words.h"

#include <cmath>

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

QString apiKeySummary(const AuthConfig &auth)
{
    //: %1 "header", "query" or "body", %2 the name of the field there
    return filled(Words::tr("API key in the %1, %2"), {word(auth.tokenLocation), printable(auth.tokenKey, 40)});
}

QString delays(const RetryConfig &retry)
{
    if (retry.strategy == RetryStrategy::Fixed || retry.maxDelay <= retry.initialDelay)
        return duration(std::min(retry.initialDelay, retry.maxDelay));
    return duration(retry.initialDelay) + u" → "_s + duration(retry.maxDelay);
}

QString oauthSummary(GrantType grant)
{
    switch (grant) {
    case GrantType::ClientCredentials:
        return Words::tr("OAuth 2.0, client credentials");
    case GrantType::RefreshToken:
        return Words::tr("OAuth 2.0, refresh token");
    case GrantType::AuthorizationCode:
        return Words::tr("OAuth 2.0, sign-in in the browser");
    case GrantType::Password:
        return Words::tr("OAuth 2.0, user name and password");
    case GrantType::DeviceCode:
        return Words::tr("OAuth 2.0, device code");
    }
    Q_UNREACHABLE();
}

QString opensAfter(const CircuitBreakerConfig &breaker)
{
    if (breaker.failureRate)
        return filled(Words::tr("Breaker opens at %1 failures of at least %2 calls"),
                      {percent(*breaker.failureRate), count(breaker.minimumCalls)});
    return filled(Words::tr("Breaker opens after %1"), {failures(breaker.failureThreshold)});
}

} // namespace

QString authSummary(const std::optional<AuthConfig> &auth)
{
    if (!auth)
        return word(AuthType::None);
    switch (auth->type) {
    case AuthType::ApiKey:
        return apiKeySummary(*auth);
    case AuthType::Basic:
        return auth->username.isEmpty()
            ? word(auth->type)
            : filled(Words::tr("Basic authentication as %1"), {printable(auth->username, 40)});
    case AuthType::OAuth2:
        return oauthSummary(auth->grant());
    case AuthType::None:
    case AuthType::Bearer:
    case AuthType::Custom:
        return word(auth->type);
    }
    Q_UNREACHABLE();
}

QString limiterSummary(const std::optional<RateLimitConfig> &limit, const std::optional<LimiterSnapshot> &live)
{
    if (!limit)
        return Words::tr("No rate limit");
    const QString text = filled(limit->strict ? Words::tr("%1, burst %2, strict") : Words::tr("%1, burst %2"),
                                {rate(limit->maxRequests, limit->window), count(limit->burst())});
    return live ? text + u" · "_s + limiterState(*live) : text;
}

QString breakerSummary(const std::optional<CircuitBreakerConfig> &breaker, const std::optional<BreakerSnapshot> &live)
{
    if (!breaker)
        return Words::tr("No circuit breaker");
    QString text = opensAfter(*breaker);
    if (breaker->observeOnly)
        text += u", "_s + Words::tr("observes only");
    if (!live)
        return text;
    if (live->state == BreakerState::Open && live->retryIn && !live->forced && !live->isolated)
        return text + u" · "_s + filled(Words::tr("probe in %1"), {remaining(*live->retryIn)});
    return text + u" · "_s + filled(Words::tr("%1 now"), {word(*live)});
}

QString retrySummary(const std::optional<RetryConfig> &retry)
{
    if (!retry || retry->maxRetries == 0)
        return Words::tr("No retries");
    const QString text = filled(Words::tr("%1, %2 %3"),
                                {retries(retry->maxRetries), word(retry->strategy), delays(*retry)});
    return retry->jitter ? text + u", "_s + filled(Words::tr("jitter ±%1"), {percent(25)}) : text;
}

QString timeoutSummary(const ClientConfig &config)
{
    const QString connect = duration(config.connectTimeout);
    const QString attempt = duration(config.timeout);
    if (!config.totalTimeout)
        return filled(Words::tr("Timeouts: connect %1, attempt %2"), {connect, attempt});
    return filled(Words::tr("Timeouts: connect %1, attempt %2, total %3"),
                  {connect, attempt, duration(*config.totalTimeout)});
}

QStringList policySummaries(const ClientConfig &config, const ClientSnapshot *live)
{
    return {authSummary(config.auth), limiterSummary(config.rateLimit, live ? live->limiter : std::nullopt),
            breakerSummary(config.circuitBreaker, live ? live->breaker : std::nullopt), retrySummary(config.retry),
            timeoutSummary(config)};
}

QString word(AuthType type)
{
    switch (type) {
    case AuthType::None:
        return Words::tr("No authentication");
    case AuthType::ApiKey:
        return Words::tr("API key");
    case AuthType::Bearer:
        return Words::tr("Bearer token");
    case AuthType::Basic:
        return Words::tr("Basic authentication");
    case AuthType::OAuth2:
        return Words::tr("OAuth 2.0");
    case AuthType::Custom:
        return Words::tr("Custom headers and parameters");
    }
    Q_UNREACHABLE();
}

QString word(AuthLocation location)
{
    switch (location) {
    case AuthLocation::Header:
        //: a place in a request: "in the header"
        return Words::tr("header");
    case AuthLocation::Query:
        //: a place in a request: "in the query"
        return Words::tr("query");
    case AuthLocation::Body:
        //: a place in a request: "in the body"
        return Words::tr("body");
    }
    Q_UNREACHABLE();
}

QString word(RetryStrategy strategy)
{
    switch (strategy) {
    case RetryStrategy::Exponential:
        return Words::tr("exponential");
    case RetryStrategy::Linear:
        return Words::tr("linear");
    case RetryStrategy::Fixed:
        return Words::tr("fixed");
    }
    Q_UNREACHABLE();
}

QString sentence(Pipeline pipeline)
{
    switch (pipeline) {
    case Pipeline::PerCall:
        return Words::tr(
            "One call takes one token and gives the breaker one verdict, retries included; what comes out of a "
            "server's pause takes another token.");
    case Pipeline::PerAttempt:
        return Words::tr("Every attempt takes a token and gives the breaker a verdict; an open circuit stops the "
                         "retries.");
    }
    Q_UNREACHABLE();
}

QString limiterState(const LimiterSnapshot &limiter)
{
    if (limiter.pausedFor)
        return filled(Words::tr("paused by the server for %1"), {remaining(*limiter.pausedFor)});
    if (limiter.waiting == 1)
        return filled(Words::tr("1 call waits, for %1 so far"), {duration(limiter.longestWait)});
    if (limiter.waiting > 1)
        return filled(Words::tr("%1 calls wait, longest %2"), {count(limiter.waiting), duration(limiter.longestWait)});
    const int tokens = int(std::floor(std::max(0.0, limiter.tokens)));
    return tokens == 1 ? Words::tr("1 token now") : Words::tr("%Ln tokens now", nullptr, tokens);
}

} // namespace fuseboard::wording
