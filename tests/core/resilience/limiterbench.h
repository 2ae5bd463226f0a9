// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/virtualscheduler.h"
#include "resilience/ratelimiter.h"

#include <memory>
#include <vector>

namespace fuseboard {

inline RateLimitConfig limits(int requests, Duration window, int burst)
{
    RateLimitConfig config;
    config.maxRequests = requests;
    config.window = window;
    config.burstSize = burst;
    return config;
}

/// A limiter on virtual time, and a record of whom it serves when.
struct LimiterBench
{
    explicit LimiterBench(const RateLimitConfig &config = limits(100, std::chrono::seconds(60), 120))
        : limiter(std::make_unique<RateLimiter>(config, clock))
        , start(clock.now())
    {
    }

    /// Asks, and notes the moment and the number when it is granted later.
    RateLimiter::Ticket ask(int number, int cost = 1,
                            RateLimiter::Priority priority = RateLimiter::Priority::Interactive)
    {
        return limiter->acquire(
            cost,
            [this, number](const Result<void> &result) {
                if (result) {
                    served.append(number);
                    moments.append(clock.now() - start);
                } else {
                    errors.append(result.error());
                }
            },
            priority);
    }
    void askMany(int count)
    {
        for (int i = 0; i < count; ++i)
            tickets.push_back(ask(int(tickets.size())));
    }
    void drain()
    {
        while (ask(-1).isGranted()) { }
    }

    VirtualScheduler clock;
    std::unique_ptr<RateLimiter> limiter;
    MonotonicTime start;
    std::vector<RateLimiter::Ticket> tickets;
    QList<int> served;
    QList<Duration> moments;
    QList<Error> errors;
};

} // namespace fuseboard
