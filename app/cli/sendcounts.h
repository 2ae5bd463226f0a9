// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/callreport.h"

#include <algorithm>

namespace fuseboard {

/// What came of the calls of a run, beside what their client counts. A value.
struct SendCounts
{
    int notBegun = 0; ///< of those that were asked for
    int ended = 0;
    int accepted = 0; ///< that brought what was wanted
    int unwanted = 0; ///< that did not, and were not cancelled
    int testsPassed = 0;
    int testsFailed = 0; ///< faulty ones too
    bool wasPaused = false; ///< a call has waited because the server asked for it

    void add(const CallReport &report)
    {
        ++ended;
        testsPassed += report.passed();
        testsFailed += static_cast<int>(report.tests.size()) - report.passed();
        wasPaused = wasPaused
            || std::any_of(report.timeline.begin(), report.timeline.end(),
                           [](const TimelineEntry &entry) { return entry.kind == TimelineKind::ServerPause; });
        if (report.isAccepted())
            ++accepted;
        else if (report.outcome != CallOutcome::Cancelled)
            ++unwanted;
    }
};

} // namespace fuseboard
