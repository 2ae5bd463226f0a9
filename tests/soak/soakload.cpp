// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "soakload.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration tickLength = 50ms;
constexpr double hundred = 100;

ClientConfig soakConfig(const QString &name, Duration timeout)
{
    ClientConfig config;
    config.name = name;
    config.timeout = timeout;
    config.connectTimeout = timeout;
    config.circuitBreaker = CircuitBreakerConfig();
    config.circuitBreaker->recoveryTimeout = 2s;
    config.retry = RetryConfig();
    config.retry->initialDelay = 50ms;
    config.retry->maxDelay = 500ms;
    return config;
}

} // namespace

SoakLoad::SoakLoad(Scheduler &scheduler, Random &random, const QUrl &upstream, double callsPerSecond)
    : m_scheduler(scheduler)
    , m_random(random)
    , m_upstream(upstream)
    , m_rate(callsPerSecond)
{
    add(soakConfig(u"orders"_s, 5s), 60, {u"/flaky/orders"_s, u"/everyday/orders/17"_s, u"/gzip/orders"_s});
    add(soakConfig(u"payments"_s, 5s), 20, {u"/bursts/payments?every=20&fail=5"_s});
    ClientConfig limited = soakConfig(u"limited"_s, 5s);
    limited.rateLimit = RateLimitConfig();
    limited.rateLimit->maxRequests = 25;
    limited.rateLimit->window = 1s;
    limited.rateLimit->maxWait = 2s;
    add(std::move(limited), 15,
        {u"/limited/orders?limit=200&window=10"_s, u"/limited-date/orders?limit=200&window=10"_s});
    ClientConfig rude = soakConfig(u"rude"_s, 1s);
    rude.circuitBreaker->failureThreshold = 1'000'000; // each of them shall be met, and not the breaker
    rude.retry->maxRetries = 1;
    add(std::move(rude), 5,
        {u"/half"_s, u"/reset"_s, u"/close"_s, u"/drip"_s, u"/hang"_s, u"/wrong-length"_s, u"/bad-chunk"_s,
         u"/many-headers"_s, u"/interim"_s, u"/redirect/3"_s, u"/redirect/other"_s, u"/redirect/loop"_s,
         u"/healthy/orders?size=300000"_s, u"/ssh"_s});
}

void SoakLoad::add(ClientConfig config, int share, QStringList paths)
{
    config.baseUrl = m_upstream;
    Traffic traffic;
    traffic.transport = std::make_unique<NetworkTransport>(NetworkOptions(), m_scheduler);
    traffic.client = std::make_unique<ApiClient>(std::move(config),
                                                 Services{m_scheduler, m_random, *traffic.transport, m_secrets});
    traffic.paths = std::move(paths);
    traffic.share = share;
    m_traffic.push_back(std::move(traffic));
}

void SoakLoad::start()
{
    m_last = m_scheduler.now();
    m_tick = m_scheduler.after(tickLength, [this] { tick(); });
}

void SoakLoad::stop()
{
    m_tick.cancel();
}

void SoakLoad::tick()
{
    const Duration sinceLast = m_scheduler.now() - m_last;
    start();
    for (m_owed += m_rate * toSeconds(sinceLast); m_owed >= 1; m_owed -= 1) {
        double lot = m_random.uniform() * hundred;
        for (Traffic &traffic : m_traffic) {
            lot -= traffic.share;
            if (lot < 0 || &traffic == &m_traffic.back()) {
                send(traffic);
                break;
            }
        }
    }
}

void SoakLoad::send(Traffic &traffic)
{
    const QString &path = traffic.paths.at(traffic.next++ % traffic.paths.size());
    // Each tenth is a POST: what must not be repeated, and a body.
    Call *call = m_begun % 10 == 0 ? traffic.client->post(path, QByteArray(R"({"sku":"ITEM-123","quantity":2})"))
                                   : traffic.client->get(path);
    ++m_begun;
    connect(call, &Call::finished, this, [this] { ++m_ended; });
}

quint64 SoakLoad::total(quint64 ClientMetrics::*figure) const
{
    quint64 sum = 0;
    for (const Traffic &traffic : m_traffic)
        sum += traffic.client->metrics().*figure;
    return sum;
}

bool SoakLoad::booksBalance() const
{
    return std::all_of(m_traffic.begin(), m_traffic.end(), [](const Traffic &traffic) {
        const ClientMetrics &metrics = traffic.client->metrics();
        return metrics.calls == metrics.succeeded + metrics.failed + metrics.refused + metrics.cancelled
            && metrics.attempts == metrics.admitted + metrics.retries + metrics.replays + metrics.redirects;
    });
}

} // namespace fuseboard
