// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "http/transport.h"

namespace fuseboard {

/// Answers each request with the same 200 at the next turn of the loop: what is left is the engine's own cost.
class InstantTransport final : public Transport
{
public:
    explicit InstantTransport(Scheduler &scheduler);

    [[nodiscard]] std::unique_ptr<Exchange> send(const Request &request, const Limits &limits) override;

private:
    Scheduler &m_scheduler;
    Response m_answer;
};

} // namespace fuseboard
