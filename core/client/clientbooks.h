// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientmetrics.h"
#include "client/clientsnapshot.h"
#include "client/timeseries.h"
#include "resilience/ratelimiter.h"

#include <optional>

namespace fuseboard {

/// What a client counts: totals, and their course over time. Internal.
class ClientBooks
{
public:
    explicit ClientBooks(MonotonicTime start);

    void countCall() { ++m_metrics.calls; }
    /// The first exchange of an attempt or of its replay, or one that a redirect led to.
    void countExchange(int exchange, int attempt, bool isReplay);
    /// Nothing of it has left, and it has not begun: the last that was counted.
    void takeBackExchange(int exchange, int attempt, bool isReplay);
    /// Of the exchanges of that attempt or replay, which has ended or is given up.
    void countSendings(int sendings, int exchanges, int attempt, bool isReplay);
    void recordCall(MonotonicTime now, CallOutcome outcome, bool retried, Duration lasted, bool answered);
    void recordBreaker(MonotonicTime now, BreakerState state, bool byHand)
    {
        m_series.recordBreaker(now, state, byHand);
    }
    void sampleTokens(MonotonicTime now, const RateLimiter &limiter) const;
    /// From zero; calls and attempts under way will end and be counted then, so they count as begun.
    void reset(quint64 inFlight);

    [[nodiscard]] ClientMetrics &metrics() { return m_metrics; }
    [[nodiscard]] const TimeSeries &series() const { return m_series; }
    void describe(ClientSnapshot &snapshot) const;

private:
    static quint64 &firstExchanges(ClientMetrics &metrics, int attempt, bool isReplay);

    ClientMetrics m_metrics;
    ClientMetrics m_underWay; // the exchanges of attempts that have not ended
    mutable TimeSeries m_series; // sampled when it is read
};

} // namespace fuseboard
