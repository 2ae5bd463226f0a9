// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace fuseboard {

/// What a token endpoint has granted, and for how long. A value.
struct TokenSet
{
    QString accessToken;
    QString refreshToken; ///< empty: none came along, so the one before stays good (RFC 6749 6)
    QStringList scopes; ///< as granted; empty where the answer does not say: those that were asked for
    std::optional<Duration> lifetime; ///< 0 … 1 year; zero: for one use; empty: good until it is refused (O06)
    MonotonicTime received;
    WallTime receivedWall;

    [[nodiscard]] bool isForOneUse() const { return lifetime && *lifetime <= Duration::zero(); }
    /// How long before its end a token is replaced: a minute, for short lives half of them (O05).
    [[nodiscard]] Duration skew() const;
    /// Whether a request may be sent with it now, by the clock that says less of the two: one may stand still while the
    /// machine sleeps, the other may be set (C29). Never for one that is for one use.
    [[nodiscard]] bool isFresh(MonotonicTime now, WallTime wallNow) const;

    friend bool operator==(const TokenSet &, const TokenSet &) = default;
};

} // namespace fuseboard
