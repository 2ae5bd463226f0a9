// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/timeline.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

QLatin1String timelineKindName(TimelineKind kind)
{
    switch (kind) {
    case TimelineKind::TokenWait:
        return "token_wait"_L1;
    case TimelineKind::ServerPause:
        return "server_pause"_L1;
    case TimelineKind::CredentialWait:
        return "credential_wait"_L1;
    case TimelineKind::ConnectionWait:
        return "connection_wait"_L1;
    case TimelineKind::Refused:
        return "refused"_L1;
    case TimelineKind::Attempt:
        return "attempt"_L1;
    case TimelineKind::Redirect:
        return "redirect"_L1;
    case TimelineKind::Replay:
        return "replay"_L1;
    case TimelineKind::Backoff:
        return "backoff"_L1;
    case TimelineKind::GaveUp:
        return "gave_up"_L1;
    case TimelineKind::Cancelled:
        return "cancelled"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1String replayReasonName(ReplayReason reason)
{
    switch (reason) {
    case ReplayReason::TokenRefused:
        return "token_refused"_L1;
    case ReplayReason::TokenReplaced:
        return "token_replaced"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1String pauseSourceName(PauseSource source)
{
    switch (source) {
    case PauseSource::RetryAfter:
        return "retry_after"_L1;
    case PauseSource::QuotaUsedUp:
        return "quota_used_up"_L1;
    case PauseSource::Unnamed:
        return "too_many_requests"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1String quotaNoteName(QuotaNote note)
{
    switch (note) {
    case QuotaNote::RetryAfterMalformed:
        return "retry_after_malformed"_L1;
    case QuotaNote::RetryAfterInPast:
        return "retry_after_in_past"_L1;
    case QuotaNote::RetryAfterSeveral:
        return "retry_after_several"_L1;
    case QuotaNote::ResetImplausible:
        return "reset_implausible"_L1;
    case QuotaNote::RemainingMalformed:
        return "count_malformed"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1String breakerTripName(BreakerReason reason)
{
    switch (reason) {
    case BreakerReason::FailuresReached:
        return "failures_in_a_row"_L1;
    case BreakerReason::RateReached:
        return "failure_rate"_L1;
    case BreakerReason::ProbeFailed:
        return "probe_failed"_L1;
    case BreakerReason::RecoveryElapsed:
    case BreakerReason::ProbesSucceeded:
    case BreakerReason::ForcedOpen:
    case BreakerReason::ForcedClosed:
    case BreakerReason::Isolated:
    case BreakerReason::Released:
    case BreakerReason::Reset:
        return {};
    }
    Q_UNREACHABLE();
}

QLatin1String retryReasonName(RetryReason reason)
{
    switch (reason) {
    case RetryReason::StatusListed:
        return "status_listed"_L1;
    case RetryReason::AttemptTimedOut:
        return "attempt_timed_out"_L1;
    case RetryReason::TransportFailed:
        return "transport_failed"_L1;
    case RetryReason::NotNeeded:
        return "not_needed"_L1;
    case RetryReason::NotRetryable:
        return "not_retryable"_L1;
    case RetryReason::RetriesUsedUp:
        return "retries_used_up"_L1;
    case RetryReason::RetryOff:
        return "retry_off"_L1;
    case RetryReason::TimeoutsNotRetried:
        return "timeouts_not_retried"_L1;
    case RetryReason::UnsafeMethod:
        return "unsafe_method"_L1;
    case RetryReason::BodyNotReplayable:
        return "body_not_replayable"_L1;
    case RetryReason::ServerDelayTooLong:
        return "server_delay_too_long"_L1;
    case RetryReason::TotalTimeoutAhead:
        return "total_timeout_ahead"_L1;
    case RetryReason::CircuitOpen:
        return "circuit_open"_L1;
    case RetryReason::BudgetUsedUp:
        return "budget_used_up"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard
