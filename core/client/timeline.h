// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "http/response.h"
#include "resilience/backoff.h"
#include "resilience/breakerstate.h"
#include "resilience/pausecause.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace fuseboard {

/// What happened to a call, one thing at a time. Closed.
enum class TimelineKind {
    TokenWait, ///< waited for the limiter: place, planned
    ServerPause, ///< waited because the server asked for it: place, planned, cause
    CredentialWait, ///< waited for the store of the secrets or for a token: error when in vain
    ConnectionWait, ///< waited for a connection, and was not sent when there was one, but held back: attempt
    Refused, ///< by limiter or breaker: error; trip where a circuit had opened, cause where a pause held
    Attempt, ///< one HTTP exchange: attempt, status or error, phases, sendings
    Redirect, ///< followed: status, target; planned and cause where the server asked to wait before
    Replay, ///< goes out once more with other credentials: status, replay
    Backoff, ///< slept before a retry: decision, planned; cause where the server said how long
    GaveUp, ///< no further retry: decision; trip where a circuit had opened, cause for a pause too long
    Cancelled,
};

/// Why a request goes out once more after a 401. (O02, O03)
enum class ReplayReason {
    TokenRefused, ///< the token was the latest: a new one is needed
    TokenReplaced, ///< there is a newer one already
};

/// One line of a call's story. Times are relative to the start of the call, so that it can be stored and compared.
struct TimelineEntry
{
    TimelineKind kind = TimelineKind::Attempt;
    Duration at{}; ///< since the start of the call
    Duration lasted{}; ///< zero for decisions; grows while running is true
    bool running = false; ///< not over yet
    int attempt = 0; ///< 1-based; of a wait the one that follows; a replay is no attempt of its own
    int place = 0; ///< in the limiter's queue at its begin
    std::optional<Duration> planned; ///< how long a wait was expected to take at its begin
    int status = 0; ///< of an Attempt, 0 = no answer
    std::optional<Error> error; ///< of an Attempt or a refusal
    std::optional<RetryDecision> decision; ///< of Backoff and GaveUp
    std::optional<ReplayReason> replay; ///< of Replay
    Phases phases; ///< of an Attempt
    int sendings = 0; ///< of an Attempt: how often it went to the wire, Qt's own resends included (R14)
    int resends = 0; ///< of an Attempt: how many of the sendings Qt made by itself, redirects and replays apart
    QString target; ///< of a Redirect, redacted
    std::shared_ptr<const PauseCause> cause; ///< of a pause that the server asked for; null where unknown
    std::shared_ptr<const BreakerTrip> trip; ///< what opened the circuit that refuses; null where there is none
};

using Timeline = QList<TimelineEntry>;

QLatin1String timelineKindName(TimelineKind kind);
QLatin1String retryReasonName(RetryReason reason);
QLatin1String replayReasonName(ReplayReason reason);
QLatin1String pauseSourceName(PauseSource source);
QLatin1String quotaNoteName(QuotaNote note);
/// What opened a circuit: "failures_in_a_row", "failure_rate", "probe_failed"; empty for other reasons.
QLatin1String breakerTripName(BreakerReason reason);

} // namespace fuseboard
