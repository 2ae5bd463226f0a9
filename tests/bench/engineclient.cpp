// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engineclient.h"

namespace fuseboard {

namespace {

ClientConfig benchConfig(const QUrl &url)
{
    ClientConfig config;
    config.name = QStringLiteral("bench");
    config.baseUrl = url;
    config.rateLimit = RateLimitConfig();
    config.rateLimit->maxRequests = 1'000'000; // it counts each call and never holds one back
    config.rateLimit->window = std::chrono::seconds(1);
    config.circuitBreaker = CircuitBreakerConfig();
    config.retry = RetryConfig();
    return config;
}

} // namespace

EngineClient::EngineClient(int maxConnections)
    : m_random(1)
    , m_transport({.maxConnections = maxConnections}, m_scheduler)
    , m_maxConnections(maxConnections)
{
}

QString EngineClient::name() const
{
    return QStringLiteral("engine, all policies, %1 connections").arg(m_maxConnections);
}

void EngineClient::start(const QUrl &url)
{
    if (!m_client)
        m_client = std::make_unique<ApiClient>(benchConfig(url),
                                               Services{m_scheduler, m_random, m_transport, m_secrets});
    Request request;
    request.url = url;
    connect(m_client->send(request), &Call::finished, this,
            [this](const Result<ApiResponse> &result) { ended(result.ok() && !result->response.body.isEmpty()); });
}

} // namespace fuseboard
