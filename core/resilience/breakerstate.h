// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard {

enum class BreakerState { Closed, Open, HalfOpen };

/// Why a state was entered.
enum class BreakerReason {
    FailuresReached, ///< failure_threshold consecutive failures
    RateReached, ///< failure_rate within the window
    ProbeFailed,
    RecoveryElapsed, ///< recovery_timeout is over: waiting for a probe
    ProbesSucceeded, ///< success_threshold
    ForcedOpen,
    ForcedClosed,
    Isolated,
    Released, ///< force or isolation ended
    Reset,
};

} // namespace fuseboard
