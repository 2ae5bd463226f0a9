// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/fields/configfields.h"
#include "config/formats/flagformat.h"
#include "config/formats/headersformat.h"
#include "config/formats/optionalformat.h"
#include "config/formats/secondsformat.h"
#include "config/formats/sectionformat.h"
#include "config/formats/textformat.h"
#include "config/formats/urlformat.h"
#include "config/formats/wholenumberformat.h"
#include "config/formats/wordformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WordFormat<Pipeline, 2> pipelineWords{{{
    {Pipeline::PerCall, "per_call"_L1},
    {Pipeline::PerAttempt, "per_attempt"_L1},
}}};

/// Where a default is above a chosen limit it follows the limit; only what somebody chose contradicts.
void clientRules(const ClientConfig &config, const FaultScope &scope)
{
    const ClientConfig defaults;
    if (config.connectTimeout > config.timeout && config.connectTimeout != defaults.connectTimeout)
        scope.exceeds(u"connect_timeout"_s, u"timeout"_s);
    if (config.totalTimeout && *config.totalTimeout < config.timeout)
        scope.exceeds(u"timeout"_s, u"total_timeout"_s);
    if (config.maxKeepaliveConnections > config.maxConnections
        && config.maxKeepaliveConnections != defaults.maxKeepaliveConnections)
        scope.exceeds(u"max_keepalive_connections"_s, u"max_connections"_s);
}

template<class Section>
auto policy(SectionFields<Section> (*declared)())
{
    return optionally<Section>(SectionFormat<Section>{declared});
}

} // namespace

SectionFields<ClientConfig> clientFields()
{
    using Config = ClientConfig;
    constexpr Duration day = 24h;
    constexpr qint64 largestBody = 9'007'199'254'740'992; // 2^53
    return {{
                formatField<Config>(),
                field("name"_L1, &Config::name, TextFormat{1, 200}).required(),
                field("base_url"_L1, &Config::baseUrl, UrlFormat()).required(),
                field("auth"_L1, &Config::auth, policy(authFields)),
                field("rate_limit"_L1, &Config::rateLimit, policy(rateLimitFields)),
                field("circuit_breaker"_L1, &Config::circuitBreaker, policy(circuitBreakerFields)),
                field("retry"_L1, &Config::retry, policy(retryFields)),
                field("timeout"_L1, &Config::timeout, SecondsFormat{1ms, day}),
                field("connect_timeout"_L1, &Config::connectTimeout, SecondsFormat{1ms, day}),
                field("default_headers"_L1, &Config::defaultHeaders, HeadersFormat()),
                field("log_requests"_L1, &Config::logRequests, FlagFormat()),
                field("log_responses"_L1, &Config::logResponses, FlagFormat()),
                field("log_response_body"_L1, &Config::logResponseBody, FlagFormat()),
                field("max_connections"_L1, &Config::maxConnections, WholeNumberFormat{1, 1'000}),
                field("max_keepalive_connections"_L1, &Config::maxKeepaliveConnections, WholeNumberFormat{0, 1'000}),
                field("total_timeout"_L1, &Config::totalTimeout, optionally<Duration>(SecondsFormat{1ms, day * 7})),
                field("pipeline"_L1, &Config::pipeline, pipelineWords),
                field("follow_redirects"_L1, &Config::followRedirects, FlagFormat()),
                field("max_redirects"_L1, &Config::maxRedirects, WholeNumberFormat{0, 50}),
                field("allow_insecure_redirects"_L1, &Config::allowInsecureRedirects, FlagFormat()),
                field("max_response_bytes"_L1, &Config::maxResponseBytes, WholeNumberFormat{1, largestBody}),
                field("record_history"_L1, &Config::recordHistory, FlagFormat()),
                field("cookies"_L1, &Config::cookies, FlagFormat()),
                field("tls"_L1, &Config::tls, policy(tlsFields)),
                field("proxy"_L1, &Config::proxy, policy(proxyFields)),
            },
            clientRules};
}

} // namespace fuseboard
