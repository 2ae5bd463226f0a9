// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/demotraffic.h"

#include "upstream/trafficdriver.h"
#include "upstream/trafficplan.h"

#include <algorithm>

namespace fuseboard {

DemoTraffic::DemoTraffic(Scheduler &scheduler, quint64 seed, QObject *parent)
    : QObject(parent)
    , m_scheduler(scheduler)
    , m_seed(seed)
{
}

DemoTraffic::~DemoTraffic()
{
    for (const auto &driver : m_drivers)
        driver->stop();
}

bool DemoTraffic::drive(ApiClient *client)
{
    const auto plans = trafficPlans();
    const auto plan = std::find_if(plans.begin(), plans.end(), [client](const TrafficPlan &candidate) {
        return candidate.client == client->config().name;
    });
    if (plan == plans.end())
        return false;
    // Chance of its own for each: what one client does must not depend on how many others there are.
    const quint64 seed = m_seed * 1000 + static_cast<quint64>(plan - plans.begin());
    m_drivers.push_back(std::make_unique<TrafficDriver>(*client, *plan, m_scheduler, seed));
    connect(m_drivers.back().get(), &TrafficDriver::callBegan, this,
            [this, client](Call *call) { Q_EMIT callBegan(client, call); });
    if (m_running)
        m_drivers.back()->start();
    return true;
}

void DemoTraffic::start()
{
    if (std::exchange(m_running, true))
        return;
    for (const auto &driver : m_drivers)
        driver->start();
    Q_EMIT runningChanged(true);
}

void DemoTraffic::pause()
{
    if (!std::exchange(m_running, false))
        return;
    for (const auto &driver : m_drivers)
        driver->pause();
    Q_EMIT runningChanged(false);
}

void DemoTraffic::stop()
{
    pause();
    for (const auto &driver : m_drivers)
        driver->stop();
}

bool DemoTraffic::isRunning() const
{
    return m_running;
}

} // namespace fuseboard
