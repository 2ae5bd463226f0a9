// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/attempt.h"
#include "client/callframe.h"

#include <functional>
#include <optional>

namespace fuseboard {

/// The credentials of one call: the wait for them before an attempt, and its second chance when a server does not take
/// them any more. A 401 to a token that can be renewed is answered once by a replay with a new one, which is none of
/// the retries, for any method, and says nothing of the server's health (O02, O13). Internal.
class CallCredentials
{
public:
    /// Empty = they are there, or others have taken their place; else why not.
    using Answer = std::function<void(std::optional<Error>)>;

    /// call is whom this is a part of.
    explicit CallCredentials(CallFrame &call)
        : m_call(call)
    {
    }

    /// Answers at once or later; not at all when the call has ended. The call may be destroyed in the answer.
    /// request must live as long as the call.
    void await(int attempt, const Request &request, Answer answer);

    /// Whether that end of an attempt calls for a replay; notes it, and has the credentials renewed.
    [[nodiscard]] bool callForReplay(const AttemptResult &result, const Request &request, int attempt);
    /// The next attempt begins: whether it is that replay.
    bool beginAttempt();
    /// It has not begun after all.
    void takeBackAttempt()
    {
        if (m_stage == Stage::Running)
            m_stage = Stage::Ahead;
    }
    /// The next attempt will be a replay.
    [[nodiscard]] bool isReplayAhead() const { return m_stage == Stage::Ahead; }
    /// The present or last attempt is a replay.
    [[nodiscard]] bool isReplay() const { return m_stage == Stage::Running; }

    /// Why there is no further attempt, where a replay would have been right and the body cannot be sent again (C23).
    [[nodiscard]] RetryDecision bounded(RetryDecision decision) const;
    /// A 401 to fresh credentials is no longer an answer like others.
    [[nodiscard]] Result<ApiResponse> surfaced(Result<ApiResponse> outcome) const;

private:
    enum class Stage { Unused, Ahead, Running, Over };

    CallFrame &m_call;
    Stage m_stage = Stage::Unused;
    bool m_asking = false; // inside prepare(), which may answer at once
    bool m_bodyIsGone = false;
};

} // namespace fuseboard
