// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/tokenbucket.h"

#include <algorithm>
#include <limits>

namespace fuseboard {

namespace {

constexpr qint64 largestCount = std::numeric_limits<qint64>::max();
// One that is not strict remembers its grants for the case only that it becomes so: thousandths of a window are exact
// enough, and do not grow with its figures.
constexpr int spansRemembered = 1000;

struct Quotient
{
    qint64 whole;
    qint64 rest;
};

/// value × factor divided by divisor, for value below divisor, without leaving 64 bits: the product is built up bit
/// by bit and reduced on the way. For the rare spans whose product does not fit.
Quotient multipliedAndDivided(qint64 value, qint64 factor, qint64 divisor)
{
    Quotient result{0, 0};
    const auto add = [&result, divisor](qint64 amount) {
        // The rest is below divisor, and so is the amount; compared so that their sum is never formed.
        if (result.rest >= divisor - amount) {
            result.rest -= divisor - amount;
            ++result.whole;
        } else {
            result.rest += amount;
        }
    };
    constexpr int factorBits = 63;
    for (int bit = factorBits - 1; bit >= 0; --bit) {
        if ((factor >> bit) == 0)
            continue;
        result.whole *= 2;
        add(result.rest);
        if (((factor >> bit) & 1) != 0)
            add(value);
    }
    return result;
}

/// start + step × count, at most the end of time.
MonotonicTime laterBy(MonotonicTime start, qint64 step, qint64 count)
{
    const qint64 room = (MonotonicTime::max() - start).count();
    if (count > 0 && step > room / count)
        return MonotonicTime::max();
    return start + Duration(step * count);
}

} // namespace

TokenBucket::TokenBucket(const RateLimitConfig &config, MonotonicTime start)
{
    configure(config);
    m_level = {m_burst, 0, start};
}

void TokenBucket::configure(const RateLimitConfig &config)
{
    m_requests = std::max(config.maxRequests, 1);
    m_window = std::max<qint64>(config.window.count(), 1);
    m_strict = config.strict;
    m_burst = std::max(config.burst(), 1);
    if (m_strict)
        m_burst = std::min(m_burst, static_cast<int>(m_requests));
    m_plainSpan = (largestCount - m_window) / m_requests;
}

std::optional<TokenBucket::Grant> TokenBucket::tryTake(MonotonicTime now, int cost)
{
    Q_ASSERT(cost > 0);
    advance(now);
    if (m_pausedUntil || m_level.whole < cost)
        return std::nullopt;
    if (m_strict && m_granted.tokens() + cost > m_requests)
        return std::nullopt;
    m_level.whole -= cost;
    ++m_lastGrant;
    m_granted.add(now, m_lastGrant, cost, m_strict ? Duration(1) : Duration(m_window / spansRemembered + 1));
    return m_lastGrant;
}

void TokenBucket::giveBack(MonotonicTime now, Grant grant, int cost)
{
    Q_ASSERT(cost > 0);
    advance(now);
    m_level.whole += m_returns.takeBack(m_lastGrant, grant, cost);
    m_level = clamped(m_level, m_burst);
    m_granted.remove(grant, cost);
}

std::optional<TokenBucket::Grant> TokenBucket::renew(MonotonicTime now, Grant grant, int cost)
{
    advance(now);
    if (ReturnBounds::isUpTo(m_lastGrant, grant, m_strict ? m_lastSpokenTo : m_lastBeforePause))
        return std::nullopt;
    if (!m_strict)
        return grant;
    const qint64 others = m_granted.tokens() - (m_granted.contains(grant) ? cost : 0);
    if (others + cost > m_requests)
        return std::nullopt;
    m_granted.remove(grant, cost);
    m_granted.add(now, ++m_lastGrant, cost);
    return m_lastGrant;
}

std::optional<MonotonicTime> TokenBucket::availableAt(MonotonicTime now, int cost) const
{
    if (cost > m_burst)
        return std::nullopt;
    return servedAt(now, cost);
}

MonotonicTime TokenBucket::servedAt(MonotonicTime now, qint64 total) const
{
    const MonotonicTime start = pausedUntil(now).value_or(now);
    const Level level = levelAt(start);
    if (!m_strict)
        return std::max(start, reachedAt(level, total));
    // As many tokens as a window allows come within one window, so grants repeat with its period.
    const qint64 windows = std::max<qint64>(total - 1, 0) / m_requests;
    const qint64 rest = total - windows * m_requests;
    MonotonicTime first = std::max(start, reachedAt(level, rest));
    const qint64 mustLeave = m_granted.tokens() + rest - m_requests;
    if (mustLeave > 0)
        first = std::max(first, laterBy(m_granted.momentOf(mustLeave), m_window, 1));
    return laterBy(first, m_window, windows);
}

double TokenBucket::tokens(MonotonicTime now) const
{
    const Level level = levelAt(now);
    const double stored = static_cast<double>(level.whole)
        + static_cast<double>(level.parts) / static_cast<double>(m_window);
    if (!m_strict)
        return stored;
    // A smaller number than was granted before it came is waited off, not owed.
    const qint64 room = std::max<qint64>(m_requests - m_granted.tokensAfter(now - Duration(m_window)), 0);
    return std::min(stored, static_cast<double>(room));
}

double TokenBucket::ratePerSecond() const
{
    return static_cast<double>(m_requests) / toSeconds(Duration(m_window));
}

void TokenBucket::pauseUntil(MonotonicTime now, MonotonicTime until)
{
    advance(now);
    m_pausedUntil = std::max(until, m_pausedUntil.value_or(until));
}

void TokenBucket::clearPause()
{
    m_pausedUntil.reset();
}

std::optional<MonotonicTime> TokenBucket::pausedUntil(MonotonicTime now) const
{
    if (m_pausedUntil && *m_pausedUntil > now)
        return m_pausedUntil;
    return std::nullopt;
}

void TokenBucket::limitTo(MonotonicTime now, int remaining)
{
    advance(now);
    const qint64 most = std::max(remaining, 0);
    m_level = clamped(m_level, most);
    // What is out was not counted there yet: it may fill up what remains, and a part of a token takes a whole one's
    // room.
    m_returns.limitTo(m_lastGrant, most - m_level.whole - (m_level.parts > 0 ? 1 : 0));
    m_lastSpokenTo = m_lastGrant;
}

void TokenBucket::reconfigure(const RateLimitConfig &config, MonotonicTime now)
{
    advance(now);
    const double fraction = static_cast<double>(m_level.parts) / static_cast<double>(m_window);
    const qint64 oldWindow = m_window;
    const qint64 spent = std::max<qint64>(m_burst - m_level.whole, 0);
    configure(config);
    if (m_window != oldWindow)
        m_level.parts = std::min(static_cast<qint64>(fraction * static_cast<double>(m_window)), m_window - 1);
    m_level = clamped(m_level, m_burst);
    if (m_window > oldWindow)
        rememberAtLeast(std::min(spent, m_requests), now);
    advance(now);
}

void TokenBucket::rememberAtLeast(qint64 tokens, MonotonicTime now)
{
    const qint64 missing = tokens - m_granted.tokens();
    if (missing > 0)
        m_granted.add(now, ++m_lastGrant, static_cast<int>(missing));
}

TokenBucket::Level TokenBucket::levelAt(MonotonicTime now) const
{
    if (!m_pausedUntil || *m_pausedUntil > now)
        return refilled(m_level, now);
    return refilled(clamped(refilled(m_level, *m_pausedUntil), 1), now);
}

TokenBucket::Level TokenBucket::refilled(Level level, MonotonicTime now) const
{
    const qint64 elapsed = (now - level.at).count();
    level.at = now;
    if (elapsed <= 0 || level.whole >= m_burst)
        return level;
    Quotient gained{0, 0};
    if (elapsed <= m_plainSpan) {
        const qint64 parts = level.parts + elapsed * m_requests;
        if (parts < m_window) {
            level.parts = parts;
            return level;
        }
        gained = {parts / m_window, parts % m_window};
    } else {
        const qint64 windows = elapsed / m_window;
        if (windows >= m_burst)
            return {m_burst, 0, now};
        gained = multipliedAndDivided(elapsed % m_window, m_requests, m_window);
        gained.whole += windows * m_requests;
        if (gained.rest >= m_window - level.parts) {
            gained.rest -= m_window - level.parts;
            ++gained.whole;
        } else {
            gained.rest += level.parts;
        }
    }
    level.whole += gained.whole;
    level.parts = gained.rest;
    return clamped(level, m_burst);
}

TokenBucket::Level TokenBucket::clamped(Level level, qint64 most) const
{
    return level.whole < most ? level : Level{most, 0, level.at};
}

MonotonicTime TokenBucket::reachedAt(const Level &level, qint64 total) const
{
    const qint64 missing = total - level.whole;
    if (missing <= 0)
        return level.at;
    // ceil((missing × window − parts) ÷ requests), each term split by requests so that nothing overflows.
    const MonotonicTime whole = laterBy(level.at, m_window / m_requests, missing);
    const qint64 rest = missing * (m_window % m_requests) - level.parts % m_requests;
    const qint64 extra = rest > 0 ? (rest - 1) / m_requests + 1 : 0;
    return laterBy(whole, 1, extra - level.parts / m_requests);
}

void TokenBucket::advance(MonotonicTime now)
{
    if (now < m_level.at)
        followBack(m_level.at - now);
    m_level = levelAt(now);
    if (m_pausedUntil && *m_pausedUntil <= now) {
        m_pausedUntil.reset();
        // One token was left of many, and those that were out are some of the many.
        m_returns.close(m_lastGrant);
        m_lastSpokenTo = m_lastBeforePause = m_lastGrant;
    }
    if (m_level.whole >= m_burst)
        m_returns.close(m_lastGrant); // with what was out it would have run over
    m_granted.forgetUntil(now - Duration(m_window));
}

void TokenBucket::followBack(Duration span)
{
    m_level.at -= span;
    if (m_pausedUntil)
        *m_pausedUntil -= span;
    m_granted.moveBack(span);
}

} // namespace fuseboard
