// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "limiterrig.h"

namespace fuseboard {

LimiterModel::Entry LimiterRig::join(int id, int cost, Priority priority)
{
    if (m_fault == Fault::PrioritiesIgnored)
        priority = Priority::Interactive;
    if (m_fault == Fault::CostIgnored)
        cost = 1;
    if (m_fault == Fault::NewcomerOvertakes)
        return overtake(id, cost, priority);
    return enter(id, cost, priority);
}

void LimiterRig::leave(int id)
{
    if (m_fault == Fault::CancelKeepsPlace) {
        m_lost.push_back(std::move(m_places.at(id).ticket));
    } else {
        m_places.at(id).ticket.cancel();
    }
    m_places.erase(id);
    if (m_fault == Fault::CancelLeavesDebt)
        (void)m_limiter->acquire(1, {});
}

void LimiterRig::tick()
{
    const Duration span = LimiterModel::step * LimiterModel::stepsAtOnce;
    const auto pause = m_limiter->pausedUntil();
    if (m_fault == Fault::PauseEndsInABurst && pause && *pause <= now() + span)
        m_limiter->ignorePause();
    m_clock.advance(m_fault == Fault::TimerLate ? span - Duration(1) : span);
    if (m_fault == Fault::WaitingDoesNotAge)
        enterAnew();
}

void LimiterRig::pause(int steps)
{
    ServerQuota quota;
    quota.retryAfter = LimiterModel::step * steps;
    if (m_fault != Fault::PauseIgnored)
        m_limiter->observe(quota);
}

void LimiterRig::lowerTo(int remaining)
{
    ServerQuota quota;
    quota.remaining = remaining;
    if (m_fault != Fault::RemainingIgnored)
        m_limiter->observe(quota);
}

RateLimitConfig LimiterRig::configFor(const LimiterModel::Figures &figures) const
{
    RateLimitConfig config;
    config.maxRequests = figures.requests;
    config.window = LimiterModel::step * LimiterModel::windowSteps;
    config.burstSize = figures.burst + (m_fault == Fault::BurstTooLarge ? 1 : 0);
    config.strict = figures.strict && m_fault != Fault::StrictIgnored;
    if (m_fault != Fault::QueueBoundIgnored)
        config.maxQueue = figures.maxQueue;
    if (figures.maxWait && m_fault != Fault::WaitBoundIgnored)
        config.maxWait = LimiterModel::step * *figures.maxWait;
    return config;
}

LimiterModel::Entry LimiterRig::enter(int id, int cost, Priority priority)
{
    Ticket ticket = m_limiter->acquire(
        cost,
        [this, id](const Result<void> &result) {
            m_answers.push_back({id, result.ok(), int((now() - m_start) / LimiterModel::step)});
        },
        priority);
    if (ticket.refusal() && m_fault == Fault::CostBoundIgnored)
        return LimiterModel::Entry::Waits; // for ever
    if (ticket.refusal())
        return LimiterModel::Entry::Refused;
    const bool granted = ticket.isGranted();
    m_places[id] = {std::move(ticket), cost, priority};
    return granted ? LimiterModel::Entry::Granted : LimiterModel::Entry::Waits;
}

LimiterModel::Entry LimiterRig::overtake(int id, int cost, Priority priority)
{
    std::map<int, Place> waiting;
    for (auto &[other, place] : m_places) {
        if (place.ticket.isWaiting())
            waiting[other] = std::exchange(place, {});
    }
    for (auto &entry : waiting)
        entry.second.ticket.cancel();
    const auto entry = enter(id, cost, priority);
    for (const auto &[other, place] : waiting)
        (void)enter(other, place.cost, place.priority);
    return entry;
}

void LimiterRig::enterAnew()
{
    for (auto &[id, place] : m_places) {
        if (place.ticket.isWaiting() && place.priority != Priority::Interactive) {
            place.ticket.cancel();
            (void)enter(id, place.cost, place.priority);
        }
    }
}

} // namespace fuseboard
