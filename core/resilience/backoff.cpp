// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/backoff.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr int statusNotImplemented = 501;
constexpr int statusVersionNotSupported = 505;
constexpr double jitterShare = 0.25;
constexpr double serverJitterShare = 0.1;

bool isPromising(RetryReason reason)
{
    return reason == RetryReason::StatusListed || reason == RetryReason::AttemptTimedOut
        || reason == RetryReason::TransportFailed;
}

RetryDecision refused(RetryReason reason)
{
    RetryDecision decision;
    decision.reason = reason;
    return decision;
}

/// base + share of base, without overflow.
Duration lengthened(Duration base, double share)
{
    const Duration extra = fromSeconds(toSeconds(base) * share);
    return extra > Duration::max() - base ? Duration::max() : base + extra;
}

/// As std::pow(), whose generality costs more than all the rest of a decision.
double power(double base, int exponent)
{
    double result = 1;
    for (; exponent > 0; exponent /= 2, base *= base) {
        if (exponent % 2 != 0)
            result *= base;
    }
    return result;
}

} // namespace

Backoff::Backoff(RetryConfig config)
    : m_config(std::move(config))
{
}

RetryDecision Backoff::next(int retry, const AttemptOutcome &outcome, Random &random) const
{
    const RetryReason reason = classify(outcome);
    if (!isPromising(reason))
        return refused(reason);
    if (m_config.maxRetries <= 0)
        return refused(RetryReason::RetryOff);
    RetryDecision decision;
    decision.of = m_config.maxRetries;
    decision.number = std::min(retry, decision.of - 1) + 1;
    if (retry >= m_config.maxRetries) {
        decision.reason = RetryReason::RetriesUsedUp;
        return decision;
    }
    decision.retry = true;
    decision.reason = reason;
    const Duration asked = outcome.serverDelay.value_or(Duration::zero());
    if (asked <= Duration::zero()) {
        decision.base = baseDelay(retry);
        decision.delay = withJitter(decision.base, random);
        return decision;
    }
    decision.source = DelaySource::RetryAfter;
    decision.base = asked;
    decision.delay = m_config.jitter ? lengthened(asked, serverJitterShare * random.uniform()) : asked;
    if (asked > m_config.maxServerDelay) {
        decision.retry = false;
        decision.reason = RetryReason::ServerDelayTooLong;
        decision.delay = asked;
    }
    return decision;
}

RetryReason Backoff::classify(const AttemptOutcome &outcome) const
{
    const RetryReason reason = outcome.error ? classifyError(*outcome.error) : classifyStatus(outcome.status);
    if (!isPromising(reason))
        return reason;
    const bool safe = outcome.idempotent || outcome.idempotencyKey || outcome.nothingSent
        || m_config.retryUnsafeMethods;
    if (!safe)
        return RetryReason::UnsafeMethod;
    return outcome.bodyReplayable ? reason : RetryReason::BodyNotReplayable;
}

RetryReason Backoff::classifyStatus(int status) const
{
    if (status == statusNotImplemented || status == statusVersionNotSupported)
        return RetryReason::NotRetryable;
    return m_config.retryStatusCodes.contains(status) ? RetryReason::StatusListed : RetryReason::NotNeeded;
}

RetryReason Backoff::classifyError(const Error &error) const
{
    switch (error.kind) {
    case ErrorKind::Dns:
    case ErrorKind::Refused:
    case ErrorKind::Reset:
    case ErrorKind::FunctionFailed:
        return RetryReason::TransportFailed;
    case ErrorKind::ConnectTimeout:
    case ErrorKind::AttemptTimeout:
        return m_config.retryOnTimeout ? RetryReason::AttemptTimedOut : RetryReason::TimeoutsNotRetried;
    case ErrorKind::Protocol:
    case ErrorKind::Tls:
        return isDeterministic(error) ? RetryReason::NotRetryable : RetryReason::TransportFailed;
    case ErrorKind::HttpStatus:
        return classifyStatus(error.httpStatus);
    case ErrorKind::TotalTimeout:
    case ErrorKind::TooLarge:
    case ErrorKind::RedirectBlocked:
    case ErrorKind::RateLimited:
    case ErrorKind::CircuitOpen:
    case ErrorKind::AuthFailed:
    case ErrorKind::Cancelled:
    case ErrorKind::ConfigInvalid:
    case ErrorKind::Storage:
        return RetryReason::NotRetryable;
    }
    Q_UNREACHABLE();
}

Duration Backoff::baseDelay(int retry) const
{
    const double initial = toSeconds(m_config.initialDelay);
    if (!(initial > 0))
        return Duration::zero();
    const double multiplier = std::max(m_config.backoffMultiplier, 1.0);
    double factor = 1;
    if (m_config.strategy == RetryStrategy::Exponential)
        factor = power(multiplier, retry);
    else if (m_config.strategy == RetryStrategy::Linear)
        factor = (1.0 + retry) * multiplier;
    return std::min(fromSeconds(initial * factor), m_config.maxDelay);
}

Duration Backoff::withJitter(Duration base, Random &random) const
{
    if (!m_config.jitter || base <= Duration::zero())
        return base;
    const double shortest = toSeconds(base) * (1 - jitterShare);
    const double longest = std::min(toSeconds(base) * (1 + jitterShare), toSeconds(m_config.maxDelay));
    return fromSeconds(shortest + (longest - shortest) * random.uniform());
}

RetryDecision Backoff::within(RetryDecision decision, MonotonicTime now, std::optional<MonotonicTime> deadline)
{
    if (decision.retry && deadline && decision.delay >= *deadline - now) {
        decision.retry = false;
        decision.reason = RetryReason::TotalTimeoutAhead;
    }
    return decision;
}

} // namespace fuseboard
