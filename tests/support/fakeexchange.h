// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "http/exchange.h"
#include "http/transport.h"
#include "support/fakeoutcome.h"

#include <functional>
#include <optional>

namespace fuseboard {

/// One exchange of a FakeTransport: ends by a task of the scheduler.
class FakeExchange final : public Exchange
{
    Q_OBJECT

public:
    /// How its transport hears of it.
    struct Listener
    {
        std::function<void(FakeExchange *, bool)> ended; ///< once: true when it was given up, false when it finishes
        std::function<void()> freed; ///< after that, when whoever listens to it knows
    };

    FakeExchange(Scheduler &scheduler, Request request, const Limits &limits, Listener listener);
    ~FakeExchange() override;

    /// No connection is free: only its time runs.
    void wait();
    /// One has become free: the request that leaves now; nothing where it is given up instead, or destroyed.
    [[nodiscard]] std::optional<Request> leave();
    void start(FakeOutcome outcome);

    void cancel() override;
    [[nodiscard]] int sendings() const override;
    [[nodiscard]] Phases phases() const override;
    [[nodiscard]] std::optional<Response> partialAnswer() const override;

private:
    void timeOutAfter(Duration left);
    void finish(const Result<Response> &result);

    Scheduler &m_scheduler;
    Request m_request;
    Limits m_limits;
    Listener m_listener;
    FakeOutcome m_outcome;
    TimerHandle m_timer;
    MonotonicTime m_entered;
    MonotonicTime m_start;
    bool m_waits = false;
    bool m_started = false;
    Phases m_phases;
};

} // namespace fuseboard
