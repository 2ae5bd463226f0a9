// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/random.h"
#include "config/retryconfig.h"

#include <optional>

namespace fuseboard {

/// What is known of an attempt that ended, for the decision whether another follows.
struct AttemptOutcome
{
    int status = 0; ///< 0 = no answer
    std::optional<Error> error; ///< set when there was no answer
    bool idempotent = true; ///< of the method (D7)
    bool idempotencyKey = false; ///< the request carries an Idempotency-Key
    bool nothingSent = false; ///< sendings() == 0: DNS, refused, TLS (D7)
    bool bodyReplayable = true; ///< R15
    std::optional<Duration> serverDelay; ///< Retry-After or a quota's reset, measured from now
};

/// Why the engine tries again, or does not.
enum class RetryReason {
    StatusListed, ///< in retry_status_codes
    AttemptTimedOut,
    TransportFailed, ///< or, around a function of one's own, an exception
    // and why not:
    NotNeeded, ///< the answer is final: success, or a status that is not listed
    NotRetryable, ///< 501, 505, certificates, protocol of the URL, redirect loops … (R22)
    RetriesUsedUp,
    RetryOff, ///< no retry section, or max_retries 0
    TimeoutsNotRetried, ///< retry_on_timeout is off
    UnsafeMethod, ///< POST or PATCH that may have been carried out
    BodyNotReplayable,
    ServerDelayTooLong, ///< above max_server_delay
    TotalTimeoutAhead, ///< the wait would end beyond total_timeout (R09)
    CircuitOpen, ///< per_attempt: opened meanwhile (R17)
    BudgetUsedUp, ///< R19
};

/// Who has set a delay: the strategy of the configuration, or the server.
enum class DelaySource { Backoff, RetryAfter };

/// Whether another attempt follows, why or why not, and when. A value.
struct RetryDecision
{
    bool retry = false;
    RetryReason reason = RetryReason::NotNeeded;
    Duration delay{}; ///< what is slept, jitter included; for CircuitOpen until the next probe, zero where unknown
    Duration base{}; ///< before jitter; zero for CircuitOpen
    DelaySource source = DelaySource::Backoff;
    int number = 0; ///< of the retry, from 1: the one that follows, or for RetriesUsedUp the last one
    int of = 0; ///< max_retries; both are 0 where it is not about a number
    int retrying = 0; ///< of BudgetUsedUp: the calls that are being retried already
};

/// Which attempts are repeated, and after how long. A value without clock; chance is passed in. (D6, D7, R)
class Backoff
{
public:
    explicit Backoff(RetryConfig config);

    /// After attempt number retry+1 (retry = retries done so far, from 0). Never negative, NaN or above max_delay,
    /// but for a server delay, which is never shortened and jittered upwards by at most 10 %. A server delay of zero
    /// or less counts as none (H03).
    [[nodiscard]] RetryDecision next(int retry, const AttemptOutcome &outcome, Random &random) const;

    /// Whether an outcome is worth a retry at all, apart from counts and delays.
    [[nodiscard]] RetryReason classify(const AttemptOutcome &outcome) const;

    /// Delay before retry n (from 0) without jitter: min(max_delay, strategy).
    [[nodiscard]] Duration baseDelay(int retry) const;
    /// 75 … 125 % of base, but never above max_delay: at the cap it only shortens (D6). Zero stays zero.
    [[nodiscard]] Duration withJitter(Duration base, Random &random) const;

    /// A retry whose wait would not end before the deadline becomes a refusal with TotalTimeoutAhead (R09).
    [[nodiscard]] static RetryDecision within(RetryDecision decision, MonotonicTime now,
                                              std::optional<MonotonicTime> deadline);

    [[nodiscard]] const RetryConfig &config() const { return m_config; }

    friend bool operator==(const Backoff &, const Backoff &) = default;

private:
    [[nodiscard]] RetryReason classifyStatus(int status) const;
    [[nodiscard]] RetryReason classifyError(const Error &error) const;

    RetryConfig m_config;
};

} // namespace fuseboard
