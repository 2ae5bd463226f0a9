// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/trafficdriver.h"

#include <cmath>
#include <numbers>

namespace fuseboard {

namespace {
constexpr const char *demoBody = "{\"order\": 1042, \"amount\": 72.0}\n";
} // namespace

TrafficDriver::TrafficDriver(ApiClient &client, const TrafficPlan &plan, Scheduler &scheduler, quint64 seed)
    : m_client(&client)
    , m_plan(plan)
    , m_scheduler(scheduler)
    , m_random(seed)
{
}

TrafficDriver::~TrafficDriver() = default;

void TrafficDriver::start()
{
    if (!m_began)
        m_began = m_scheduler.now();
    if (!m_timer.isActive())
        arm();
}

void TrafficDriver::pause()
{
    m_timer.cancel();
}

void TrafficDriver::stop()
{
    pause();
    const auto calls = m_calls; // each that ends leaves the set
    for (Call *call : calls) {
        if (m_calls.contains(call))
            call->cancel();
    }
}

void TrafficDriver::arm()
{
    m_timer = m_scheduler.after(nextPause(), [this] { tick(); });
}

void TrafficDriver::tick()
{
    for (int i = 0; i < m_plan.batch && m_client; ++i)
        call();
    if (m_client)
        arm();
}

void TrafficDriver::call()
{
    const PlannedRequest &planned = choose();
    if (m_calls.size() >= m_plan.mostInFlight)
        return;
    Request request;
    request.method = planned.method;
    request.url = QUrl(QString::fromLatin1(planned.path));
    if (request.method == "POST") {
        request.headers.set("Content-Type", "application/json");
        request.body = QByteArray(demoBody);
    }
    CallOptions options;
    options.priority = RateLimiter::Priority::Monitor; // whoever clicks Send goes first
    Call *call = m_client->send(std::move(request), options);
    m_calls.insert(call);
    connect(call, &Call::finished, this, [this, call] { m_calls.remove(call); });
    Q_EMIT callBegan(call);
}

const PlannedRequest &TrafficDriver::choose()
{
    double left = m_random.uniform() * m_plan.totalWeight();
    for (const PlannedRequest &request : m_plan.requests) {
        left -= request.weight;
        if (left < 0)
            return request;
    }
    return m_plan.requests.back();
}

Duration TrafficDriver::nextPause()
{
    const double turns = toSeconds(m_scheduler.now() - *m_began) / toSeconds(m_plan.period);
    const double rate = m_plan.rate * (1.0 + m_plan.swing * std::sin(2.0 * std::numbers::pi * turns));
    // Evenly spread over half to one and a half of the mean: livelier than a metronome, calmer than Poisson.
    return fromSeconds(m_plan.batch / rate * (0.5 + m_random.uniform()));
}

} // namespace fuseboard
