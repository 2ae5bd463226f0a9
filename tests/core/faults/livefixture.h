// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "client/apiclient.h"
#include "clientfixture.h"
#include "http/networktransport.h"
#include "support/loopbackserver.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <memory>

namespace fuseboard {

/// The whole engine on real sockets and real time, and what must hold of it whatever a server does.
///
/// Every call goes through limiter, breaker, one retry and metrics. One connection at a time: what one answer leaves
/// behind on it is what the next one finds.
class LiveFixture
{
public:
    using Servers = QList<LoopbackServer *>;

    explicit LiveFixture(const QUrl &base, NetworkOptions network = {.maxConnections = 1})
        : options(std::move(network))
    {
        config.name = QStringLiteral("live");
        config.baseUrl = base;
        config.timeout = std::chrono::seconds(10);
        config.retry = RetryConfig();
        config.retry->maxRetries = 1;
        config.retry->initialDelay = std::chrono::milliseconds(1);
        config.retry->jitter = false;
        config.rateLimit = RateLimitConfig();
        config.rateLimit->maxRequests = 1'000'000;
        config.circuitBreaker = CircuitBreakerConfig();
        config.circuitBreaker->failureThreshold = 1'000;
    }

    ApiClient &make()
    {
        transport = std::make_unique<NetworkTransport>(options, scheduler);
        client = std::make_unique<ApiClient>(config, Services{scheduler, random, *transport, secrets});
        return *client;
    }

    CallWatch &send(const Request &request)
    {
        watches.push_back(std::make_unique<CallWatch>(client->send(request)));
        return *watches.back();
    }
    CallWatch &send(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        Request request;
        request.method = method;
        request.url = QUrl(path);
        request.body = Body(body);
        return send(request);
    }
    CallWatch &get(const QString &path = QStringLiteral("/")) { return send("GET", path); }

    static bool waitFor(CallWatch &watch, int milliseconds = 20'000)
    {
        if (watch.finishedCount == 0)
            QSignalSpy(watch.call, &Call::finished).wait(milliseconds);
        return watch.finishedCount > 0;
    }
    /// Sends it and waits for its end.
    CallWatch &run(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        CallWatch &watch = send(method, path, body);
        waitFor(watch);
        return watch;
    }

    /// Empty, or the first of INV3 (each call ends once, in one way) and INV4 (the books balance, and every request
    /// that a server saw was counted) that does not hold. seen: by servers that are no more. lost: sendings that may
    /// have gone into a connection which the server was just closing, or that came to no whole request.
    [[nodiscard]] QString imbalance(const Servers &servers, int seen = 0, quint64 lost = 0) const
    {
        const ClientMetrics &m = client->metrics();
        for (const LoopbackServer *server : servers)
            seen += server->requestCount();
        int told = 0;
        int givenUp = 0; // what is just being written when its call is given up may be seen and not be counted
        for (const auto &watch : watches) {
            if (watch->finishedCount != 1 || watch->response.has_value() == watch->error.has_value())
                return QStringLiteral("INV3: a call ended %1 times").arg(watch->finishedCount);
            for (const TimelineEntry &entry : watch->entries(TimelineKind::Attempt))
                told += entry.sendings;
            givenUp += watch->error && watch->error->kind == ErrorKind::Cancelled ? 1 : 0;
        }
        const auto number = [](quint64 n) { return QString::number(n); };
        if (m.calls != watches.size() || m.calls != m.succeeded + m.failed + m.refused + m.cancelled)
            return QStringLiteral("X03: calls ") + number(m.calls);
        if (m.attempts != m.admitted + m.retries + m.replays + m.redirects)
            return QStringLiteral("X03: attempts ") + number(m.attempts);
        const int counted = static_cast<int>(m.requests);
        if (counted > seen + static_cast<int>(lost) || counted < seen - givenUp)
            return QStringLiteral("INV4: counted %1, seen %2").arg(counted).arg(seen);
        if (told != counted)
            return QStringLiteral("INV4: told %1, counted %2").arg(told).arg(counted);
        return {};
    }

    /// INV6: whether a call that is given up closes its connection within a second. Trivially so when it ends before.
    [[nodiscard]] bool cancelIsSeen(LoopbackServer &server)
    {
        const int before = server.requestCount();
        CallWatch &watch = get(QStringLiteral("/given-up"));
        const auto reached = [&] { return server.requestCount() > before || watch.finishedCount > 0; };
        if (!QTest::qWaitFor(reached, 5'000))
            return false;
        if (watch.finishedCount > 0)
            return true;
        watch.call->cancel();
        return watch.finishedCount == 1 && watch.error && watch.error->kind == ErrorKind::Cancelled
            && QTest::qWaitFor([&server] { return server.openConnections() == 0; }, 1'000);
    }

    /// INV5 and INV6: nothing is left of the engine at the servers, nor in the scheduler.
    [[nodiscard]] bool leavesNothing(const Servers &servers)
    {
        client.reset();
        transport.reset();
        const auto gone = [&] {
            return scheduler.pending() == 0
                && std::all_of(servers.begin(), servers.end(), [](auto *s) { return s->openConnections() == 0; });
        };
        return QTest::qWaitFor(gone, 2'000);
    }

    SystemScheduler scheduler;
    SeededRandom random{42};
    MemorySecretStore secrets;
    NetworkOptions options;
    ClientConfig config;
    std::unique_ptr<NetworkTransport> transport;
    std::unique_ptr<ApiClient> client;
    std::vector<std::unique_ptr<CallWatch>> watches;
};

} // namespace fuseboard
