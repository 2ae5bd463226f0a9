// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/unknownfields.h"

#include <optional>

namespace fuseboard {

/// A token bucket. (SPEC RateLimitConfig; strict, max_wait and max_queue from SEMANTICS L03, L11, L13)
struct RateLimitConfig
{
    int maxRequests = 60; ///< max_requests, 1 … 1 000 000
    Duration window = std::chrono::seconds(60); ///< window_seconds, 1 ms … 1 year
    std::optional<int> burstSize{}; ///< burst_size, 1 … 1 000 000; absent = max_requests
    bool respectRetryAfter = true; ///< respect_retry_after: obey Retry-After and quota headers
    double backoffFactor = 1.5; ///< backoff_factor, 1 … 100: of the pause after a 429 without a time to obey (D9)
    bool strict = false; ///< strict: no window of this length holds more than max_requests, whatever the burst
    std::optional<Duration> maxWait{}; ///< max_wait seconds, 0 … 7 days: a longer wait is refused at once
    int maxQueue = 10'000; ///< max_queue, 0 … 1 000 000: waiters beyond are refused
    UnknownFields unknown{};

    [[nodiscard]] int burst() const { return burstSize.value_or(maxRequests); }

    friend bool operator==(const RateLimitConfig &, const RateLimitConfig &) = default;
};

} // namespace fuseboard
