// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/ratelimitconfig.h"

#include <optional>

namespace fuseboard {

/// A token bucket as a value: time in, decision out, no clock inside. Exact: fractions of tokens are kept as integers,
/// so that hours of traffic do not drift. A clock that goes back neither refills nor makes debt (L05).
///
/// The server's word only tightens it: a pause holds everything back, a lower remaining count lowers the tokens, a
/// higher one changes nothing (L19, L20).
class TokenBucket
{
public:
    /// Full at start (L01).
    TokenBucket(const RateLimitConfig &config, MonotonicTime start);

    /// Takes cost tokens if they are there and no pause holds; false changes nothing.
    [[nodiscard]] bool tryTake(MonotonicTime now, int cost = 1);
    /// Gives back what was taken for a call that was not sent after all.
    void giveBack(MonotonicTime now, int cost = 1);

    /// The first moment at which cost tokens can be taken, pause included, if nobody else takes any; now when they are
    /// there. Empty when cost exceeds the burst: never (L12).
    [[nodiscard]] std::optional<MonotonicTime> availableAt(MonotonicTime now, int cost = 1) const;

    /// Tokens at now with their fraction, 0 … burst; a pause does not show in it.
    [[nodiscard]] double tokens(MonotonicTime now) const;
    [[nodiscard]] int burst() const;
    [[nodiscard]] double ratePerSecond() const;

    /// Holds everything back until then; the latest pause counts.
    void pauseUntil(MonotonicTime until);
    void clearPause();
    /// The end of the pause, if it lies after now.
    [[nodiscard]] std::optional<MonotonicTime> pausedUntil(MonotonicTime now) const;
    /// The server says that so many requests remain: fewer than the local tokens lower them (L20).
    void limitTo(MonotonicTime now, int remaining);

    /// A new rate or burst; stored tokens are kept and clamped to the new burst (L17).
    void reconfigure(const RateLimitConfig &config, MonotonicTime now);

    friend bool operator==(const TokenBucket &, const TokenBucket &) = default;

private:
    // for the implementer
};

} // namespace fuseboard
