// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/errordetailwording.h"
#include "models/figures.h"
#include "models/policywording.h"
#include "models/storyparts.h"
#include "models/words.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

/// "retry 1 of 3", or "retry" where the number is not known.
QString numberOfRetry(const RetryDecision &decision)
{
    return decision.number <= 0 ? Words::tr("retry")
                                : filled(Words::tr("retry %1 of %2"), {count(decision.number), count(decision.of)});
}

QString whyRetried(RetryReason reason)
{
    if (reason == RetryReason::AttemptTimedOut)
        return Words::tr("timeouts are retried (retry_on_timeout)");
    return reason == RetryReason::TransportFailed ? Words::tr("failed connections are retried")
                                                  : Words::tr("its status is in retry_status_codes");
}

/// ", jitter +3 %", where there is any.
QString jitterOf(const RetryDecision &decision)
{
    if (decision.delay == decision.base || decision.base <= Duration::zero())
        return {};
    const double share = 100.0 * (toSeconds(decision.delay) / toSeconds(decision.base) - 1.0);
    if (std::abs(share) < 0.5)
        return {};
    const QString figure = (share < 0 ? u"−"_s : u"+"_s) + QLocale().toString(std::abs(share), 'f', 0);
    return filled(Words::tr(", jitter %1 %"), {figure});
}

/// "200 ms × 2^2 = 800 ms": how the delay before that retry came about, jitter apart.
QString formulaOf(const RetryDecision &decision, const RetryConfig &retry)
{
    const QString base = duration(decision.base);
    const QString factor = QLocale().toString(retry.backoffMultiplier, 'g', 3);
    RetryConfig uncapped = retry;
    uncapped.maxDelay = Duration::max();
    const Duration full = Backoff(uncapped).baseDelay(std::max(decision.number, 1) - 1);
    QString product = duration(retry.initialDelay);
    if (retry.strategy == RetryStrategy::Exponential && decision.number > 1)
        product += u" × "_s + factor + u'^' + count(decision.number - 1);
    else if (retry.strategy == RetryStrategy::Linear)
        product += u" × "_s + count(std::max(decision.number, 1)) + u" × "_s + factor;
    if (full > decision.base)
        return product + filled(Words::tr(", capped by max_delay at %1"), {base});
    return product == base ? base : product + u" = "_s + base;
}

/// Where the delay comes from, with its formula.
QString sourceOf(const TimelineEntry &entry, const RetryDecision &decision, const StoryContext &context)
{
    if (decision.source == DelaySource::RetryAfter)
        return (entry.cause ? sentence(*entry.cause) : Words::tr("the server said how long")) + jitterOf(decision);
    if (!context.retry)
        return filled(Words::tr("backoff %1"), {duration(decision.base)}) + jitterOf(decision);
    return word(context.retry->strategy) + u' ' + formulaOf(decision, *context.retry) + jitterOf(decision);
}

QString tooLongForTheServer(const TimelineEntry &entry, const StoryContext &context)
{
    const RetryDecision &decision = *entry.decision;
    QString text = filled(Words::tr("a wait of %1 was asked for"), {duration(decision.base)})
        + withEnd(Words::tr(", until %1"), entry, context);
    text += context.retry
        ? filled(Words::tr(", longer than max_server_delay of %1"), {duration(context.retry->maxServerDelay)})
        : Words::tr(", longer than allowed");
    return entry.cause ? text + u": "_s + sentence(*entry.cause) : text;
}

QString beyondTheTotal(const TimelineEntry &entry, const StoryContext &context)
{
    const QString text = filled(Words::tr("the wait of %1 would end too late"), {duration(entry.decision->delay)})
        + withEnd(Words::tr(", at %1"), entry, context);
    return context.totalTimeout
        ? text + filled(Words::tr(", beyond the total timeout of %1"), {duration(*context.totalTimeout)})
        : text;
}

QString openedMeanwhile(const TimelineEntry &entry, const StoryContext &context)
{
    Error error(ErrorKind::CircuitOpen, ErrorDetail::FailuresReached);
    if (entry.decision->delay > Duration::zero())
        error.wait = entry.decision->delay;
    return circuitOpenedClause(error, errorContext(entry, context));
}

QString beyondTheBudget(const RetryDecision &decision, const StoryContext &context)
{
    const QString text = decision.retrying > 0
        ? filled(Words::tr("too many calls are being retried already: %1"), {count(decision.retrying)})
        : Words::tr("too many calls are being retried already");
    if (!context.retry || !context.retry->retryBudget)
        return text;
    return text + filled(Words::tr(" (retry_budget is %1)"), {QLocale().toString(*context.retry->retryBudget, 'g', 3)});
}

/// The clause that follows "no further retry: ".
QString whyNot(const TimelineEntry &entry, const StoryContext &context)
{
    const RetryDecision &decision = *entry.decision;
    switch (decision.reason) {
    case RetryReason::RetriesUsedUp:
        return decision.of == 1 ? Words::tr("the only one is used up")
                                : filled(Words::tr("all %1 are used up"), {count(decision.of)});
    case RetryReason::ServerDelayTooLong:
        return tooLongForTheServer(entry, context);
    case RetryReason::TotalTimeoutAhead:
        return beyondTheTotal(entry, context);
    case RetryReason::CircuitOpen:
        return openedMeanwhile(entry, context);
    case RetryReason::BudgetUsedUp:
        return beyondTheBudget(decision, context);
    case RetryReason::UnsafeMethod:
        return filled(Words::tr("the server may have carried the request out, and %1 is not safe to repeat"),
                      {context.method.isEmpty() ? Words::tr("its method") : printable(context.method, 40)});
    case RetryReason::NotRetryable:
        return Words::tr("it cannot mend this failure");
    case RetryReason::RetryOff:
        return Words::tr("retries are off for this client");
    case RetryReason::TimeoutsNotRetried:
        return Words::tr("timeouts are not retried (retry_on_timeout)");
    case RetryReason::BodyNotReplayable:
        return Words::tr("the body cannot be sent a second time");
    case RetryReason::NotNeeded:
    case RetryReason::StatusListed:
    case RetryReason::AttemptTimedOut:
    case RetryReason::TransportFailed:
        return Words::tr("the answer is final");
    }
    Q_UNREACHABLE();
}

} // namespace

QString storyOfRetry(const TimelineEntry &entry, const StoryContext &context)
{
    const RetryDecision decision = entry.decision.value_or(RetryDecision());
    return filled(Words::tr("%1 in %2"), {numberOfRetry(decision), duration(decision.delay)})
        + withEnd(Words::tr(", at %1"), entry, context) + u": "_s + whyRetried(decision.reason) + u"; "_s
        + sourceOf(entry, decision, context);
}

QString storyOfTheEnd(const TimelineEntry &entry, const StoryContext &context)
{
    return entry.decision ? filled(Words::tr("no further retry: %1"), {whyNot(entry, context)})
                          : Words::tr("no further retry");
}

Duration waitOf(const TimelineEntry &entry)
{
    if (entry.planned)
        return *entry.planned;
    if (entry.kind == TimelineKind::Refused && entry.error)
        return entry.error->wait.value_or(Duration::zero());
    return entry.kind == TimelineKind::GaveUp && entry.decision ? entry.decision->delay : Duration::zero();
}

WallTime after(WallTime start, Duration span)
{
    constexpr Duration farthest = std::chrono::hours(24) * 365 * 200;
    return start + std::chrono::ceil<std::chrono::milliseconds>(std::min(span, farthest));
}

} // namespace fuseboard::wording
