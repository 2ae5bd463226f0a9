// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/virtualscheduler.h"
#include "limitermodel.h"
#include "resilience/ratelimiter.h"
#include "resilience/serverquota.h"

#include <map>
#include <memory>

namespace fuseboard {

/// The limiter on virtual time as the search drives it, as it is or with one fault planted around it.
class LimiterRig
{
public:
    enum class Fault {
        None,
        NewcomerOvertakes,
        CancelKeepsPlace,
        CancelLeavesDebt,
        GivenBackIsLost,
        PrioritiesIgnored,
        WaitingDoesNotAge,
        CostIgnored,
        PauseIgnored,
        PauseEndsInABurst,
        RemainingIgnored,
        BurstTooLarge,
        TimerLate,
        WaitersKeepOldRate,
        StrictIgnored,
        ClosingIsSilent,
    };
    using Ticket = RateLimiter::Ticket;
    using Priority = RateLimiter::Priority;
    using Answers = std::vector<LimiterModel::Answer>;

    LimiterRig(const LimiterModel::Figures &figures, Fault fault)
        : m_fault(fault)
        , m_limiter(std::make_unique<RateLimiter>(configFor(figures), m_clock))
        , m_start(m_clock.now())
    {
    }

    [[nodiscard]] const RateLimiter &limiter() const { return *m_limiter; }
    [[nodiscard]] const Ticket &ticket(int id) const { return m_places.at(id).ticket; }
    [[nodiscard]] MonotonicTime now() const { return m_clock.now(); }
    [[nodiscard]] qsizetype timers() const { return m_clock.pending(); }
    Answers takeAnswers() { return std::exchange(m_answers, {}); }

    LimiterModel::Entry join(int id, int cost, Priority priority)
    {
        if (m_fault == Fault::PrioritiesIgnored)
            priority = Priority::Interactive;
        if (m_fault == Fault::CostIgnored)
            cost = 1;
        if (m_fault == Fault::NewcomerOvertakes)
            return overtake(id, cost, priority);
        return enter(id, cost, priority);
    }
    void leave(int id)
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
    /// Of one whose token was granted.
    void drop(int id) { m_places.erase(id); }
    void giveBack(int id)
    {
        if (m_fault != Fault::GivenBackIsLost)
            m_places.at(id).ticket.giveBack();
        m_places.erase(id);
    }
    void turn() { m_clock.runDue(); }
    void tick()
    {
        const Duration span = LimiterModel::step * LimiterModel::stepsAtOnce;
        const auto pause = m_limiter->pausedUntil();
        if (m_fault == Fault::PauseEndsInABurst && pause && *pause <= now() + span)
            m_limiter->ignorePause();
        m_clock.advance(m_fault == Fault::TimerLate ? span - Duration(1) : span);
        if (m_fault == Fault::WaitingDoesNotAge)
            enterAnew();
    }
    void pause(int steps)
    {
        ServerQuota quota;
        quota.retryAfter = LimiterModel::step * steps;
        if (m_fault != Fault::PauseIgnored)
            m_limiter->observe(quota);
    }
    void lowerTo(int remaining)
    {
        ServerQuota quota;
        quota.remaining = remaining;
        if (m_fault != Fault::RemainingIgnored)
            m_limiter->observe(quota);
    }
    void ignorePause() { m_limiter->ignorePause(); }
    void reconfigure(const LimiterModel::Figures &figures)
    {
        if (m_fault != Fault::WaitersKeepOldRate || m_limiter->snapshot().waiting == 0)
            m_limiter->reconfigure(configFor(figures));
    }
    /// Who waits is told so.
    Answers close()
    {
        if (m_fault == Fault::ClosingIsSilent)
            m_places.clear();
        m_limiter.reset();
        return takeAnswers();
    }

private:
    struct Place
    {
        Ticket ticket;
        int cost = 1;
        Priority priority = Priority::Interactive;
    };

    [[nodiscard]] RateLimitConfig configFor(const LimiterModel::Figures &figures) const
    {
        RateLimitConfig config;
        config.maxRequests = figures.requests;
        config.window = LimiterModel::step * LimiterModel::windowSteps;
        config.burstSize = figures.burst + (m_fault == Fault::BurstTooLarge ? 1 : 0);
        config.strict = figures.strict && m_fault != Fault::StrictIgnored;
        config.maxQueue = figures.maxQueue;
        return config;
    }

    LimiterModel::Entry enter(int id, int cost, Priority priority)
    {
        Ticket ticket = m_limiter->acquire(
            cost,
            [this, id](const Result<void> &result) {
                m_answers.push_back({id, result.ok(), int((now() - m_start) / LimiterModel::step)});
            },
            priority);
        if (ticket.refusal())
            return LimiterModel::Entry::Refused;
        const bool granted = ticket.isGranted();
        m_places[id] = {std::move(ticket), cost, priority};
        return granted ? LimiterModel::Entry::Granted : LimiterModel::Entry::Waits;
    }
    LimiterModel::Entry overtake(int id, int cost, Priority priority)
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
    void enterAnew()
    {
        for (auto &[id, place] : m_places) {
            if (place.ticket.isWaiting() && place.priority != Priority::Interactive) {
                place.ticket.cancel();
                (void)enter(id, place.cost, place.priority);
            }
        }
    }

    const Fault m_fault;
    VirtualScheduler m_clock;
    std::unique_ptr<RateLimiter> m_limiter;
    const MonotonicTime m_start;
    std::map<int, Place> m_places;
    std::vector<Ticket> m_lost;
    Answers m_answers;
};

} // namespace fuseboard
