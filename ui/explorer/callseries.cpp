// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/callseries.h"

#include "base/scheduler.h"
#include "checks/requesttests.h"

#include <algorithm>
#include <utility>

namespace fuseboard {

CallSeries::CallSeries(const Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_scheduler(scheduler)
{
}

CallSeries::~CallSeries()
{
    for (const auto &call : std::exchange(m_calls, {})) {
        if (!call)
            continue;
        call->disconnect(this);
        call->cancel();
    }
}

void CallSeries::start(ApiClient &client, const BuiltRequest &request, const Plan &plan)
{
    if (m_isRunning)
        return;
    m_client = &client;
    m_config = client.config();
    m_request = request;
    m_request.options.priority = RateLimiter::Priority::Runner;
    m_plan = {std::clamp(plan.calls, 1, mostCalls), std::clamp(plan.atOnce, 1, mostAtOnce)};
    m_counts = {};
    m_times.clear();
    m_startedAt = m_scheduler.now();
    m_end = End::Done;
    m_isRunning = true;
    m_isHeld = false;
    const QPointer self(this);
    fill();
    if (self)
        finishIfDone();
}

Duration CallSeries::elapsed() const
{
    return (m_isRunning ? m_scheduler.now() : m_endedAt) - m_startedAt;
}

bool CallSeries::mayBegin()
{
    const bool isDone = m_end != End::Done || m_counts.begun == m_plan.calls;
    if (!m_isRunning || m_isHeld || isDone || int(m_calls.size()) >= m_plan.atOnce)
        return false;
    if (!m_client)
        m_end = End::ClientGone;
    else if (m_client->config() != m_config)
        m_end = End::ClientChanged;
    return m_end == End::Done;
}

void CallSeries::fill()
{
    const QPointer self(this);
    while (self && mayBegin())
        begin();
}

void CallSeries::begin()
{
    Call *call = m_client->send(m_request.request, m_request.options);
    // Its client is being destroyed, and this one would never tell anything.
    if (call->isFinished()) {
        m_end = End::ClientGone;
        return;
    }
    m_calls.emplace_back(call);
    connect(call, &Call::finished, this, [this, call, number = ++m_counts.begun](const Result<ApiResponse> &result) {
        take(*call, number, result);
    });
    Q_EMIT begun(m_client, call);
}

void CallSeries::take(Call &call, int number, const Result<ApiResponse> &result)
{
    std::erase(m_calls, &call);
    SeriesCall one;
    one.number = number;
    if (const Response *answer = call.lastResponse())
        one.status = answer->status;
    if (!result)
        one.error = result.error();
    one.elapsed = call.elapsed();
    // A replay with new credentials is the same attempt.
    for (const TimelineEntry &entry : call.timeline()) {
        if (entry.kind == TimelineKind::Attempt)
            one.attempts = std::max(one.attempts, entry.attempt);
    }
    // Nobody cancels single calls of a series: its client is closed.
    if (!result && result.error().kind == ErrorKind::Cancelled && m_end == End::Done)
        m_end = m_client && m_client->config() != m_config ? End::ClientChanged : End::ClientGone;
    count(one, call.lastResponse() != nullptr);
    const Response *tested = testedAnswer(call);
    m_untold.push_back({one, tested ? std::optional(*tested) : std::nullopt});
    if (!m_isTelling)
        tell();
}

/// One after the other: a listener may end others, or hold the series, before those behind it have heard of this one.
void CallSeries::tell()
{
    const QPointer self(this);
    m_isTelling = true;
    while (self && !m_untold.empty()) {
        const Untold one = std::move(m_untold.front());
        m_untold.pop_front();
        if (one.answer)
            Q_EMIT answered(one.call.number, *one.answer, one.call.elapsed);
        if (self)
            Q_EMIT ended(one.call);
        if (self)
            fill();
    }
    if (!self)
        return;
    m_isTelling = false;
    finishIfDone();
}

void CallSeries::count(const SeriesCall &call, bool isAnswered)
{
    ++m_counts.ended;
    if (isAnswered)
        m_times.record(call.elapsed);
    m_counts.retries += std::max(call.attempts - 1, 0);
    if (!call.error)
        ++m_counts.succeeded;
    else if (call.isRefused())
        ++m_counts.refused;
    else if (call.error->kind == ErrorKind::Cancelled)
        ++m_counts.cancelled;
    else
        ++m_counts.failed;
}

void CallSeries::finishIfDone()
{
    const bool isDone = m_end != End::Done || m_counts.begun == m_plan.calls;
    if (!m_isRunning || !isDone || !m_calls.empty() || m_isTelling)
        return;
    m_endedAt = m_scheduler.now();
    m_isRunning = false;
    Q_EMIT finished();
}

void CallSeries::setHeld(bool held)
{
    if (m_isHeld == held)
        return;
    m_isHeld = held;
    const QPointer self(this);
    fill();
    if (self)
        finishIfDone();
}

void CallSeries::stop()
{
    if (!m_isRunning)
        return;
    if (m_end == End::Done)
        m_end = End::Stopped;
    const QPointer self(this);
    const auto calls = m_calls;
    for (const auto &call : calls) {
        if (self && call)
            call->cancel();
    }
    if (self)
        finishIfDone();
}

} // namespace fuseboard
