// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/timeline.h"

namespace fuseboard {

/// Writes a call's timeline while it happens: at most one entry runs at a time.
///
/// Thousands of calls may wait for a token, and an entry is large: that wait becomes one only when somebody reads the
/// story, or when it goes on.
class TimelineRecorder
{
public:
    explicit TimelineRecorder(MonotonicTime start);

    /// Adds an entry that runs until end() or the next begin().
    TimelineEntry &begin(MonotonicTime now, TimelineKind kind);
    /// The running entry if it is of that kind, else as begin().
    TimelineEntry &goOn(MonotonicTime now, TimelineKind kind);
    /// Begins a wait for a token, or tells more of the one that runs.
    void waitForToken(MonotonicTime now, MonotonicTime due, int attempt, int place);
    /// Adds an entry that is a moment.
    TimelineEntry &note(MonotonicTime now, TimelineKind kind);
    /// A redirect that is followed after that wait.
    TimelineEntry &noteRedirect(MonotonicTime now, int attempt, int status, const QString &target, Duration wait);
    /// Ends the running attempt, of which nothing has left: it was a wait for a connection.
    void endAsConnectionWait(MonotonicTime now);
    /// How long the attempt that comes next has waited for connections already.
    [[nodiscard]] Duration inLine() const;
    /// Ends the running entry; null when none runs.
    TimelineEntry *end(MonotonicTime now);

    /// How long the running entry has run by now; nothing where none runs.
    [[nodiscard]] Duration running(MonotonicTime now) const;
    /// The entries, the running one as long as it has run by now.
    [[nodiscard]] const Timeline &entries(MonotonicTime now) const;
    [[nodiscard]] MonotonicTime start() const { return m_start; }

private:
    struct TokenWait
    {
        Duration at{};
        Duration planned{};
        int attempt = 0; // 0 = none
        int place = 0;
    };
    void writeWait() const;

    MonotonicTime m_start;
    mutable Timeline m_entries; // but for m_wait, which comes last
    mutable TokenWait m_wait;
};

} // namespace fuseboard
