// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientbooks.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr Duration recentSpan = std::chrono::seconds(60);
constexpr Duration rateSpan = std::chrono::seconds(10);

} // namespace

ClientBooks::ClientBooks(MonotonicTime start)
    : m_series(start)
{
}

void ClientBooks::countExchange(int exchange, int attempt, bool isReplay)
{
    for (ClientMetrics *metrics : {&m_metrics, &m_underWay}) {
        ++metrics->attempts;
        ++(exchange > 1 ? metrics->redirects : firstExchanges(*metrics, attempt, isReplay));
    }
}

void ClientBooks::takeBackExchange(int exchange, int attempt, bool isReplay)
{
    for (ClientMetrics *metrics : {&m_metrics, &m_underWay}) {
        --metrics->attempts;
        --(exchange > 1 ? metrics->redirects : firstExchanges(*metrics, attempt, isReplay));
    }
}

quint64 &ClientBooks::firstExchanges(ClientMetrics &metrics, int attempt, bool isReplay)
{
    if (isReplay)
        return metrics.replays;
    return attempt > 1 ? metrics.retries : metrics.admitted;
}

void ClientBooks::countSendings(int sendings, int exchanges, int attempt, bool isReplay)
{
    if (exchanges > 0) {
        m_underWay.attempts -= static_cast<quint64>(exchanges);
        m_underWay.redirects -= static_cast<quint64>(exchanges - 1);
        --firstExchanges(m_underWay, attempt, isReplay);
    }
    m_metrics.requests += static_cast<quint64>(sendings);
    m_metrics.resends += static_cast<quint64>(std::max(sendings - exchanges, 0));
}

void ClientBooks::recordCall(MonotonicTime now, CallOutcome outcome, bool retried, Duration lasted, bool answered)
{
    m_series.recordCall(now, outcome, retried, answered ? std::optional(lasted) : std::nullopt);
    m_metrics.outcomeLatency.at(static_cast<std::size_t>(outcome)).record(lasted);
    if (answered)
        m_metrics.callLatency.record(lasted);
    switch (outcome) {
    case CallOutcome::Succeeded:
        ++m_metrics.succeeded;
        break;
    case CallOutcome::Failed:
        ++m_metrics.failed;
        break;
    case CallOutcome::Refused:
        ++m_metrics.refused;
        break;
    case CallOutcome::Cancelled:
        ++m_metrics.cancelled;
        break;
    }
}

void ClientBooks::sampleTokens(MonotonicTime now, const RateLimiter &limiter) const
{
    m_series.recordTokens(now, limiter.tokens(), limiter.snapshot().waiting);
}

void ClientBooks::reset(quint64 inFlight)
{
    m_metrics = m_underWay;
    m_metrics.calls = inFlight;
}

void ClientBooks::describe(ClientSnapshot &snapshot) const
{
    snapshot.calls = m_metrics.calls;
    snapshot.succeeded = m_metrics.succeeded;
    snapshot.failed = m_metrics.failed;
    snapshot.refused = m_metrics.refused;
    snapshot.cancelled = m_metrics.cancelled;
    snapshot.requests = m_metrics.requests;
    snapshot.retries = m_metrics.retries;
    const SeriesSummary minute = m_series.summary(snapshot.at, recentSpan);
    snapshot.p50 = minute.latency.percentile(50);
    snapshot.p95 = minute.latency.percentile(95);
    snapshot.p99 = minute.latency.percentile(99);
    if (const quint64 judged = minute.succeeded + minute.failed; judged > 0)
        snapshot.errorRate = 100.0 * static_cast<double>(minute.failed) / static_cast<double>(judged);
    const SeriesSummary recent = m_series.summary(snapshot.at, rateSpan);
    snapshot.callsPerSecond = static_cast<double>(recent.succeeded + recent.failed) / toSeconds(rateSpan);
    snapshot.seriesRevision = m_series.revision(snapshot.at);
}

} // namespace fuseboard
