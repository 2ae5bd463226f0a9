// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "config/clientconfig.h"

#include <QString>
#include <QStringList>

namespace fuseboard::wording {

/// "OAuth 2.0, client credentials", "API key in the header X-API-Key", "No authentication".
QString authSummary(const std::optional<AuthConfig> &auth);
/// "10 requests/s, burst 20 · 6 tokens now"; the live part only with a snapshot.
QString limiterSummary(const std::optional<RateLimitConfig> &limit, const std::optional<LimiterSnapshot> &live = {});
/// "Breaker opens after 12 failures · probe in 18 s".
QString breakerSummary(const std::optional<CircuitBreakerConfig> &breaker,
                       const std::optional<BreakerSnapshot> &live = {});
/// "3 retries, exponential 1 s → 30 s, jitter ±25 %".
QString retrySummary(const std::optional<RetryConfig> &retry);
/// "Timeouts: connect 10 s, attempt 30 s, total 2 min".
QString timeoutSummary(const ClientConfig &config);

/// The five above in this order: what the card "Policies of …" shows.
QStringList policySummaries(const ClientConfig &config, const ClientSnapshot *live = nullptr);

QString word(AuthType type);
QString word(AuthLocation location);
QString word(RetryStrategy strategy);
/// The order of the policies as one sentence. (D1)
QString sentence(Pipeline pipeline);

/// "6 tokens now", "12 calls wait, longest 0.4 s", "paused by the server for 20 s".
QString limiterState(const LimiterSnapshot &limiter);

} // namespace fuseboard::wording
