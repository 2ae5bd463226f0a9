// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "client/apiclient.h"
#include "http/networktransport.h"
#include "upstream/demotraffic.h"
#include "upstream/demoupstream.h"

#include <memory>
#include <vector>

namespace fuseboard {

/// A demo upstream, the clients of the demo workspace, and the traffic between them, in one process.
class DemoSession final
{
public:
    DemoSession(Scheduler &scheduler, quint64 seed);
    ~DemoSession();
    DemoSession(const DemoSession &) = delete;
    DemoSession &operator=(const DemoSession &) = delete;

    /// False when the upstream cannot listen: upstream().errorString() says why.
    bool start();
    void stop();

    [[nodiscard]] DemoUpstream &upstream() { return m_upstream; }
    [[nodiscard]] DemoTraffic &traffic() { return m_traffic; }
    [[nodiscard]] const std::vector<std::unique_ptr<ApiClient>> &clients() const { return m_clients; }

private:
    Scheduler &m_scheduler;
    DemoUpstream m_upstream;
    SeededRandom m_random;
    MemorySecretStore m_secrets;
    std::vector<std::unique_ptr<NetworkTransport>> m_transports; // one for each: credentials do not share (S07)
    std::vector<std::unique_ptr<ApiClient>> m_clients;
    DemoTraffic m_traffic;
};

} // namespace fuseboard
