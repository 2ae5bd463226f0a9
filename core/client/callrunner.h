// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/apiclient.h"
#include "client/attempt.h"
#include "client/clientcore.h"
#include "client/timelinerecorder.h"

#include <memory>
#include <optional>

namespace fuseboard {

/// Walks one call through the steps of its life; the only place that knows their order (D1, D2). Internal.
///
/// per_call:    prepare → [breaker, token, breaker] → attempt → (backoff → attempt)* → end
/// per_attempt: prepare → ([breaker, token, breaker] → attempt → backoff)* → end
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
    [[nodiscard]] const Timeline &timeline() const override;
    [[nodiscard]] const Response *lastResponse() const override;
    [[nodiscard]] Duration elapsed() const override;

private:
    // The steps, in their order.
    void begin();
    void enterBracket();
    void askForToken();
    void tokenAnswered(const Result<void> &result);
    void passBreaker();
    void waitOutPause();
    void authenticate();
    void beginAttempt();
    void attemptEnded(AttemptResult result);
    void decide(const AttemptResult &result, std::optional<Duration> serverDelay);
    void backOff(const RetryDecision &decision);
    void backoffEnded();
    void giveUp(const RetryDecision &decision, const AttemptResult &result);

    // Parts of the steps.
    void waitForToken(RateLimiter::Ticket ticket);
    [[nodiscard]] std::optional<Error> waitExceeds(MonotonicTime due, bool byPause) const;
    [[nodiscard]] std::optional<Duration> observeQuota(const AttemptResult &result);
    void settleBreaker(const AttemptResult &result, std::optional<Duration> serverDelay);
    [[nodiscard]] AttemptOutcome outcomeOf(const AttemptResult &result, std::optional<Duration> serverDelay) const;
    [[nodiscard]] RetryDecision nextDecision(const AttemptOutcome &outcome) const;
    [[nodiscard]] bool beyondDeadline(Duration wait) const;
    [[nodiscard]] Result<ApiResponse> resultOf(const AttemptResult &result) const;
    [[nodiscard]] bool perAttempt() const;
    OriginPolicies &policies();
    Attempt::Setup attemptSetup() const;
    void noteRedirect(int status, const QUrl &target);
    void logAttempt(const AttemptResult &result) const;

    // Ends.
    void refuse(const Error &error);
    void totalTimedOut();
    void finish(Result<ApiResponse> result, CallOutcome outcome);
    void recordEnd(const Result<ApiResponse> &result, CallOutcome outcome);
    void dropEverything();
    [[nodiscard]] QString subject() const;

    ClientCore &m_core;
    Request m_request;
    CallOptions m_options;
    TimelineRecorder m_timeline;
    QByteArray m_origin;
    std::optional<MonotonicTime> m_deadline;
    TimerHandle m_step; // the next turn, a backoff or a pause
    TimerHandle m_total;
    RateLimiter::Ticket m_ticket;
    CircuitBreaker::Permit m_permit;
    std::unique_ptr<Attempt> m_attempt;
    std::optional<AttemptResult> m_last;
    int m_retries = 0;
    bool m_countedRetry = false;
    bool m_waitedForToken = false;
    bool m_finished = false;
};

} // namespace fuseboard
