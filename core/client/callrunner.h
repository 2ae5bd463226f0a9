// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/attempt.h"
#include "client/callgate.h"

#include <memory>
#include <optional>

namespace fuseboard {

/// Walks one call through the steps of its life; the only place that knows their order (D1, D2). Internal.
///
/// per_call:    prepare → gate → attempt → (backoff → attempt)* → end
/// per_attempt: prepare → (gate → attempt → backoff)* → end
class CallRunner final : public Call
{
    Q_OBJECT

public:
    CallRunner(ClientCore &core, Request request, const CallOptions &options);
    ~CallRunner() override;

    void start();

    void cancel() override;
    void sendNow() override;
    [[nodiscard]] bool isFinished() const override { return m_finished; }
    [[nodiscard]] const Timeline &timeline() const override { return m_timeline.entries(m_core.now()); }
    [[nodiscard]] const Response *lastResponse() const override
    {
        return m_last && m_last->response ? &*m_last->response : nullptr;
    }
    [[nodiscard]] Duration elapsed() const override { return m_core.now() - m_timeline.start(); }

private:
    // The steps, in their order.
    void begin();
    void enterGate();
    void gateAnswered(const std::optional<Error> &refusal);
    void authenticate();
    void beginAttempt();
    void attemptEnded(AttemptResult result);
    void backOff(const RetryDecision &decision);
    void backoffEnded();
    void giveUp(const RetryDecision &decision);

    [[nodiscard]] RetryDecision judged(RetryDecision decision) const;
    [[nodiscard]] Result<ApiResponse> lastOutcome(const RetryDecision &decision) const;
    [[nodiscard]] bool perAttempt() const { return m_core.config().pipeline == Pipeline::PerAttempt; }
    void noteRedirect(int status, const QUrl &target);

    // Ends.
    void refuse(const Error &error);
    void totalTimedOut();
    void finish(const Result<ApiResponse> &result, CallOutcome outcome);
    void dropEverything();

    ClientCore &m_core;
    Request m_request;
    TimelineRecorder m_timeline;
    CallGate m_gate;
    QByteArray m_origin;
    std::optional<MonotonicTime> m_deadline;
    TimerHandle m_step; // the first turn, or a backoff
    TimerHandle m_total;
    CircuitBreaker::Permit m_permit;
    std::unique_ptr<Attempt> m_attempt;
    std::unique_ptr<Attempt> m_endedAttempt; // kept until it is no longer in the middle of its callback
    std::optional<AttemptResult> m_last;
    int m_retries = 0;
    bool m_inRetry = false; // counted against the retry budget
    bool m_finished = false;
};

} // namespace fuseboard
