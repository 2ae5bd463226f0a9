// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/timelinereport.h"

#include "cli/faultreport.h"

#include <QDateTime>

#include <cmath>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The one word for why, stable for machines; empty where there is none.
QString reasonName(const TimelineEntry &entry)
{
    switch (entry.kind) {
    case TimelineKind::TokenWait:
        return u"no_token"_s;
    case TimelineKind::ServerPause:
        return entry.cause ? QString(pauseSourceName(entry.cause->source)) : QString();
    case TimelineKind::CredentialWait:
        return u"credentials"_s;
    case TimelineKind::ConnectionWait:
        return u"no_connection"_s;
    case TimelineKind::Refused:
        return entry.error ? QString(errorDetailName(entry.error->detail)) : QString();
    case TimelineKind::Attempt:
        return entry.error ? QString(errorKindName(entry.error->kind)) : QString();
    case TimelineKind::Redirect:
        return entry.planned && entry.cause ? QString(pauseSourceName(entry.cause->source)) : QString();
    case TimelineKind::Replay:
        return entry.replay ? QString(replayReasonName(*entry.replay)) : QString();
    case TimelineKind::Backoff:
    case TimelineKind::GaveUp:
        return entry.decision ? QString(retryReasonName(entry.decision->reason)) : QString();
    case TimelineKind::Cancelled:
        return {};
    }
    Q_UNREACHABLE();
}

JsonValue positive(int number)
{
    return number > 0 ? JsonValue::ofInteger(number) : JsonValue();
}

void appendCause(JsonValue &report, const PauseCause &cause)
{
    report.append(u"source"_s, JsonValue::ofText(pauseSourceName(cause.source)));
    report.append(u"source_status"_s, JsonValue::ofInteger(cause.status));
    const bool named = !cause.header.isEmpty();
    report.append(u"header"_s, named ? JsonValue::ofText(QString::fromLatin1(cause.header)) : JsonValue());
    report.append(u"header_value"_s, named ? JsonValue::ofText(QString::fromUtf8(cause.value)) : JsonValue());
    if (!cause.remark)
        return;
    report.append(u"ignored_for"_s, JsonValue::ofText(quotaNoteName(cause.remark->note)));
    report.append(u"ignored_header"_s, JsonValue::ofText(QString::fromLatin1(cause.remark->field.name)));
    report.append(u"ignored_value"_s, JsonValue::ofText(QString::fromUtf8(cause.remark->field.value)));
}

QLatin1String strategyName(RetryStrategy strategy)
{
    switch (strategy) {
    case RetryStrategy::Exponential:
        return "exponential"_L1;
    case RetryStrategy::Linear:
        return "linear"_L1;
    case RetryStrategy::Fixed:
        return "fixed"_L1;
    }
    Q_UNREACHABLE();
}

void appendFormula(JsonValue &report, const RetryConfig &retry)
{
    report.append(u"strategy"_s, JsonValue::ofText(strategyName(retry.strategy)));
    report.append(u"initial_delay_ms"_s, millisecondsReport(retry.initialDelay));
    report.append(u"backoff_multiplier"_s, decimalReport(retry.backoffMultiplier));
    report.append(u"max_delay_ms"_s, millisecondsReport(retry.maxDelay));
}

/// The bound that another retry would have passed, where there is one.
void appendBound(JsonValue &report, const RetryDecision &decision, const wording::StoryContext &context)
{
    if (decision.reason == RetryReason::ServerDelayTooLong && context.retry)
        report.append(u"limit_ms"_s, millisecondsReport(context.retry->maxServerDelay));
    if (decision.reason == RetryReason::TotalTimeoutAhead)
        report.append(u"limit_ms"_s, millisecondsReport(context.totalTimeout));
    if (decision.reason != RetryReason::BudgetUsedUp || !context.retry)
        return;
    report.append(u"retry_budget"_s, decimalReport(context.retry->retryBudget.value_or(0)));
    report.append(u"retrying"_s, JsonValue::ofInteger(decision.retrying));
}

/// A retry, or why there is none: its number and where its delay comes from.
void appendDecision(JsonValue &report, const TimelineEntry &entry, const wording::StoryContext &context)
{
    const RetryDecision &decision = *entry.decision;
    report.append(u"retry"_s, positive(decision.number));
    report.append(u"max_retries"_s, positive(decision.of));
    appendBound(report, decision, context);
    if (decision.reason == RetryReason::CircuitOpen) {
        const bool known = decision.delay > Duration::zero();
        report.append(u"wait_ms"_s, known ? millisecondsReport(decision.delay) : JsonValue());
        return;
    }
    if (decision.base <= Duration::zero() && decision.delay <= Duration::zero() && !decision.retry)
        return;
    if (decision.base > Duration::zero() || decision.retry) {
        report.append(u"base_ms"_s, millisecondsReport(decision.base));
        report.append(u"jitter_ms"_s, millisecondsReport(decision.delay - decision.base));
    }
    report.append(u"delay_ms"_s, millisecondsReport(decision.delay));
    if (decision.source == DelaySource::RetryAfter)
        return;
    report.append(u"source"_s, JsonValue::ofText(u"backoff"_s));
    if (context.retry)
        appendFormula(report, *context.retry);
}

