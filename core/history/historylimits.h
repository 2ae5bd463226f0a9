// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QtGlobal>

namespace fuseboard {

/// How much is kept. A value.
struct HistoryLimits
{
    Duration maxAge = std::chrono::hours(24 * 30); ///< what began earlier is deleted
    qint64 maxBytes = 256'000'000; ///< of the file; the oldest calls make room
    int maxQueued = 5'000; ///< calls that wait to be written; more are dropped and counted
    qint64 maxQueuedBytes = 64'000'000; ///< of the same, in about

    friend bool operator==(const HistoryLimits &, const HistoryLimits &) = default;
};

/// Whether calls that others keep may go.
inline bool isLess(const HistoryLimits &limits, const HistoryLimits &others)
{
    return limits.maxAge < others.maxAge || limits.maxBytes < others.maxBytes;
}

} // namespace fuseboard
