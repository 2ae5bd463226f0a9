// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/attempt.h"
#include "client/clientcore.h"

#include <optional>

namespace fuseboard {

/// What the end of an attempt means: for the books, the limiter, the breaker and the decision about a retry. Internal.
class AttemptReview
{
public:
    /// origin is where the call was meant to go; redirects may have led elsewhere.
    AttemptReview(ClientCore &core, const Request &request, const QByteArray &origin, const AttemptResult &result);

    void describe(TimelineEntry &entry) const;
    void countAttempt(Duration lasted) const;
    void log(int attempt) const;
    /// Tells the limiter what the server said.
    void observeQuota() const;
    /// Gives the breaker its verdict.
    void settle(CircuitBreaker::Permit permit) const;
    /// Whether another attempt follows, by the retry rules alone: deadline and budget are the caller's.
    [[nodiscard]] RetryDecision decide(int retries) const;
    /// What the caller of the call gets if this attempt was the last.
    [[nodiscard]] Result<ApiResponse> outcome(int retries) const;

private:
    [[nodiscard]] AttemptOutcome facts() const;
    [[nodiscard]] bool fromOrigin() const { return m_result.origin == m_origin; }

    ClientCore &m_core;
    const Request &m_request;
    QByteArray m_origin;
    const AttemptResult &m_result;
    OriginPolicies &m_policies;
    ServerQuota m_quota; // empty where the client does not obey it
};

} // namespace fuseboard