void appendRefusal(JsonValue &report, const Error &error)
{
    report.append(u"by"_s,
                  JsonValue::ofText(error.kind == ErrorKind::CircuitOpen        ? u"circuit_breaker"_s
                                        : error.kind == ErrorKind::TotalTimeout ? u"total_timeout"_s
                                                                                : u"rate_limit"_s));
    report.append(u"wait_ms"_s, millisecondsReport(error.wait));
    if (error.limit)
        report.append(u"limit_ms"_s, millisecondsReport(error.limit));
    const bool countsWaiters = error.detail == ErrorDetail::WaitTooLong || error.detail == ErrorDetail::QueueFull;
    if (error.count && error.kind == ErrorKind::RateLimited)
        report.append(countsWaiters ? u"waiting"_s : u"burst_size"_s, JsonValue::ofInteger(*error.count));
}

/// Where the time of an attempt went, as far as it is known.
JsonValue phasesReport(const Phases &phases)
{
    JsonValue report = JsonValue::object();
    report.append(u"queued_ms"_s, millisecondsReport(phases.queued));
    report.append(u"connect_ms"_s, millisecondsReport(phases.connect));
    report.append(u"first_byte_ms"_s, millisecondsReport(phases.firstByte));
    report.append(u"download_ms"_s, millisecondsReport(phases.download));
    return report;
}

void appendFacts(JsonValue &report, const TimelineEntry &entry, const wording::StoryContext &context)
{
    if (entry.kind == TimelineKind::TokenWait || entry.kind == TimelineKind::ServerPause) {
        report.append(u"place"_s, positive(entry.place));
        report.append(u"expected_ms"_s, millisecondsReport(entry.planned));
    }
    if (entry.kind == TimelineKind::Attempt || entry.kind == TimelineKind::Redirect
        || entry.kind == TimelineKind::Replay)
        report.append(u"status"_s, positive(entry.status));
    if (entry.kind == TimelineKind::Attempt) {
        report.append(u"sendings"_s, JsonValue::ofInteger(entry.sendings));
        report.append(u"phases"_s, phasesReport(entry.phases));
    }
    if (entry.kind == TimelineKind::Redirect) {
        report.append(u"target"_s, JsonValue::ofText(entry.target));
        report.append(u"wait_ms"_s, millisecondsReport(entry.planned.value_or(Duration::zero())));
    }
    if (entry.decision)
        appendDecision(report, entry, context);
    if (entry.kind == TimelineKind::Refused && entry.error)
        appendRefusal(report, *entry.error);
    if (entry.trip)
        appendTrip(report, *entry.trip);
    if (entry.cause)
        appendCause(report, *entry.cause);
    if (entry.error && entry.kind != TimelineKind::Refused)
        report.append(u"error"_s, errorReport(entry, context));
}

JsonValue entryReport(const TimelineEntry &entry, const wording::StoryContext &context)
{
    JsonValue report = JsonValue::object();
    report.append(u"kind"_s, JsonValue::ofText(timelineKindName(entry.kind)));
    const QString reason = reasonName(entry);
    report.append(u"reason"_s, reason.isEmpty() ? JsonValue() : JsonValue::ofText(reason));
    report.append(u"attempt"_s, positive(entry.attempt));
    report.append(u"at_ms"_s, millisecondsReport(entry.at));
    report.append(u"duration_ms"_s, millisecondsReport(entry.lasted));
    report.append(u"until"_s, momentReport(wording::endOfWait(entry, context.startedAt.value_or(WallTime()))));
    appendFacts(report, entry, context);
    return report;
}

} // namespace

JsonValue decimalReport(double number)
{
    constexpr double parts = 1000; // what lies below a microsecond, or a thousandth of a token, is noise
    return JsonValue::ofDouble(std::round(number * parts) / parts);
}

JsonValue millisecondsReport(const std::optional<Duration> &span)
{
    return span ? decimalReport(toMilliseconds(*span)) : JsonValue();
}

JsonValue momentReport(const std::optional<WallTime> &moment)
{
    if (!moment)
        return {};
    const auto utc = QDateTime::fromMSecsSinceEpoch(moment->time_since_epoch().count(), Qt::UTC);
    return JsonValue::ofText(utc.toString(Qt::ISODateWithMs));
}

void appendTrip(JsonValue &report, const BreakerTrip &trip)
{
    report.append(u"rule"_s, JsonValue::ofText(breakerTripName(trip.reason)));
    if (trip.reason == BreakerReason::ProbeFailed)
        return;
    report.append(u"failures"_s, JsonValue::ofInteger(trip.failures));
    if (trip.reason == BreakerReason::FailuresReached) {
        report.append(u"failure_threshold"_s, JsonValue::ofInteger(trip.threshold));
        return;
    }
    report.append(u"window_calls"_s, JsonValue::ofInteger(trip.calls));
    report.append(u"failure_rate"_s, decimalReport(trip.rateThreshold));
}

JsonValue errorReport(const TimelineEntry &entry, const wording::StoryContext &context)
{
    return errorReport(*entry.error, wording::sentence(*entry.error, wording::errorContext(entry, context)));
}

JsonValue timelineReport(const Timeline &timeline, const wording::StoryContext &context)
{
    JsonValue list = JsonValue::list();
    list.items.reserve(static_cast<std::size_t>(timeline.size()));
    for (const TimelineEntry &entry : timeline)
        list.items.push_back(entryReport(entry, context));
    return list;
}

} // namespace fuseboard
