// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/call.h"
#include "client/timeline.h"

#include <QString>

namespace fuseboard::wording {

/// The short name of a line of a call's story: "Limiter wait", "Attempt 1 · 503", "Backoff 1.08 s". redirects: how many
/// an attempt has followed.
QString label(const TimelineEntry &entry, int redirects = 0);
/// Why it happened, with its figures, as whole sentences for tooltips, screen readers and the terminal.
QString explanation(const TimelineEntry &entry);

QString label(Phase phase);
/// What a stage of an attempt is: a whole sentence.
QString explanation(Phase phase);
/// The name of a stage with the attempt before it: "Attempt 2 · TLS".
QString attemptLabel(int attempt, const QString &stage);
/// For the part of an attempt that no stage accounts for.
QString unknownStageLabel();
QString unknownStageExplanation();
/// Of time that no step of the call accounts for.
QString programTimeLabel();
QString programTimeExplanation();
/// "HTTP/1.1", "HTTP/2"; empty for an unknown one.
QString protocolName(Protocol protocol);

/// Why another attempt follows, or none: a whole sentence.
QString sentence(RetryReason reason);
/// Why a request goes out once more after a 401.
QString sentence(ReplayReason reason);
/// The reason with the delay and where it came from.
QString sentence(const RetryDecision &decision);

/// Whether the server may have carried a call out that brought no whole answer, and should not do so twice: its last
/// attempt was sent, by a method that is not safe to repeat.
bool mayBeCarriedOut(const Timeline &timeline, QByteArrayView method);

/// What a call waits for just now: "Waiting 1.2 s for a token, place 4".
QString waitText(const Wait &wait, MonotonicTime now);

} // namespace fuseboard::wording
