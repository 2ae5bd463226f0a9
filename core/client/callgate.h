// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/call.h"
#include "client/clientcore.h"
#include "client/timelinerecorder.h"

#include <functional>
#include <optional>

namespace fuseboard {

/// The bracket around the network: breaker, token, breaker again (D2). Holds the token's ticket and the breaker's
/// permit of one call, and writes the waits into its timeline. Internal.
class CallGate
{
public:
    /// Empty = passed; else why not.
    using Answer = std::function<void(std::optional<Error>)>;
    using Waiting = std::function<void(const Wait &)>;

    CallGate(ClientCore &core, TimelineRecorder &timeline, const CallOptions &options, Waiting waiting);

    void setOrigin(const QByteArray &origin) { m_origin = origin; }
    void setDeadline(std::optional<MonotonicTime> deadline) { m_deadline = deadline; }
    /// The attempt that waits at the gate, for what is said about the wait.
    void setAttempt(int attempt) { m_attempt = attempt; }

    /// Answers at once or later, once. The owner may be destroyed in the answer.
    void enter(Answer answer);
    /// A retry of a call that is inside already: only a pause that the server asked for holds it back.
    void waitOutPause(Answer answer);
    /// Ends a wait that the user does not want to sit out; without effect where none is.
    void sendNow();
    /// Gives up place and permit, and forgets the answer.
    void leave();

    [[nodiscard]] OriginPolicies &policies() const { return m_core.policies(m_origin); }
    [[nodiscard]] CircuitBreaker::Permit takePermit() { return std::move(m_permit); }
    [[nodiscard]] bool hasWaited() const { return m_hasWaited; }

private:
    void askForToken();
    void queueForToken(RateLimiter::Ticket ticket);
    void tokenAnswered(const Result<void> &result);
    void passBreaker();
    void answer(std::optional<Error> error);
    [[nodiscard]] std::optional<Error> exceeds(MonotonicTime due, bool byPause) const;

    ClientCore &m_core;
    TimelineRecorder &m_timeline;
    CallOptions m_options;
    Waiting m_waiting;
    QByteArray m_origin;
    std::optional<MonotonicTime> m_deadline;
    int m_attempt = 1;
    Answer m_answer;
    RateLimiter::Ticket m_ticket;
    CircuitBreaker::Permit m_permit;
    TimerHandle m_pause;
    bool m_hasWaited = false;
};

} // namespace fuseboard
