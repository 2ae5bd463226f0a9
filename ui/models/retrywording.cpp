// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/figures.h"
#include "models/timelinewording.h"
#include "models/words.h"

namespace fuseboard::wording {

namespace {

QString delaySentence(const RetryDecision &decision)
{
    if (decision.source == DelaySource::RetryAfter)
        return filled(Words::tr("The server asked for a wait of %1."), {duration(decision.delay)});
    if (decision.base == decision.delay)
        return filled(Words::tr("The next attempt follows after %1."), {duration(decision.delay)});
    return filled(Words::tr("The next attempt follows after %1: %2 with jitter."),
                  {duration(decision.delay), duration(decision.base)});
}

} // namespace

QString sentence(RetryReason reason)
{
    switch (reason) {
    case RetryReason::StatusListed:
        return Words::tr("The status is one of those that are retried.");
    case RetryReason::AttemptTimedOut:
        return Words::tr("The attempt timed out, and timeouts are retried.");
    case RetryReason::TransportFailed:
        return Words::tr("The connection failed, and that is retried.");
    case RetryReason::NotNeeded:
        return Words::tr("The answer is final.");
    case RetryReason::NotRetryable:
        return Words::tr("A retry cannot mend this failure.");
    case RetryReason::RetriesUsedUp:
        return Words::tr("All retries are used up.");
    case RetryReason::RetryOff:
        return Words::tr("Retries are off for this client.");
    case RetryReason::TimeoutsNotRetried:
        return Words::tr("The attempt timed out, and this client does not retry timeouts.");
    case RetryReason::UnsafeMethod:
        return Words::tr("The server may have carried the request out, and this method is not safe to repeat.");
    case RetryReason::BodyNotReplayable:
        return Words::tr("The body of the request cannot be sent a second time.");
    case RetryReason::ServerDelayTooLong:
        return Words::tr("The server asks for a longer wait than this client allows.");
    case RetryReason::TotalTimeoutAhead:
        return Words::tr("The wait would end after the total timeout.");
    case RetryReason::CircuitOpen:
        return Words::tr("The circuit opened meanwhile.");
    case RetryReason::BudgetUsedUp:
        return Words::tr("Too many calls of this client are being retried already.");
    }
    Q_UNREACHABLE();
}

QString sentence(const RetryDecision &decision)
{
    if (!decision.retry)
        return sentence(decision.reason);
    return sentence(decision.reason) + u' ' + delaySentence(decision);
}

} // namespace fuseboard::wording
