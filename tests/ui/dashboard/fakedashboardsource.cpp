// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakedashboardsource.h"

#include <QRandomGenerator>

#include <cmath>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int historySeconds = 300;

ClientSnapshot healthy(const QString &name, Duration p95, int failures, double tokens, int burst)
{
    ClientSnapshot client;
    client.name = name;
    client.breaker.emplace();
    client.breaker->consecutiveFailures = failures;
    client.breaker->failureThreshold = 5;
    client.breaker->successThreshold = 2;
    client.limiter.emplace();
    client.limiter->tokens = tokens;
    client.limiter->burst = burst;
    client.limiter->ratePerSecond = burst / 6.0;
    client.calls = 1000;
    client.p50 = p95 / 3;
    client.p95 = p95;
    client.p99 = p95 * 2;
    client.errorRate = 0.0;
    client.callsPerSecond = 50;
    client.seriesRevision = historySeconds;
    return client;
}

} // namespace

FakeDashboardSource::FakeDashboardSource()
{
    addOrders();
    addOthers();
    addEvents();
}

void FakeDashboardSource::addOrders()
{
    ClientSnapshot orders = healthy(u"orders-api"_s, 412ms, 12, 6.4, 20);
    orders.p50 = 41ms;
    orders.p99 = 506ms;
    orders.errorRate = 31.2;
    orders.breaker->state = BreakerState::Open;
    orders.breaker->retryIn = 41'300ms;
    orders.breaker->failureThreshold = 12;
    orders.limiter->ratePerSecond = 10;
    orders.limiter->waiting = 3;
    orders.limiter->longestWait = 400ms;
    orders.lastEventId = 7;
    clients.append(orders);
}

void FakeDashboardSource::addOthers()
{
    ClientSnapshot payments = healthy(u"payments"_s, 188ms, 0, 48, 60);
    payments.breaker->state = BreakerState::HalfOpen;
    payments.breaker->probeSuccesses = 1;
    payments.errorRate = 4.0;
    clients.append(payments);
    clients.append(healthy(u"github"_s, 95ms, 0, 31, 83));
    clients.append(healthy(u"weather"_s, 61ms, 1, 12, 60));
}

void FakeDashboardSource::addEvents()
{
    const WallTime now{std::chrono::milliseconds(1'700'000'000'000)};
    const auto event = [&](quint64 id, Duration ago, EventKind kind) {
        ClientEvent result;
        result.id = id;
        result.at = now - std::chrono::duration_cast<std::chrono::milliseconds>(ago);
        result.kind = kind;
        return result;
    };
    QList<ClientEvent> &events = happened[0];
    events = {event(1, 310s, EventKind::ConfigChanged), event(2, 140s, EventKind::BreakerHalfOpen),
              event(3, 130s, EventKind::BreakerClosed), event(4, 60s, EventKind::CallFailed),
              event(5, 42s, EventKind::RetriesUsedUp),  event(6, 22s, EventKind::RateLimited),
              event(7, 20s, EventKind::BreakerOpened)};
    events[1].wait = 60s;
    events[2].count = 2;
    events[2].breakerReason = BreakerReason::ProbesSucceeded;
    events[3].error = ErrorKind::AttemptTimeout;
    events[3].subject = u"GET /orders"_s;
    events[4].count = 3;
    events[4].status = 503;
    events[4].subject = u"GET /orders"_s;
    events[5].status = 429;
    events[5].wait = 20s;
    events[6].count = 12;
    events[6].wait = 60s;
    events[6].breakerReason = BreakerReason::FailuresReached;
}

QList<ClientSnapshot> FakeDashboardSource::snapshots() const
{
    ++snapshotReads;
    return clients;
}

QList<SeriesPoint> FakeDashboardSource::points(int client, Duration span) const
{
    ++pointReads;
    QRandomGenerator random(static_cast<quint32>(client + 1));
    const auto noise = [&](double size) { return (random.generateDouble() - 0.5) * size; };
    QList<SeriesPoint> result;
    const int count = static_cast<int>(std::min<qint64>(historySeconds, span / 1s));
    for (int i = 0; i <= count; ++i) {
        const int second = historySeconds - count + i;
        const double trouble = client == 0 ? std::exp(-std::pow((second - 195) / 18.0, 2)) : 0;
        SeriesPoint point;
        point.at = MonotonicTime(std::chrono::seconds(1000 + second));
        point.width = 1s;
        point.succeeded = static_cast<quint32>(std::max(0.0, 60 + noise(14) - 48 * trouble));
        point.retried = static_cast<quint32>(8 + noise(5) + 16 * trouble);
        point.failed = static_cast<quint32>(4 + noise(4) + 23 * trouble);
        point.refused = static_cast<quint32>(30 * (trouble > 0.4) * trouble);
        point.p50 = fromSeconds((41 + noise(6) + 30 * trouble) / 1000);
        point.p95 = fromSeconds((95 + noise(25) + 170 * trouble) / 1000);
        point.p99 = fromSeconds((150 + noise(35) + 330 * trouble) / 1000);
        point.tokens = std::max(0.0, 14 + noise(5) - 10 * trouble);
        point.waiting = static_cast<int>(std::max(0.0, 1 + noise(2) + 9 * trouble));
        const bool open = client == 0 && (second >= 186 && second < 216);
        point.breaker = open ? BreakerState::Open : BreakerState::Closed;
        if (client == 0 && second >= 216 && second < 228)
            point.breaker = BreakerState::HalfOpen;
        result.append(point);
    }
    return result;
}

QList<ClientEvent> FakeDashboardSource::events(int client, quint64 afterId) const
{
    QList<ClientEvent> result;
    for (const ClientEvent &event : happened.value(client)) {
        if (event.id > afterId)
            result.append(event);
    }
    return result;
}

void FakeDashboardSource::act(int client, DashboardAction action)
{
    ordered.append({client, action});
    BreakerSnapshot &breaker = *clients[client].breaker;
    breaker.forced = action == DashboardAction::ForceClosed;
    breaker.isolated = action == DashboardAction::Isolate;
}

} // namespace fuseboard
