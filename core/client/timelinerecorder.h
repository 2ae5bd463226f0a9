// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/timeline.h"

namespace fuseboard {

/// Writes a call's timeline while it happens: at most one entry runs at a time.
class TimelineRecorder
{
public:
    explicit TimelineRecorder(MonotonicTime start);

    /// Adds an entry that runs until end() or the next begin().
    TimelineEntry &begin(MonotonicTime now, TimelineKind kind);
    /// The running entry if it is of that kind, else as begin().
    TimelineEntry &goOn(MonotonicTime now, TimelineKind kind);
    /// Adds an entry that is a moment.
    TimelineEntry &note(MonotonicTime now, TimelineKind kind);
    /// A redirect that is followed after that wait.
    TimelineEntry &noteRedirect(MonotonicTime now, int attempt, int status, const QString &target, Duration wait);
    /// Ends the running entry; null when none runs.
    TimelineEntry *end(MonotonicTime now);

    /// How long the running entry has run by now; nothing where none runs.
    [[nodiscard]] Duration running(MonotonicTime now) const;
    /// The entries, the running one as long as it has run by now.
    [[nodiscard]] const Timeline &entries(MonotonicTime now) const;
    [[nodiscard]] MonotonicTime start() const { return m_start; }

private:
    MonotonicTime m_start;
    mutable Timeline m_entries;
};

} // namespace fuseboard
