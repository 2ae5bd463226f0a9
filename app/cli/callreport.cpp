// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/callreport.h"

#include <algorithm>

namespace fuseboard {

namespace {

CallOutcome outcomeOf(const Timeline &timeline, const Result<ApiResponse> &result)
{
    if (result.ok())
        return CallOutcome::Succeeded;
    if (result.error().kind == ErrorKind::Cancelled)
        return CallOutcome::Cancelled;
    const auto is = [&timeline](TimelineKind kind) {
        return std::any_of(timeline.begin(), timeline.end(),
                           [kind](const TimelineEntry &entry) { return entry.kind == kind; });
    };
    return is(TimelineKind::Refused) && !is(TimelineKind::Attempt) ? CallOutcome::Refused : CallOutcome::Failed;
}

} // namespace

CallReport CallReport::of(const Call &call, const Result<ApiResponse> &result, WallTime now, bool withBody)
{
    CallReport report;
    report.timeline = call.timeline();
    report.outcome = outcomeOf(report.timeline, result);
    report.elapsed = call.elapsed();
    report.startedAt = now - std::chrono::duration_cast<std::chrono::milliseconds>(report.elapsed);
    if (!result.ok())
        report.error = result.error();
    report.hasAnswer = testedAnswer(call) != nullptr;
    if (const Response *last = call.lastResponse()) {
        report.status = last->status;
        report.isFiled = last->filedBody.has_value();
        report.contentType = last->headers.value("Content-Type").value_or(QByteArray());
        if (withBody) {
            report.body = last->body;
            report.headers = last->headers;
        }
    }
    return report;
}

std::optional<BreakerTrip> CallReport::trip() const
{
    const bool known = !timeline.isEmpty() && timeline.last().trip;
    return known ? std::optional(*timeline.last().trip) : std::nullopt;
}

WallTime CallReport::endedAt() const
{
    return startedAt + std::chrono::duration_cast<std::chrono::milliseconds>(elapsed);
}

int CallReport::passed() const
{
    return static_cast<int>(std::count_if(
        tests.begin(), tests.end(), [](const TestResult &result) { return result.outcome == TestOutcome::Passed; }));
}

bool CallReport::isAccepted() const
{
    if (tests.isEmpty() || outcome == CallOutcome::Cancelled)
        return outcome == CallOutcome::Succeeded;
    return passed() == tests.size();
}

int CallReport::attempts() const
{
    return static_cast<int>(std::count_if(timeline.begin(), timeline.end(), [](const TimelineEntry &entry) {
        return entry.kind == TimelineKind::Attempt;
    }));
}

} // namespace fuseboard
