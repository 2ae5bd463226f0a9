// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QByteArray>

#include <optional>

namespace fuseboard {

/// What a Retry-After asks for. A value.
struct RetryAfter
{
    std::optional<Duration> delay; ///< more than nothing; may be absurdly long, which is up to the caller to judge (D6)
    bool isMalformed = false; ///< one of its values at least
    bool isSeveral = false; ///< of which the longest counts (H07)
    bool isPast = false; ///< 0, or a date that is over (H03)
};

/// Reads it as RFC 9110 10.2.3 writes it: delta seconds, or a date in any of its three forms against the moment at
/// which the answer was sent. wallNow: for dates whose years have two digits.
[[nodiscard]] RetryAfter readRetryAfter(const QByteArray &value, WallTime sentAt, WallTime wallNow);

} // namespace fuseboard
