// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "benchclient.h"
#include "client/apiclient.h"
#include "http/networktransport.h"

#include <memory>

namespace fuseboard {

/// The whole engine: limiter, breaker, retry, timeline and metrics around the transport.
class EngineClient final : public BenchClient
{
    Q_OBJECT

public:
    explicit EngineClient(int maxConnections);

    [[nodiscard]] QString name() const override;

protected:
    void start(const QUrl &url) override;

private:
    SystemScheduler m_scheduler;
    SeededRandom m_random;
    MemorySecretStore m_secrets;
    NetworkTransport m_transport;
    int m_maxConnections;
    std::unique_ptr<ApiClient> m_client;
};

} // namespace fuseboard
