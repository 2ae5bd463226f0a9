// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/tokenset.h"

#include <algorithm>

namespace fuseboard {

namespace {

constexpr Duration longestSkew = std::chrono::seconds(60);

} // namespace

Duration TokenSet::skew() const
{
    return lifetime ? std::min(longestSkew, *lifetime / 2) : Duration::zero();
}

bool TokenSet::isFresh(MonotonicTime now, WallTime wallNow) const
{
    if (accessToken.isEmpty() || isForOneUse())
        return false;
    if (!lifetime)
        return true;
    const Duration age = std::max(now - received, Duration(wallNow - receivedWall));
    return age < *lifetime - skew();
}

} // namespace fuseboard
