// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/circuitbreaker.h"
#include "resilience/pausecause.h"
#include "resilience/ratelimiter.h"
#include "resilience/serverquota.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace fuseboard {

/// Limiter and breaker of a client for one origin (D11); null where the configuration has no such section.
struct OriginPolicies
{
    std::unique_ptr<RateLimiter> limiter;
    std::unique_ptr<CircuitBreaker> breaker;
    std::unique_ptr<CircuitBreaker> breakerAside; ///< what a person held when its section was removed, until it is back
    LimiterPause pauseAside; ///< of the limiter when its section was removed
    std::shared_ptr<const PauseCause> pauseCause; ///< of the limiter's present pause, or of its last one
    ResetDialects dialects;
    /// What the log knows already, by field in lower case: the fields that are read are a closed list.
    std::set<std::pair<QByteArray, QuotaNote>> loggedNotes;
    quint64 lastUse = 0; ///< grows with each use of any
};

} // namespace fuseboard
