// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/circuitbreaker.h"

#include <QString>

namespace fuseboard::wording {

/// "closed", "open", "half-open".
QString word(BreakerState state);
/// The same with what was ordered by hand: "isolated", "forced open", "forced closed", "observing".
QString word(const BreakerSnapshot &breaker);
/// The word, with the countdown while it is open: "open 0:42".
QString pillText(const BreakerSnapshot &breaker);
/// Why a state was entered, as half a sentence: "too many failures in a row".
QString reasonText(BreakerReason reason);
/// The line below the name of a tile: "probe in 18 s · 12 failures", "probe 1 of 2 succeeded",
/// "waiting for a probe" (B28), "0 of 5 failures".
QString subline(const BreakerSnapshot &breaker);

} // namespace fuseboard::wording
