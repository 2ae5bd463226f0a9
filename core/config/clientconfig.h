// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/authconfig.h"
#include "config/circuitbreakerconfig.h"
#include "config/configurl.h"
#include "config/connectionconfig.h"
#include "config/ratelimitconfig.h"
#include "config/retryconfig.h"

namespace fuseboard {

/// In which order the policies stand around the request. (D1)
enum class Pipeline {
    PerCall, ///< SPEC's: one token and one verdict a call, retries included; those out of a pause take a token (D1).
    PerAttempt, ///< Stricter: every attempt takes a token and gives a verdict; an opening stops the retries.
};

/// One integration. (SPEC APIClientConfig) A policy section that is absent is off. base_url, the values of
/// default_headers and most texts of auth may hold {{variables}}: effectiveConfig() puts their values in.
struct ClientConfig
{
    QString name{}; ///< required, 1 … 200 characters
    ConfigUrl baseUrl{}; ///< base_url, required: absolute http or https URL without user info
    std::optional<AuthConfig> auth{};
    std::optional<RateLimitConfig> rateLimit{}; ///< rate_limit
    std::optional<CircuitBreakerConfig> circuitBreaker{}; ///< circuit_breaker
    std::optional<RetryConfig> retry{};
    Duration timeout = std::chrono::seconds(30); ///< seconds, 1 ms … 1 day: one attempt (D5)
    Duration connectTimeout = std::chrono::seconds(
        10); ///< connect_timeout, 1 ms … 1 day, within timeout; this default follows a shorter one
    std::optional<Duration> totalTimeout{}; ///< total_timeout, 1 ms … 7 days, ≥ timeout: the whole call
    QList<QPair<QString, QString>> defaultHeaders{}; ///< default_headers, in the file's order
    bool logRequests = true; ///< log_requests
    bool logResponses = true; ///< log_responses
    bool logResponseBody = false; ///< log_response_body
    int maxConnections = 100; ///< max_connections, 1 … 1 000
    int maxKeepaliveConnections = 20; ///< max_keepalive_connections, 0 … 1 000; this default follows fewer connections
    Pipeline pipeline = Pipeline::PerCall; ///< pipeline: per_call | per_attempt
    bool followRedirects = true; ///< follow_redirects
    int maxRedirects = 10; ///< max_redirects, 0 … 50
    bool allowInsecureRedirects = false; ///< allow_insecure_redirects: https to http (S01)
    qint64 maxResponseBytes = 100'000'000; ///< max_response_bytes, 1 … 2^53 (S06)
    bool recordHistory = true; ///< record_history: whether the application keeps its calls
    bool cookies = true; ///< cookies: whether those of answers are kept and sent back, where there is a jar for them
    std::optional<TlsConfig> tls{};
    std::optional<ProxyConfig> proxy{};
    UnknownFields unknown{};

    friend bool operator==(const ClientConfig &, const ClientConfig &) = default;
};

} // namespace fuseboard
