// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "resilience/breakercore.h"

#include <QString>

namespace fuseboard {

/// What is worth a line in a client's event list. Closed.
enum class EventKind {
    BreakerOpened, ///< count = failures, wait = until a probe
    BreakerHalfOpen,
    BreakerClosed, ///< count = probes that succeeded
    RateLimited, ///< status 429 or a quota used up; wait = the pause
    RetriesUsedUp, ///< at most one a second; count = retries, status or error kind, subject = "GET /orders"
    CallFailed, ///< for another reason, after as many retries as count says; as seldom
    QueueFull, ///< as seldom; count = calls that wait, wait = how long one more would have
    ConfigChanged,
};

/// A fact with figures; words are made in the models layer.
struct ClientEvent
{
    quint64 id = 0; ///< grows by one with each event of a client
    WallTime at;
    EventKind kind = EventKind::CallFailed;
    BreakerReason breakerReason = BreakerReason::Reset;
    int status = 0;
    std::optional<ErrorKind> error;
    std::optional<int> count;
    std::optional<Duration> wait;
    QString subject; ///< redacted

    friend bool operator==(const ClientEvent &, const ClientEvent &) = default;
};

} // namespace fuseboard
