// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/sendreport.h"

#include "cli/faultreport.h"
#include "cli/timelinereport.h"
#include "workspace/requestrowfields.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

JsonValue whole(quint64 number)
{
    return JsonValue::ofInteger(static_cast<qint64>(number));
}

QLatin1String outcomeName(CallOutcome outcome)
{
    switch (outcome) {
    case CallOutcome::Succeeded:
        return "succeeded"_L1;
    case CallOutcome::Failed:
        return "failed"_L1;
    case CallOutcome::Refused:
        return "refused"_L1;
    case CallOutcome::Cancelled:
        return "cancelled"_L1;
    }
    Q_UNREACHABLE();
}

/// What lay between the attempts: how long in all, and why last.
struct WaitBefore
{
    Duration lasted{};
    QString reason; ///< token_wait, server_pause, credential_wait, connection_wait, or why it was retried or replayed

    void add(const TimelineEntry &entry)
    {
        lasted += entry.lasted;
        if (entry.replay)
            reason = replayReasonName(*entry.replay);
        else if (entry.kind == TimelineKind::Backoff && entry.decision)
            reason = retryReasonName(entry.decision->reason);
        else if (entry.kind != TimelineKind::CredentialWait || reason.isEmpty()) // what it is needed for says more
            reason = timelineKindName(entry.kind);
    }
};

JsonValue attemptReport(const TimelineEntry &entry, const WaitBefore &wait, const wording::StoryContext &context)
{
    JsonValue report = JsonValue::object();
    report.append(u"attempt"_s, JsonValue::ofInteger(entry.attempt));
    report.append(u"status"_s, entry.status != 0 ? JsonValue::ofInteger(entry.status) : JsonValue());
    report.append(u"duration_ms"_s, millisecondsReport(entry.lasted));
    report.append(u"wait_ms"_s, millisecondsReport(wait.lasted));
    report.append(u"reason"_s, wait.reason.isEmpty() ? JsonValue() : JsonValue::ofText(wait.reason));
    report.append(u"sendings"_s, JsonValue::ofInteger(entry.sendings));
    if (entry.error)
        report.append(u"error"_s, errorReport(entry, context));
    return report;
}

JsonValue attemptReports(const Timeline &timeline, const wording::StoryContext &context)
{
    JsonValue attempts = JsonValue::list();
    WaitBefore wait;
    for (const TimelineEntry &entry : timeline) {
        switch (entry.kind) {
        case TimelineKind::TokenWait:
        case TimelineKind::ServerPause:
        case TimelineKind::CredentialWait:
        case TimelineKind::ConnectionWait:
        case TimelineKind::Replay:
        case TimelineKind::Backoff:
            wait.add(entry);
            break;
        case TimelineKind::Attempt:
            attempts.items.push_back(attemptReport(entry, std::exchange(wait, {}), context));
            break;
        case TimelineKind::Refused:
        case TimelineKind::Redirect:
        case TimelineKind::GaveUp:
        case TimelineKind::Cancelled:
            break;
        }
    }
    return attempts;
}

QLatin1String testOutcomeName(TestOutcome outcome)
{
    switch (outcome) {
    case TestOutcome::Passed:
        return "passed"_L1;
    case TestOutcome::Failed:
        return "failed"_L1;
    case TestOutcome::Faulty:
        return "faulty"_L1;
    }
    Q_UNREACHABLE();
}

JsonValue testReports(const QList<TestResult> &results)
{
    JsonValue list = JsonValue::list();
    for (const TestResult &result : results) {
        JsonValue test = JsonValue::object();
        writeSection(result.test, testFields(), test);
        JsonValue report = JsonValue::object();
        report.append(u"test"_s, std::move(test));
        report.append(u"outcome"_s, JsonValue::ofText(testOutcomeName(result.outcome)));
        report.append(u"actual"_s, result.actual ? JsonValue::ofText(*result.actual) : JsonValue());
        if (result.outcome == TestOutcome::Faulty)
            report.append(u"detail"_s, JsonValue::ofText(errorDetailName(result.fault)));
        list.items.push_back(std::move(report));
    }
    return list;
}

/// In the order of the wire, a name as often as it came.
JsonValue headerReports(const Headers &headers)
{
    JsonValue list = JsonValue::list();
    for (const auto &[name, value] : headers.fields()) {
        JsonValue field = JsonValue::object();
        field.append(u"name"_s, JsonValue::ofText(QString::fromUtf8(name)));
        field.append(u"value"_s, JsonValue::ofText(QString::fromUtf8(value)));
        list.items.push_back(std::move(field));
    }
    return list;
}

