// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/attemptreview.h"
#include "client/callcredentials.h"
#include "client/callgate.h"
#include "client/callpermits.h"

#include <memory>
#include <optional>

namespace fuseboard {

/// Walks one call through the steps of its life; the only place that knows their order (D1, D2). Internal.
///
/// per_call:    prepare → gate → attempt → (backoff → attempt)* → end
/// per_attempt: prepare → (gate → attempt → backoff)* → end
/// In both a 401 may lead to a replay of the attempt, which takes the place of a backoff and an attempt.
class CallRunner final : public Call
{
    Q_OBJECT

public:
    CallRunner(ClientCore &core, quint64 id, Request request, const CallOptions &options);
    ~CallRunner() override = default;

    void start();
    /// A call to a client that is being destroyed: over before it began, and silent.
    void refuseToStart() { m_finished = true; }
    void pauseBegan(const QByteArray &origin);

    [[nodiscard]] quint64 id() const override { return m_id; }
    void cancel() override;
    void sendNow() override;
    [[nodiscard]] bool isFinished() const override { return m_finished; }
    [[nodiscard]] const Timeline &timeline() const override { return m_timeline.entries(m_core.now()); }
    [[nodiscard]] const Response *lastResponse() const override { return m_answer.get(); }
    [[nodiscard]] MonotonicTime started() const { return m_timeline.start(); }
    [[nodiscard]] Duration elapsed() const override { return m_core.now() - m_timeline.start(); }

private:
    // The steps, in their order.
    void begin();
    void enterGate();
    void enterGateAnew();
    void gateAnswered(const std::optional<Error> &refusal);
    void authenticate();
    void credentialsCame(const std::optional<Error> &failure);
    void beginAttempt();
    void authenticateAgain();
    [[nodiscard]] Result<Duration> redirected(const Response &answer, const QUrl &target, Hop hop);
    void attemptEnded(AttemptResult result);
    void decide(const AttemptReview &review);
    /// The circuit that another attempt would not pass, of the first origin or of the one that the last attempt was
    /// redirected to, or one of theirs that it would; null where none stands between attempts.
    [[nodiscard]] const CircuitBreaker *circuitAhead() const;
    void backOff(const RetryDecision &decision, std::shared_ptr<const PauseCause> cause);
    void backoffEnded();
    void comeBack();
    void giveUp(const AttemptReview &review, const RetryDecision &decision);

    // Ends.
    void refuse(const Error &error);
    void totalTimedOut();
    void endEntry(const Error &why);
    void finish(const Result<ApiResponse> &result, CallOutcome outcome);
    void tellEnd(const Result<ApiResponse> &result, CallOutcome outcome);
    [[nodiscard]] RateLimiter::Ticket letGo();
    void logEnd(const Attempt &attempt, const AttemptResult &result, Duration lasted) const;

    [[nodiscard]] int nextAttempt() const { return m_attempts + (m_credentials.isReplayAhead() ? 0 : 1); }
    [[nodiscard]] AttemptReview lastReview() const { return {m_core, m_request, *m_last, m_attempts}; }

    ClientCore &m_core;
    const quint64 m_id;
    Request m_request;
    TimelineRecorder m_timeline;
    CallGate m_gate;
    CallCredentials m_credentials;
    CallPermits m_permits;
    QByteArray m_origin;
    bool m_perAttempt = false; // as it was when the call began
    std::optional<MonotonicTime> m_deadline;
    TimerHandle m_step; // the first turn, or a backoff
    TimerHandle m_total;
    std::unique_ptr<Attempt> m_attempt;
    std::unique_ptr<Attempt> m_endedAttempt; // kept until it is no longer in the middle of its callback
    std::unique_ptr<AttemptResult> m_last;
    std::unique_ptr<Response> m_answer; // the last one, whichever attempt brought it
    int m_attempts = 0; // begun, without their replays
    std::optional<RetryReason> m_gaveUpFor; // where an attempt was the last one
    bool m_rateLimited = false; // refused a token, or answered with 429
    bool m_inBudget = false; // counted against the retry budget
    bool m_backingOff = false;
    bool m_heldByPause = false; // so that its retry stands in the queue
    bool m_finished = false;
};

} // namespace fuseboard
