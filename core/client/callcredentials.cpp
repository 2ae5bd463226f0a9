// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callcredentials.h"

#include <QPointer>

#include <utility>

namespace fuseboard {

namespace {

constexpr int unauthorizedStatus = 401;

} // namespace

CallCredentials::CallCredentials(ClientCore &core, TimelineRecorder &timeline, const Call &owner)
    : m_core(core)
    , m_timeline(timeline)
    , m_owner(owner)
{
}

void CallCredentials::await(int attempt, const Request &request, Answer answer)
{
    const QPointer owner(&m_owner);
    m_asking = true;
    m_core.auth().prepare([this, owner, &request, answer = std::move(answer)](const Result<void> &ready) {
        if (!owner || owner->isFinished())
            return;
        if (!std::exchange(m_asking, false)) {
            if (TimelineEntry *entry = m_timeline.end(m_core.now()); entry && !ready)
                entry->error = m_core.redacted(ready.error(), request);
        }
        const bool replaced = !ready && ready.error().kind == ErrorKind::Cancelled;
        answer(ready || replaced ? std::nullopt : std::optional(ready.error()));
    });
    // What is there at once is no part of the story.
    if (owner && !owner->isFinished() && std::exchange(m_asking, false))
        m_timeline.begin(m_core.now(), TimelineKind::CredentialWait).attempt = attempt;
}

bool CallCredentials::callForReplay(const AttemptResult &result, const Request &request, int attempt)
{
    const bool refused = !result.error && result.response && result.response->status == unauthorizedStatus;
    if (!refused || result.credentials == 0)
        return false;
    m_core.auth().unauthorized(result.credentials);
    if (m_stage != Stage::Unused)
        return false;
    m_bodyIsGone = request.body.isStream() && !request.body.open();
    if (m_bodyIsGone)
        return false;
    m_stage = Stage::Ahead;
    TimelineEntry &entry = m_timeline.note(m_core.now(), TimelineKind::Replay);
    entry.attempt = attempt;
    entry.status = unauthorizedStatus;
    entry.replay = m_core.auth().isReady() ? ReplayReason::TokenReplaced : ReplayReason::TokenRefused;
    return true;
}

bool CallCredentials::beginAttempt()
{
    if (m_stage == Stage::Running)
        m_stage = Stage::Over;
    if (m_stage == Stage::Ahead)
        m_stage = Stage::Running;
    return m_stage == Stage::Running;
}

RetryDecision CallCredentials::bounded(RetryDecision decision) const
{
    if (m_bodyIsGone && !decision.retry)
        decision.reason = RetryReason::BodyNotReplayable;
    return decision;
}

Result<ApiResponse> CallCredentials::surfaced(Result<ApiResponse> outcome) const
{
    const bool refused = !outcome && outcome.error().kind == ErrorKind::HttpStatus
        && outcome.error().httpStatus == unauthorizedStatus;
    if (!refused || m_stage == Stage::Unused)
        return outcome;
    Error error = outcome.error();
    error.kind = ErrorKind::AuthFailed;
    error.detail = ErrorDetail::CredentialsRejected;
    error.subject.clear();
    return error;
}

} // namespace fuseboard
