// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/timeline.h"

namespace fuseboard {

/// What a line of a drawn timeline is about; its colour follows from it. Closed.
enum class TimelineBar {
    Wait, ///< for a token or by the server's wish
    FailedAttempt,
    Attempt, ///< one that runs, or whose stages are not known
    Backoff,
    Connect, ///< lookup, TCP and TLS
    Server, ///< from the request to the first byte
    Download,
    Unknown, ///< a part of an attempt that could not be measured, or time within the program
    Decision, ///< a moment: refused, redirected, gave up, cancelled
};

/// One line of a drawn timeline. A value.
struct TimelineRow
{
    QString label;
    Duration start{}; ///< since the begin of the call
    Duration length{}; ///< zero for a moment
    TimelineBar bar = TimelineBar::Attempt;
    bool running = false;
    QString value; ///< "405 ms"; empty for a moment
    QString explanation; ///< whole sentences

    friend bool operator==(const TimelineRow &, const TimelineRow &) = default;
};

/// The lines of a call's story. The last attempt is divided into its stages as far as they are known, below a line for
/// all of it where there is more to tell: other attempts, redirects, a failure. What lies between them is a line of its
/// own that says so, and no figure is invented. So is time of 1 ms and more between two
/// steps, before the first one, and after the last one where the call lasted longer. whole: how long the call has
/// lasted; zero where that is not known, or not yet.
QList<TimelineRow> timelineRows(const Timeline &timeline, Duration whole = {});

} // namespace fuseboard
