// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/tokenpacer.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr Duration firstPause = std::chrono::seconds(1);
constexpr int mostDoublings = 6; // 64 s
constexpr Duration longestServerWait = std::chrono::seconds(120);
constexpr Duration earlyRefusal = std::chrono::seconds(60); // after the grant

Duration pauseAfter(int times)
{
    return firstPause * (1 << std::clamp(times - 1, 0, mostDoublings));
}

} // namespace

void TokenPacer::failed(MonotonicTime now, std::optional<Duration> serverWait)
{
    const Duration asked = std::min(serverWait.value_or(Duration::zero()), longestServerWait);
    m_next = now + std::max(pauseAfter(++m_failures), asked);
}

void TokenPacer::refused(const TokenSet &tokens, MonotonicTime now)
{
    m_refusals = now - tokens.received < earlyRefusal ? m_refusals + 1 : 0;
    // The first time may well be a token that was revoked in this very moment.
    if (m_refusals > 1)
        m_next = std::max(m_next, tokens.received + pauseAfter(m_refusals - 1));
}

} // namespace fuseboard
