// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/exchange.h"
#include "http/transport.h"

#include <memory>

namespace fuseboard {

/// An exchange that waits until it is known how to connect. Its time limits begin with start().
class HeldExchange final : public Exchange
{
    Q_OBJECT

public:
    HeldExchange(Request request, const Limits &limits);
    ~HeldExchange() override;

    /// To be called once; does nothing after cancel().
    void start(Transport &transport);

    void cancel() override;
    [[nodiscard]] int sendings() const override;
    [[nodiscard]] Phases phases() const override;
    [[nodiscard]] std::optional<Response> partialAnswer() const override;

private:
    Request m_request;
    Limits m_limits;
    bool m_isCancelled = false;
    std::unique_ptr<Exchange> m_exchange; // null before the start
};

} // namespace fuseboard
