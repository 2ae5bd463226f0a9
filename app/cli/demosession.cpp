// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/demosession.h"

#include "upstream/demoworkspace.h"

namespace fuseboard {

DemoSession::DemoSession(Scheduler &scheduler, quint64 seed)
    : m_scheduler(scheduler)
    , m_upstream(scheduler, nullptr, seed)
    , m_random(seed)
    , m_traffic(scheduler, seed)
{
}

DemoSession::~DemoSession()
{
    stop();
}

bool DemoSession::start()
{
    if (!m_upstream.listen())
        return false;
    const Workspace workspace = demoWorkspace(m_upstream.url());
    for (const WorkspaceClient &client : workspace.clients) {
        NetworkOptions options;
        options.maxConnections = client.config.maxConnections;
        options.maxKeepaliveConnections = client.config.maxKeepaliveConnections;
        m_transports.push_back(std::make_unique<NetworkTransport>(options, m_scheduler));
        m_clients.push_back(std::make_unique<ApiClient>(
            client.config, Services{m_scheduler, m_random, *m_transports.back(), m_secrets}));
        m_traffic.drive(m_clients.back().get());
    }
    m_traffic.start();
    return true;
}

void DemoSession::stop()
{
    m_traffic.stop();
}

} // namespace fuseboard
