// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/timeline.h"
#include "config/retryconfig.h"
#include "models/errorwording.h"

#include <QString>

namespace fuseboard::wording {

/// What is known around a call and makes its story better. All of it may be missing.
struct StoryContext
{
    QString client; ///< its name
    QString method; ///< of the request
    std::optional<WallTime> startedAt; ///< the calendar's time at the start of the call: "until 14:05:10" is added
    std::optional<RetryConfig> retry; ///< its formula is told
    std::optional<Duration> totalTimeout;
};

/// One line of a call's story for a terminal or a log: what happened, why, with its figures and until when. Plain text
/// on one line, without a full stop: "retry 1 of 3 in 206 ms, at 14:05:09.3: 503 is in retry_status_codes; …".
QString story(const TimelineEntry &entry, const StoryContext &context = {});
/// What is known around the error of that entry, and makes the sentence of its story.
ErrorContext errorContext(const TimelineEntry &entry, const StoryContext &context);
/// When a wait of that entry ends, or ended: empty where it is none.
std::optional<WallTime> endOfWait(const TimelineEntry &entry, WallTime startedAt);
/// Which words of the server ask for a pause: "its 429 said Retry-After: 2".
QString sentence(const PauseCause &cause);

} // namespace fuseboard::wording
