// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "http/exchange.h"
#include "http/transport.h"
#include "support/fakeoutcome.h"

#include <functional>

namespace fuseboard {

/// One exchange of a FakeTransport: ends by a task of the scheduler.
class FakeExchange final : public Exchange
{
    Q_OBJECT

public:
    /// ended is called once: with true when it was given up, with false when it finished.
    FakeExchange(Scheduler &scheduler, FakeOutcome outcome, const Limits &limits, std::function<void(bool)> ended);
    ~FakeExchange() override;

    void cancel() override;
    [[nodiscard]] int sendings() const override;
    [[nodiscard]] Phases phases() const override;
    [[nodiscard]] std::optional<Response> partialAnswer() const override;

private:
    void finish(const Result<Response> &result);

    Scheduler &m_scheduler;
    FakeOutcome m_outcome;
    std::function<void(bool)> m_ended;
    TimerHandle m_timer;
    MonotonicTime m_start;
    Phases m_phases;
};

} // namespace fuseboard
