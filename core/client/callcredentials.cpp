// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/callcredentials.h"

#include <QPointer>

#include <utility>

namespace fuseboard {

namespace {

constexpr int unauthorizedStatus = 401;

/// Whether a 401 at the end of it may stand behind something that was carried out: a POST that was accepted, and sent
/// on to what came of it (303), must not be done twice because that could not be read.
bool mayBeDone(const AttemptResult &result, const Request &request)
{
    return result.method != request.method && !isIdempotent(request.method)
        && !request.headers.contains("Idempotency-Key");
}

} // namespace

void CallCredentials::await(int attempt, const Request &request, Answer answer)
{
    const QPointer call(&m_call);
    m_asking = true;
    m_call.auth().prepare([this, call, &request, answer = std::move(answer)](const Result<void> &ready) {
        if (!call || call->isFinished())
            return;
        if (!std::exchange(m_asking, false)) {
            if (TimelineEntry *entry = m_call.recorder().end(m_call.core().now()); entry && !ready)
                entry->error = m_call.core().redacted(ready.error(), request);
        }
        const bool replaced = !ready && ready.error().kind == ErrorKind::Cancelled;
        answer(ready || replaced ? std::nullopt : std::optional(ready.error()));
    });
    // What is there at once is no part of the story.
    if (call && !call->isFinished() && std::exchange(m_asking, false))
        m_call.recorder().begin(m_call.core().now(), TimelineKind::CredentialWait).attempt = attempt;
}

bool CallCredentials::callForReplay(const AttemptResult &result, const Request &request, int attempt)
{
    const bool refused = !result.error && result.response && result.response->status == unauthorizedStatus;
    if (!refused || result.credentials == 0)
        return false;
    m_call.auth().unauthorized(result.credentials);
    if (m_stage != Stage::Unused || mayBeDone(result, request))
        return false;
    m_bodyIsGone = request.body.isStream() && !request.body.open();
    if (m_bodyIsGone)
        return false;
    m_stage = Stage::Ahead;
    TimelineEntry &entry = m_call.recorder().note(m_call.core().now(), TimelineKind::Replay);
    entry.attempt = attempt;
    entry.status = unauthorizedStatus;
    entry.replay = m_call.auth().isReady() ? ReplayReason::TokenReplaced : ReplayReason::TokenRefused;
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
