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
        RenewedUnasked,
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
        WaitBoundIgnored,
        CostBoundIgnored,
        QueueBoundIgnored,
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

    LimiterModel::Entry join(int id, int cost, Priority priority);
    void leave(int id);
    /// Of one whose token was granted.
    void drop(int id) { m_places.erase(id); }
    void giveBack(int id)
    {
        if (m_fault != Fault::GivenBackIsLost)
            m_places.at(id).ticket.giveBack();
        m_places.erase(id);
    }
    [[nodiscard]] bool renew(int id) { return m_fault == Fault::RenewedUnasked || m_places.at(id).ticket.renew(); }
    void turn() { m_clock.runDue(); }
    void tick();
    void pause(int steps);
    void lowerTo(int remaining);
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

    [[nodiscard]] RateLimitConfig configFor(const LimiterModel::Figures &figures) const;
    LimiterModel::Entry enter(int id, int cost, Priority priority);
    LimiterModel::Entry overtake(int id, int cost, Priority priority);
    void enterAnew();
    const Fault m_fault;
    VirtualScheduler m_clock;
    std::unique_ptr<RateLimiter> m_limiter;
    const MonotonicTime m_start;
    std::map<int, Place> m_places;
    std::vector<Ticket> m_lost;
    Answers m_answers;
};

} // namespace fuseboard
