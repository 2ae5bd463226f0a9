// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/call.h"
#include "client/callchanges.h"
#include "client/clientcore.h"
#include "client/timelinerecorder.h"

#include <functional>
#include <memory>
#include <optional>

namespace fuseboard {

/// A call as its parts see it: what they share, whom they tell, and who must still be there once a listener was told.
/// One reference is all that a part needs of it, which keeps a call that waits small. Internal.
class CallFrame : public Call
{
public:
    [[nodiscard]] ClientCore &core() const { return m_core; }
    [[nodiscard]] TimelineRecorder &recorder() { return m_recorder; }
    [[nodiscard]] const TimelineRecorder &recorder() const { return m_recorder; }
    /// By total_timeout.
    [[nodiscard]] std::optional<MonotonicTime> deadline() const
    {
        return m_total ? std::optional(m_total->deadline) : std::nullopt;
    }
    /// Null where it does all as its client's configuration says.
    [[nodiscard]] const CallChanges *changes() const { return m_changes.get(); }
    [[nodiscard]] bool hasOwnSettings() const final { return m_changes && m_changes->areSent(); }
    /// The credentials of its requests.
    [[nodiscard]] AuthManager &auth() const { return m_changes && m_changes->auth ? *m_changes->auth : m_core.auth(); }
    /// Its own max_wait; none where its client's counts.
    [[nodiscard]] std::optional<Duration> ownMaxWait() const { return m_changes ? m_changes->maxWait : std::nullopt; }
    /// The attempt that a wait precedes.
    [[nodiscard]] virtual int nextAttempt() const = 0;

    /// The gate's answer, with the breaker's permit where a new one was needed. No refusal = passed. The call may be
    /// destroyed in here.
    virtual void gateAnswered(const std::optional<Error> &refusal, CircuitBreaker::Permit permit) = 0;
    /// The call stands before the gate. Listeners may destroy it.
    virtual void waitBegan(const Wait &wait) = 0;

protected:
    CallFrame(ClientCore &core, std::unique_ptr<const CallChanges> changes)
        : m_core(core)
        , m_changes(std::move(changes))
        , m_recorder(core.now())
    {
    }
    /// From its start; what happens then is run unless the limit is lifted.
    void limitTo(Duration total, std::function<void()> whenOver)
    {
        const MonotonicTime deadline = m_recorder.start() + total;
        m_total = std::make_unique<Total>(
            Total{deadline, m_core.services().scheduler.after(deadline - m_core.now(), std::move(whenOver))});
    }
    void liftLimit() { m_total.reset(); }

private:
    /// Apart, for few calls have one and thousands may wait.
    struct Total
    {
        MonotonicTime deadline;
        TimerHandle timer;
    };

    ClientCore &m_core;
    const std::unique_ptr<const CallChanges> m_changes;
    TimelineRecorder m_recorder;
    std::unique_ptr<Total> m_total;
};

} // namespace fuseboard
