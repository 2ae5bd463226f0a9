// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints what one decision of each policy costs, in nanoseconds. Build it with optimisation (preset release).

#include "base/systemscheduler.h"
#include "base/virtualscheduler.h"
#include "client/latencyhistogram.h"
#include "resilience/backoff.h"
#include "resilience/circuitbreaker.h"
#include "resilience/ratelimiter.h"
#include "resilience/serverquota.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace fuseboard;
using namespace std::chrono;

namespace {

/// The best of many short slices: what the machine does besides only ever adds, and some slice is nearly always spared.
template<class Work>
void measure(const char *name, int count, Work work)
{
    constexpr int rounds = 7;
    constexpr int slice = 1'000;
    double best = 1e18;
    for (int done = 0; done < count * rounds; done += slice) {
        const auto start = steady_clock::now();
        for (int i = 0; i < slice; ++i)
            work((done + i) % count);
        const double spent = duration<double, std::nano>(steady_clock::now() - start).count();
        best = std::min(best, spent / slice);
    }
    std::printf("%-44s %8.1f ns\n", name, best);
}

/// What must not be optimised away ends here.
void require(bool held)
{
    if (!held) {
        std::fputs("bench_policies: a policy did not decide as expected\n", stderr);
        std::exit(1);
    }
}

RateLimitConfig plenty()
{
    RateLimitConfig config;
    config.maxRequests = 1'000'000;
    config.window = seconds(1);
    return config;
}

void measureBreaker()
{
    constexpr int count = 1'000'000;
    const MonotonicTime now{hours(1)};
    BreakerCore core({}, seconds(30));
    measure("BreakerCore admit + settle", count, [&](int) {
        const auto admission = core.admit(now);
        require(admission.pass && !core.settle(*admission.pass, Verdict::Success, now));
    });
    CircuitBreakerConfig rate;
    rate.failureRate = 50;
    BreakerCore rated(rate, seconds(30));
    measure("BreakerCore admit + settle, rate mode", count, [&](int i) {
        const MonotonicTime at = now + microseconds(i);
        const auto admission = rated.admit(at);
        require(admission.pass && !rated.settle(*admission.pass, Verdict::Success, at));
    });
    VirtualScheduler clock;
    CircuitBreaker breaker({}, clock);
    measure("CircuitBreaker admit + success", count, [&](int) {
        auto admission = breaker.admit();
        require(admission.ok());
        admission->success();
    });
    SystemScheduler system;
    CircuitBreaker timed({}, system);
    measure("CircuitBreaker admit + success, system clock", count, [&](int) {
        auto admission = timed.admit();
        require(admission.ok());
        admission->success();
    });
}

void measureLimiter()
{
    constexpr int count = 1'000'000;
    MonotonicTime now{hours(1)};
    TokenBucket bucket(plenty(), now);
    measure("TokenBucket take", count, [&](int) {
        now += microseconds(1);
        require(bucket.tryTake(now).has_value());
    });
    VirtualScheduler clock;
    RateLimiter limiter(plenty(), clock);
    measure("RateLimiter acquire, at once", count, [&](int) {
        clock.advance(microseconds(1));
        require(limiter.acquire(1, {}).isGranted());
    });
}

void measureOthers()
{
    constexpr int count = 1'000'000;
    const Backoff backoff((RetryConfig()));
    SeededRandom random(1);
    AttemptOutcome outcome;
    outcome.status = 503;
    measure("Backoff next", count, [&](int i) { require(backoff.next(i % 3, outcome, random).retry); });
    LatencyHistogram histogram;
    measure("LatencyHistogram record", count, [&](int i) { histogram.record(microseconds(i)); });
    require(histogram.count() > 0);
    const Headers headers{{"Content-Type", "application/json"},
                          {"Date", "Tue, 24 Nov 2026 09:00:00 GMT"},
                          {"X-RateLimit-Limit", "60"},
                          {"X-RateLimit-Remaining", "59"},
                          {"X-RateLimit-Reset", "30"}};
    ResetDialects dialects;
    measure("parseQuota, three fields", count / 10, [&](int) {
        require(parseQuota(headers, 200, WallTime(seconds(1'795'510'800)), dialects).remaining == 59);
    });
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    measureBreaker();
    measureLimiter();
    measureOthers();
    return 0;
}
