// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "heldexchange.h"
#include "http/networktransport.h"

#include <QList>
#include <QPointer>

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

    /// What is held goes out by them.
    void setOptions(const NetworkOptions &options);
    /// What is sent from now on waits for setOptions().
    void hold() { m_isHolding = true; }
    /// NetworkOptions::home anew, for what is sent from now on.
    void setHome(const QUrl &home) { m_present->setHome(home); }
    [[nodiscard]] std::unique_ptr<Exchange> send(const Request &request, const Limits &limits) override;

private:
    Scheduler &m_scheduler;
    std::unique_ptr<NetworkTransport> m_present;
    bool m_isHolding = false;
    QList<QPointer<HeldExchange>> m_held; // in the order of sending
};

} // namespace fuseboard
