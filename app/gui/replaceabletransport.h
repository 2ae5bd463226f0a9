// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/networktransport.h"

#include <memory>

namespace fuseboard {

/// A client's way to the network whose options may change while the client lives: what is under way ends as it would
/// have, and what comes later goes by the new ones.
class ReplaceableTransport final : public Transport
{
public:
    /// The scheduler must outlive it.
    ReplaceableTransport(const NetworkOptions &options, Scheduler &scheduler);
    ~ReplaceableTransport() override;

    void setOptions(const NetworkOptions &options);
    /// NetworkOptions::home anew, for what is sent from now on.
    void setHome(const QUrl &home) { m_present->setHome(home); }
    [[nodiscard]] std::unique_ptr<Exchange> send(const Request &request, const Limits &limits) override;

private:
    Scheduler &m_scheduler;
    std::unique_ptr<NetworkTransport> m_present;
};

} // namespace fuseboard
