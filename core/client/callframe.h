// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/call.h"
#include "client/callchanges.h"
#include "client/clientcore.h"
#include "client/timelinerecorder.h"

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
        return m_deadline == noDeadline ? std::nullopt : std::optional(m_deadline);
    }
    /// Null where it does all as its client's configuration says.
    [[nodiscard]] const CallChanges *changes() const { return m_changes.get(); }
    [[nodiscard]] bool hasOwnSettings() const final { return m_changes && m_changes->areSent(); }
    /// The credentials of its requests.
    [[nodiscard]] AuthManager &auth() const { return m_changes && m_changes->auth ? *m_changes->auth : m_core.auth(); }
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
    void setDeadline(MonotonicTime deadline) { m_deadline = deadline; }

private:
    static constexpr MonotonicTime noDeadline = MonotonicTime::max();

    ClientCore &m_core;
    const std::unique_ptr<const CallChanges> m_changes;
    TimelineRecorder m_recorder;
    MonotonicTime m_deadline = noDeadline;
};

} // namespace fuseboard
