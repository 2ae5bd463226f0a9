// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checks/requesttests.h"
#include "client/call.h"
#include "client/clientmetrics.h"
#include "client/shownbody.h"

namespace fuseboard {

/// One call as it ended, for the report.
struct CallReport
{
    CallOutcome outcome = CallOutcome::Failed;
    int status = 0; ///< of the last answer; 0 = none
    bool hasAnswer = false; ///< the last attempt brought a whole one, whatever became of the call
    std::optional<Error> error;
    Timeline timeline;
    Duration elapsed{};
    WallTime startedAt;
    QByteArray contentType;
    QByteArray body; ///< of the last answer, where it is wanted
    bool isFiled = false; ///< that is in the file that the call was given, and not here
    ShownBody shown{}; ///< its beginning for people, where it is text: without secrets
    Headers headers{}; ///< of the last answer, where its body is wanted
    Headers shownHeaders{}; ///< of the last answer, without secrets; empty where they are not wanted
    QList<TestResult> tests{}; ///< of the request; none without a whole answer

    static CallReport of(const Call &call, const Result<ApiResponse> &result, WallTime now, bool withBody);
    [[nodiscard]] int attempts() const;
    /// How many of the tests have passed.
    [[nodiscard]] int passed() const;
    /// The call brought what was wanted: by its tests, or by its status where it has none. One that was cancelled did
    /// not.
    [[nodiscard]] bool isAccepted() const;
    /// What opened the circuit that refused it, or a retry of it.
    [[nodiscard]] std::optional<BreakerTrip> trip() const;
    [[nodiscard]] WallTime endedAt() const;
};

} // namespace fuseboard
