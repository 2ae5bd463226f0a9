// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints what the engine itself costs, without a network and on virtual time: a whole call through all policies, a
// call that waits for its token, and queues of waiters of two sizes. Build it with optimisation (preset release).

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "instanttransport.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace fuseboard;
using namespace std::chrono;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 7;

void mustHold(bool held)
{
    if (!held) {
        std::fputs("bench_calls: the engine did not do what it was asked\n", stderr);
        std::exit(1);
    }
}

ClientConfig allPolicies(int burst)
{
    ClientConfig config;
    config.name = u"bench"_s;
    config.baseUrl = QUrl(u"http://127.0.0.1:8090/"_s);
    config.rateLimit = RateLimitConfig();
    config.rateLimit->maxRequests = burst;
    config.rateLimit->window = seconds(1);
    config.rateLimit->maxQueue = 1'000'000;
    config.circuitBreaker = CircuitBreakerConfig();
    config.retry = RetryConfig();
    return config;
}

/// An engine on virtual time.
struct Engine
{
    explicit Engine(int burst)
        : client(allPolicies(burst), {clock, random, transport, secrets})
    {
    }

    Call *send() { return send(url); }
    Call *send(const QUrl &asked)
    {
        Request request;
        request.url = asked;
        return client.send(std::move(request));
    }

    VirtualScheduler clock;
    SeededRandom random{1};
    InstantTransport transport{clock};
    MemorySecretStore secrets;
    ApiClient client;
    QUrl url{u"/orders?limit=5"_s};
};

/// Of the processor, so that what the machine does besides does not count.
double secondsSpent()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

template<class Work>
double bestOf(Work work)
{
    double best = 1e18;
    for (int round = 0; round < rounds; ++round)
        best = std::min(best, work());
    return best;
}

void measureCalls(int inFlight)
{
    constexpr int count = 100'000;
    const double best = bestOf([inFlight] {
        Engine engine(1'000'000);
        int ended = 0;
        const double start = secondsSpent();
        for (int sent = 0; sent < count; sent += inFlight) {
            for (int i = 0; i < inFlight; ++i) {
                QObject::connect(engine.send(), &Call::finished, &engine.client,
                                 [&ended](const Result<ApiResponse> &result) { ended += result.ok() ? 1 : 0; });
            }
            engine.clock.advance(milliseconds(1));
        }
        const double spent = secondsSpent() - start;
        mustHold(ended == count);
        return spent / count;
    });
    std::printf("a call through all policies, %3d in flight    %8.2f us   %9.0f calls/s\n", inFlight, best * 1e6,
                1 / best);
}

std::size_t bytesInUse()
{
#ifdef __GLIBC__
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

void measureMemory(const char *name, bool sameUrl)
{
    constexpr int count = 10'000;
    Engine engine(1);
    engine.send();
    engine.clock.advance(milliseconds(1)); // the only token is gone
    const std::size_t before = bytesInUse();
    for (int i = 0; i < count; ++i)
        engine.send(sameUrl ? engine.url : QUrl(u"/orders/%1?limit=5"_s.arg(i)));
    engine.clock.advance(Duration::zero());
    const std::size_t used = bytesInUse() - before;
    mustHold(engine.client.limiter()->snapshot().waiting == count);
    std::printf("%-44s  %8.0f bytes\n", name, static_cast<double>(used) / count);
}

/// What the charts of one client hold, by the hour: it must end to grow.
void measureHistory()
{
    constexpr int callsPerSecond = 20;
    constexpr Duration step = Duration(seconds(1)) / callsPerSecond;
    MonotonicTime now{hours(1)};
    SeededRandom random(1);
    const std::size_t before = bytesInUse();
    TimeSeries series(now);
    std::printf("the charts of a client, %d calls/s, after", callsPerSecond);
    for (const auto &[name, span] : {std::pair("5 min", Duration(minutes(5))), {"1 h", hours(1)}, {"6 h", hours(6)}}) {
        for (; now < MonotonicTime(hours(1)) + span; now += step)
            series.recordCall(now, CallOutcome::Succeeded, false,
                              fromSeconds(random.uniform() / random.uniform() / 100));
        std::printf("  %s: %zu KiB", name, (bytesInUse() - before) / 1024);
    }
    std::printf("\n");
}

/// Queues that many, has each third one leave, and lets the others be served.
double spentOnQueue(int waiters)
{
    VirtualScheduler clock;
    RateLimitConfig config;
    config.maxRequests = 1'000'000;
    config.window = seconds(1);
    config.burstSize = 1;
    config.maxQueue = 10'000'000;
    RateLimiter limiter(config, clock);
    mustHold(limiter.acquire(1, {}).isGranted());
    int served = 0;
    std::vector<RateLimiter::Ticket> tickets;
    tickets.reserve(static_cast<std::size_t>(waiters));
    const double start = secondsSpent();
    for (int i = 0; i < waiters; ++i)
        tickets.push_back(limiter.acquire(1, [&served](const Result<void> &) { ++served; }));
    int left = 0;
    for (int i = 0; i < waiters; i += 3, ++left)
        tickets[static_cast<std::size_t>(i)].cancel();
    clock.runUntilIdle();
    const double spent = secondsSpent() - start;
    mustHold(served == waiters - left);
    return spent;
}

/// Queues that many behind as many grants of a strict window, each asking for its turn, and lets them be served.
double spentOnStrictQueue(int waiters)
{
    VirtualScheduler clock;
    RateLimitConfig config;
    config.maxRequests = waiters;
    config.window = hours(1);
    config.strict = true;
    config.maxQueue = 10'000'000;
    RateLimiter limiter(config, clock);
    int served = 0;
    std::vector<RateLimiter::Ticket> tickets;
    tickets.reserve(static_cast<std::size_t>(waiters));
    const double start = secondsSpent();
    for (int i = 0; i < waiters; ++i) {
        clock.advance(microseconds(1));
        mustHold(limiter.acquire(1, {}).isGranted());
    }
    for (int i = 0; i < waiters; ++i) {
        tickets.push_back(limiter.acquire(1, [&served](const Result<void> &) { ++served; }));
        mustHold(tickets.back().due() > clock.now());
    }
    clock.runUntilIdle();
    const double spent = secondsSpent() - start;
    mustHold(served == waiters);
    return spent;
}

void measureQueues()
{
    constexpr int few = 10'000;
    constexpr int many = 100'000;
    const double small = bestOf([] { return spentOnQueue(few); });
    const double large = bestOf([] { return spentOnQueue(many); });
    std::printf("%6d waiters queue, leave and are served     %8.2f ms\n", few, small * 1e3);
    std::printf("%6d waiters                                 %8.2f ms   %9.2f times as long\n", many, large * 1e3,
                large / small);
    const double smallStrict = bestOf([] { return spentOnStrictQueue(few); });
    const double largeStrict = bestOf([] { return spentOnStrictQueue(many); });
    std::printf("%6d waiters for a strict window             %8.2f ms\n", few, smallStrict * 1e3);
    std::printf("%6d waiters                                 %8.2f ms   %9.2f times as long\n", many, largeStrict * 1e3,
                largeStrict / smallStrict);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    measureCalls(1);
    measureCalls(50);
    measureMemory("a call that waits for its token", true);
    measureMemory("the same, each with a URL of its own", false);
    measureHistory();
    measureQueues();
    return 0;
}
