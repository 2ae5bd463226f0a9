// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/ratelimitconfig.h"
#include "resilience/grantwindow.h"
#include "resilience/returnbounds.h"

#include <QtGlobal>

#include <optional>

namespace fuseboard {

/// A token bucket as a value: time in, decision out, no clock inside. Exact: fractions of tokens are kept as integers,
/// so that hours of traffic do not drift. A clock that goes back neither refills nor makes debt (L05).
///
/// The server's word only tightens it: a pause holds everything back, a lower remaining count lowers the tokens, a
/// higher one changes nothing (L19, L20). When a pause is over one stored token is left of many, so that whoever
/// waited is let go at the token rate and not in one burst (L21); a pause ended by clearPause() leaves all.
///
/// It remembers what it granted within the window: a strict one exactly, which is no more than its figures allow, and
/// any other one by thousandths of the window, for the case that it becomes strict. A strict bucket grants no
/// more than max_requests in any window; its burst is at most max_requests (L03).
class TokenBucket
{
public:
    /// Tells one taking from all others, for giveBack().
    using Grant = quint32;

    /// Full at start (L01).
    TokenBucket(const RateLimitConfig &config, MonotonicTime start);

    /// Takes cost tokens if they are there and no pause holds; false changes nothing but what time has refilled.
    /// Empty is false.
    [[nodiscard]] std::optional<Grant> tryTake(MonotonicTime now, int cost = 1);
    /// Gives back what was taken for a call that was not sent after all, once, with the same cost. Only what would be
    /// there now had it not been taken: nothing if the bucket was full since then, no more than the server has said
    /// since then to remain (L20), nothing of before the end of a pause (L21), and of a strict bucket no place in the
    /// window but its own.
    void giveBack(MonotonicTime now, Grant grant, int cost = 1);
    /// What was taken is used only now. There is none where a pause has ended since: its end would be a burst (L21).
    /// A strict window counts it from now on, as if taken now, by the grant that is returned; where there is no room
    /// for it any more, or the server has spoken since, there is none. Then it is to be given back and taken anew.
    [[nodiscard]] std::optional<Grant> renew(MonotonicTime now, Grant grant, int cost = 1);

    /// The first moment at which cost tokens can be taken, pause included, if nobody else takes any; now when they are
    /// there. Empty when cost exceeds the burst: never (L12).
    [[nodiscard]] std::optional<MonotonicTime> availableAt(MonotonicTime now, int cost = 1) const;
    /// The moment at which a queue that takes each token as it comes has been given total of them, any number. Of a
    /// strict bucket the earliest: who needs several at once may have to wait for the window after.
    [[nodiscard]] MonotonicTime servedAt(MonotonicTime now, qint64 total) const;

    /// Tokens at now with their fraction, 0 … burst; a pause does not show in it.
    [[nodiscard]] double tokens(MonotonicTime now) const;
    [[nodiscard]] int burst() const { return m_burst; }
    [[nodiscard]] double ratePerSecond() const;

    /// Holds everything back until then; the latest pause counts. One that is over has had its end (L21).
    void pauseUntil(MonotonicTime now, MonotonicTime until);
    void clearPause();
    /// The end of the pause, if it lies after now.
    [[nodiscard]] std::optional<MonotonicTime> pausedUntil(MonotonicTime now) const;
    /// The server says that so many requests remain: fewer than the local tokens lower them (L20).
    void limitTo(MonotonicTime now, int remaining);

    /// A new rate or burst; stored tokens are kept and clamped to the new burst (L17). One that becomes strict counts
    /// what it has granted in the window. One whose window grows takes the tokens that are missing for granted at this
    /// moment: when they were is not known.
    void reconfigure(const RateLimitConfig &config, MonotonicTime now);

    friend bool operator==(const TokenBucket &, const TokenBucket &) = default;

private:
    /// Tokens at a moment: whole ones, and a fraction counted in parts of one window's length. In a nanosecond
    /// max_requests such parts are refilled, which makes all arithmetic exact.
    struct Level
    {
        qint64 whole = 0;
        qint64 parts = 0;
        MonotonicTime at;
        friend bool operator==(const Level &, const Level &) = default;
    };

    void configure(const RateLimitConfig &config);
    [[nodiscard]] Level levelAt(MonotonicTime now) const;
    [[nodiscard]] Level refilled(Level level, MonotonicTime now) const;
    [[nodiscard]] Level clamped(Level level, qint64 most) const;
    [[nodiscard]] MonotonicTime reachedAt(const Level &level, qint64 total) const;
    void advance(MonotonicTime now);
    void rememberAtLeast(qint64 tokens, MonotonicTime now);
    void followBack(Duration span);

    qint64 m_requests = 1;
    qint64 m_window = 1; // nanoseconds; also the parts in one token
    int m_burst = 1;
    qint64 m_plainSpan = 0; // up to here elapsed × requests fits 64 bits
    bool m_strict = false;
    Level m_level;
    std::optional<MonotonicTime> m_pausedUntil;
    Grant m_lastGrant = 0;
    Grant m_lastSpokenTo = 0; // before the server's last word
    Grant m_lastBeforePause = 0; // before the end of its last pause
    ReturnBounds m_returns;
    GrantWindow m_granted; // within the last window
};

} // namespace fuseboard
