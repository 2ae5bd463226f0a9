// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "config/circuitbreakerconfig.h"

namespace fuseboard {

/// What a breaker learns from one admission. (D8)
enum class Verdict { Success, Failure, Neutral };

/// The one classification of results: a status, or the error that prevented one. failure = failure_status_codes
/// (whatever is listed there), transport failures, timeouts if counted; neutral = 401, 407, 429, cancelled, refused
/// locally, timeouts that are not counted, were spent waiting for a connection of our own or ran out while the machine
/// slept, and "no network here" (DNS, no route) unless count_local_errors; success = every other answer: the server is
/// alive. A timeout is taken for one that the server had its time for. A client knows whether it had, and does not ask
/// where the call's time went into waits before, or most of an attempt's to the servers that redirected. HttpStatus
/// errors, answers that are too large and redirects that must not be followed are judged by their status.
Verdict verdictFor(const CircuitBreakerConfig &config, int status);
Verdict verdictFor(const CircuitBreakerConfig &config, const Error &error);

} // namespace fuseboard
