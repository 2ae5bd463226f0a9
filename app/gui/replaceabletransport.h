// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/networktransport.h"
#include "transportchoice.h"

#include <memory>

namespace fuseboard {

/// A client's way to the network whose options may change while the client lives: what is under way ends as it would
/// have, and what leaves later goes by the new ones, also where it stands in line already.
class ReplaceableTransport final : public Transport
{
public:
    /// The scheduler must outlive it.
    ReplaceableTransport(const NetworkOptions &options, Scheduler &scheduler);
    ~ReplaceableTransport() override;

    /// What is held goes out by them.
    void setOptions(const NetworkOptions &options);
    /// What is to leave from now on waits for setOptions(), as long as its time lasts, and else ends with that error.
    void hold(const Error &inVain) { m_choice->hold(inVain); }
    /// NetworkOptions::home anew, for what is sent from now on.
    void setHome(const QUrl &home) { m_last->setHome(home); }
    [[nodiscard]] std::unique_ptr<Exchange> send(const Request &request, const Limits &limits) override;

private:
    Scheduler &m_scheduler;
    std::shared_ptr<NetworkTransport> m_last; // with the last options
    std::shared_ptr<TransportChoice> m_choice = std::make_shared<TransportChoice>(); // exchanges may outlive this
};

} // namespace fuseboard
