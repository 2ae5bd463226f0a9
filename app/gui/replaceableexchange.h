// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "http/exchange.h"
#include "transportchoice.h"

#include <memory>
#include <optional>

namespace fuseboard {

/// An exchange that leaves by the transport that is chosen when it leaves: it waits until there is one, and where it
/// stands in line of one that another has replaced, it comes again by the other. All of that is time in a queue, and
/// counts against the attempt's.
class ReplaceableExchange final : public Exchange
{
    Q_OBJECT

public:
    /// The scheduler must outlive it.
    ReplaceableExchange(std::shared_ptr<TransportChoice> choice, Scheduler &scheduler, Request request,
                        const Limits &limits);
    ~ReplaceableExchange() override;

    /// To be called once.
    void begin();

    void cancel() override;
    [[nodiscard]] int sendings() const override;
    [[nodiscard]] Phases phases() const override;
    [[nodiscard]] std::optional<Response> partialAnswer() const override;

private:
    void hold();
    void timeOut();
    void send();
    [[nodiscard]] std::optional<Request> leave();
    void comeAgain();
    void end(Result<Response> result);
    [[nodiscard]] Duration elapsed() const { return m_scheduler.now() - m_begun; }

    std::shared_ptr<TransportChoice> m_choice;
    Scheduler &m_scheduler;
    Request m_request;
    Limits m_limits;
    MonotonicTime m_begun;
    Duration m_queued{}; // before m_exchange, or until the end
    TimerHandle m_step; // the next one, or the end of its time while it is held
    bool m_isOver = false;
    std::shared_ptr<Transport> m_transport; // of m_exchange
    std::unique_ptr<Exchange> m_exchange; // null while it is held
};

} // namespace fuseboard
