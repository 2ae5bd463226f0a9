// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/attempt.h"
#include "client/callpermits.h"
#include "client/quotareport.h"

#include <optional>

namespace fuseboard {

/// What the end of an attempt means: for the books, the limiter, the breaker and the decision about a retry. Internal.
class AttemptReview
{
public:
    /// What bounds a retry besides the retry rules.
    struct Bounds
    {
        std::optional<MonotonicTime> deadline; ///< of the call
        bool inBudget = false; ///< counted against the retry budget already
        std::optional<Error> refusal; ///< of the breaker that the retry has to pass
    };

    /// attempts: begun so far, this one included. maxRetries: in the place of the client's.
    AttemptReview(ClientCore &core, const Request &request, const AttemptResult &result, int attempts,
                  std::optional<int> maxRetries = {});

    void describe(TimelineEntry &entry) const;
    void countAttempt(Duration lasted, bool isReplay) const;
    /// Whether the server said that there were too many requests.
    [[nodiscard]] bool isLimited() const;
    /// Tells the limiter what the server said. Listeners may destroy the client.
    void observeQuota() const;
    /// Notes what the origin contacted last has shown of itself.
    void judge(CallPermits &permits) const;
    /// Whether another attempt follows.
    [[nodiscard]] RetryDecision decide(const Bounds &bounds) const;
    /// What asked for the delay of such a decision; null where it is the engine's own.
    [[nodiscard]] std::shared_ptr<const PauseCause> causeOf(const RetryDecision &decision) const;
    /// What the caller of the call gets if this attempt was the last.
    [[nodiscard]] Result<ApiResponse> outcome() const;
    /// The same, with what kept the call from another attempt.
    [[nodiscard]] Result<ApiResponse> outcome(const RetryDecision &decision) const;
    /// The same, when another attempt was wanted and refused: its error tells when it makes sense again.
    [[nodiscard]] Error refused(const Error &refusal) const;

private:
    [[nodiscard]] AttemptOutcome facts() const;
    [[nodiscard]] Verdict verdict(const CircuitBreakerConfig &config) const;
    [[nodiscard]] RetryDecision bounded(RetryDecision decision, const Bounds &bounds) const;

    ClientCore &m_core;
    const Request &m_request;
    const AttemptResult &m_result;
    int m_attempts;
    std::optional<int> m_maxRetries;
    std::optional<QuotaReport> m_quota; // of a final answer, or of the head of one
};

} // namespace fuseboard
