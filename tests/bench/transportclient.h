// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/systemscheduler.h"
#include "benchclient.h"
#include "http/networktransport.h"

namespace fuseboard {

/// Our transport alone, without policies.
class TransportClient final : public BenchClient
{
    Q_OBJECT

public:
    explicit TransportClient(int maxConnections);

    [[nodiscard]] QString name() const override;

protected:
    void start(const QUrl &url) override;

private:
    SystemScheduler m_scheduler;
    NetworkTransport m_transport;
    int m_maxConnections;
};

} // namespace fuseboard
