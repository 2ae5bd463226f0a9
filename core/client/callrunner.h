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
class CallRunner final : public CallFrame
{
    Q_OBJECT

public:
    CallRunner(ClientCore &core, quint64 id, Request request, const CallOptions &options);
    ~CallRunner() override = default;

    void start();
    /// A call to a client that is being destroyed: over before it began, and silent.
    void refuseToStart() { m_finished = true; }
    void pauseBegan(const QByteArray &origin);
    /// The client's credentials are now for another origin: a call to the old one must not carry them there.
    void homeMoved(const QByteArray &from, const QByteArray &to);

    [[nodiscard]] quint64 id() const override { return m_id; }
    [[nodiscard]] const Request &request() const override { return m_request; }
    void cancel() override { abandon(Error(ErrorKind::Cancelled)); }
    void sendNow() override;
    [[nodiscard]] bool isFinished() const override { return m_finished; }
    [[nodiscard]] const Timeline &timeline() const override { return recorder().entries(core().now()); }
    [[nodiscard]] const Response *lastResponse() const override { return m_past ? m_past->answer.get() : nullptr; }
    [[nodiscard]] Duration elapsed() const override;

    /// Among its client's calls, which keeps it here.
    [[nodiscard]] quint32 place() const { return m_place; }
    void setPlace(quint32 place) { m_place = place; }
    /// In the queue for a token of that origin, 1 for the next one; 0 where it does not wait there.
    [[nodiscard]] int placeInQueue(const QByteArray &origin) const;

private:
    /// What the attempts that have ended have left, and the end of all: nothing while a call waits to begin.
    struct Past
    {
        std::unique_ptr<Attempt> attempt; // the last one, kept until it is no longer in the middle of its callback
        AttemptResult result; // of it
        std::unique_ptr<Response> answer; // the last one, whichever attempt brought it
        std::optional<RetryReason> gaveUpFor; // where that attempt was the last one
        Duration lasted{}; // the whole call, known at its end: whoever asks later is told the same
    };

    // The steps, in their order.
    void begin();
    void enterGateAnew();
    void gateAnswered(const std::optional<Error> &refusal, CircuitBreaker::Permit permit) override;
    void waitBegan(const Wait &wait) override;
    void authenticate();
    /// Whether the credentials at hand are for the server that this call goes to.
    [[nodiscard]] bool mayAuthenticate() const;
    /// Whether what it has of its client since send() is for another server or environment than it would begin with.
    [[nodiscard]] bool beginsElsewhere() const;
    /// Where they are not: asked again whenever others may have acted.
    [[nodiscard]] bool endsLeftBehind();
    /// Whether its client speaks to its own server alone as it is configured to speak to it (S04).
    [[nodiscard]] bool isBound() const;
    void credentialsCame(const std::optional<Error> &failure);
    /// After a wait that nobody looked into: sends, or stands before the gate again where that has another answer now.
    void lookAgain();
    void beginAttempt();
    [[nodiscard]] Attempt::Setup setupNow() const;
    /// With credentials as they are now, an exchange that had to wait for a connection; nothing: not yet.
    [[nodiscard]] std::optional<Attempt::Setup> leaving();
    void turnedBack(const Request &held);
    void exchangeBegan();
    void authenticateAgain();
    /// A probe's lease is long enough for an attempt as the client is configured (B17); the call may have longer ones.
    [[nodiscard]] Duration beyondALease(Duration attempt) const;
    void hideSecretsOf(const Response &answer);
    [[nodiscard]] Result<Duration> redirected(const Response &answer, const QUrl &target, Hop hop);
    void attemptEnded(AttemptResult result);
    void decide(const AttemptReview &review);
    /// The circuit that another attempt would not pass, of the first origin or of the one that the last attempt was
    /// redirected to, or one of theirs that it would; null where none stands between attempts.
    [[nodiscard]] const CircuitBreaker *circuitAhead() const;
    void backOff(const RetryDecision &decision, std::shared_ptr<const PauseCause> cause);
    void backoffEnded();
    void comeBack();
    /// As the retries and replays of per_call are, which go with its verdict: whatever they have waited for, only a
    /// person closes the gate to them.
    [[nodiscard]] bool isInside(const QByteArray &origin) const;
    void giveUp(const AttemptReview &review, const RetryDecision &decision);

    // Ends.
    void refuse(const Error &error);
    void abandon(const Error &error);
    void totalTimedOut();
    /// Whether the exchange that total_timeout ends was no shorter than an attempt may be, or has had all the time of
    /// the call: else the rest went into waits of ours, and it shows nothing of the server (D8).
    [[nodiscard]] bool hadItsTime() const;
    /// Whether its deadline has passed, and its timer comes late as all do when the machine was asleep (D10): it is
    /// over then, and nothing more leaves for it.
    [[nodiscard]] bool endsOverdue();
    /// Told to the log last, whose readers may end or destroy the call.
    void endEntry(const Error &why);
    void endAttempt(TimelineEntry &entry, const Error &why) const;
    void finish(const Result<ApiResponse> &result, CallOutcome outcome);
    void tellEnd(const Result<ApiResponse> &result, CallOutcome outcome);
    [[nodiscard]] RateLimiter::Ticket letGo();
    void logEnd(const Attempt &attempt, const AttemptResult &result, Duration lasted) const;

    [[nodiscard]] int nextAttempt() const override { return m_attempts + (m_credentials.isReplayAhead() ? 0 : 1); }
    [[nodiscard]] AttemptReview lastReview() const
    {
        return {core(), m_request, m_past->result, m_attempts, maxRetries()};
    }
    /// In the place of the client's.
    [[nodiscard]] std::optional<int> maxRetries() const { return changes() ? changes()->maxRetries : std::nullopt; }

    const quint64 m_id;
    Request m_request;
    CallGate m_gate;
    CallCredentials m_credentials;
    std::shared_ptr<CookieJar> m_jar; // the client's when it was sent: the one that its request was made for
    CallPermits m_permits;
    TimerHandle m_step; // the first turn, or a backoff
    std::unique_ptr<Attempt> m_attempt;
    std::unique_ptr<Past> m_past;
    quint32 m_place = 0;
    quint16 m_attempts = 0; // begun, without their replays
    bool m_heldByPause = false; // so that its retry stands in the queue
    bool m_perAttempt : 1 = false; // as it was when the call began
    bool m_rateLimited : 1 = false; // refused a token, or answered with 429
    bool m_inBudget : 1 = false; // counted against the retry budget
    bool m_backingOff : 1 = false;
    bool m_leftBehind : 1 = false; // its origin is no longer its client's
    bool m_wasBound : 1 = false; // when the call began
    bool m_finished : 1 = false;
};

} // namespace fuseboard