JsonValue callReport(const CallReport &call, const SendSubject &subject)
{
    const wording::StoryContext context = contextOf(call, subject);
    JsonValue report = JsonValue::object();
    report.append(u"outcome"_s, JsonValue::ofText(outcomeName(call.outcome)));
    report.append(u"status"_s, call.status != 0 ? JsonValue::ofInteger(call.status) : JsonValue());
    report.append(u"error"_s, call.error ? errorReport(*call.error, errorSentence(call, subject)) : JsonValue());
    report.append(u"started_at"_s, momentReport(call.startedAt));
    report.append(u"duration_ms"_s, millisecondsReport(call.elapsed));
    report.append(u"attempts"_s, attemptReports(call.timeline, context));
    if (!call.timeline.isEmpty() && call.timeline.last().kind == TimelineKind::GaveUp)
        report.append(u"gave_up"_s, JsonValue::ofText(retryReasonName(call.timeline.last().decision->reason)));
    if (!call.shownHeaders.isEmpty())
        report.append(u"headers"_s, headerReports(call.shownHeaders));
    if (!call.tests.isEmpty())
        report.append(u"tests"_s, testReports(call.tests));
    report.append(u"timeline"_s, timelineReport(call.timeline, context));
    return report;
}

WallTime momentIn(Duration wait, WallTime now)
{
    return now + std::chrono::ceil<std::chrono::milliseconds>(wait);
}

JsonValue breakerReport(const BreakerSnapshot &breaker, WallTime now)
{
    JsonValue report = JsonValue::object();
    report.append(u"state"_s, JsonValue::ofText(breakerStateName(breaker.state)));
    report.append(u"until"_s, breaker.retryIn ? momentReport(momentIn(*breaker.retryIn, now)) : JsonValue());
    report.append(u"openings"_s, whole(breaker.openings));
    report.append(u"consecutive_failures"_s, JsonValue::ofInteger(breaker.consecutiveFailures));
    if (breaker.trip)
        appendTrip(report, *breaker.trip);
    return report;
}

} // namespace

QString breakerStateName(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed:
        return u"closed"_s;
    case BreakerState::Open:
        return u"open"_s;
    case BreakerState::HalfOpen:
        return u"half_open"_s;
    }
    Q_UNREACHABLE();
}

JsonValue sendReport(const ClientMetrics &metrics, const ClientSnapshot &snapshot, const std::vector<CallReport> &calls,
                     const SendSubject &subject, const SendCounts &counts)
{
    JsonValue report = JsonValue::object();
    report.append(u"client"_s, JsonValue::ofText(snapshot.name));
    report.append(u"calls"_s, whole(metrics.calls));
    report.append(u"succeeded"_s, whole(metrics.succeeded));
    report.append(u"failed"_s, whole(metrics.failed));
    report.append(u"refused"_s, whole(metrics.refused));
    report.append(u"cancelled"_s, whole(metrics.cancelled));
    report.append(u"not_begun"_s, JsonValue::ofInteger(counts.notBegun));
    report.append(u"tests_passed"_s, JsonValue::ofInteger(counts.testsPassed));
    report.append(u"tests_failed"_s, JsonValue::ofInteger(counts.testsFailed));
    report.append(u"requests"_s, whole(metrics.requests));
    report.append(u"retries"_s, whole(metrics.retries));
    report.append(u"replays"_s, whole(metrics.replays));
    report.append(u"redirects"_s, whole(metrics.redirects));
    report.append(u"breaker_state"_s,
                  snapshot.breaker ? JsonValue::ofText(breakerStateName(snapshot.breaker->state)) : JsonValue());
    report.append(u"breaker"_s, snapshot.breaker ? breakerReport(*snapshot.breaker, snapshot.wallAt) : JsonValue());
    report.append(u"tokens"_s, snapshot.limiter ? decimalReport(snapshot.limiter->tokens) : JsonValue());
    const auto paused = snapshot.limiter ? snapshot.limiter->pausedFor : std::nullopt;
    report.append(u"paused_until"_s, paused ? momentReport(momentIn(*paused, snapshot.wallAt)) : JsonValue());
    report.append(u"p50_ms"_s, millisecondsReport(metrics.callLatency.percentile(50)));
    report.append(u"p95_ms"_s, millisecondsReport(metrics.callLatency.percentile(95)));
    report.append(u"p99_ms"_s, millisecondsReport(metrics.callLatency.percentile(99)));
    JsonValue results = JsonValue::list();
    results.items.reserve(calls.size());
    for (const CallReport &call : calls)
        results.items.push_back(callReport(call, subject));
    report.append(u"results"_s, std::move(results));
    return report;
}

} // namespace fuseboard
