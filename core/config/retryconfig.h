// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/unknownfields.h"

#include <QList>

#include <optional>

namespace fuseboard {

enum class RetryStrategy { Exponential, Linear, Fixed };

/// Retries with backoff. (SPEC RetryConfig; the rest from SEMANTICS D6, D7, R19)
struct RetryConfig
{
    int maxRetries = 3; ///< max_retries, 0 … 1 000
    RetryStrategy strategy = RetryStrategy::Exponential;
    Duration initialDelay = std::chrono::seconds(1); ///< initial_delay seconds, 0 … 1 day
    Duration maxDelay = std::chrono::seconds(60); ///< max_delay seconds, 1 ms … 1 day
    double backoffMultiplier = 2.0; ///< backoff_multiplier, 1 … 100
    bool jitter = true; ///< ±25 %, at the cap only shorter
    QList<int> retryStatusCodes{408, 429, 500, 502, 503, 504}; ///< retry_status_codes, each 100 … 599
    bool retryOnTimeout = true; ///< retry_on_timeout: after an attempt timeout
    bool retryUnsafeMethods = false; ///< retry_unsafe_methods: POST and PATCH too
    bool idempotencyKeys = false; ///< idempotency_keys: POST and PATCH get an Idempotency-Key, new for each call
    Duration maxServerDelay = std::chrono::seconds(120); ///< max_server_delay, 0 … 7 days: longer pauses end the call
    std::optional<double> retryBudget{}; ///< retry_budget, 0 … 1 of the calls in flight but for those in line for a
                                         ///< token, at least 3; absent = no budget
    UnknownFields unknown{};

    friend bool operator==(const RetryConfig &, const RetryConfig &) = default;
};

} // namespace fuseboard
