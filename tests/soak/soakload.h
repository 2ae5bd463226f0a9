// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/memorysecretstore.h"
#include "client/apiclient.h"
#include "http/networktransport.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace fuseboard {

/// Four clients of a demo upstream that fails in every way it knows, and calls to them at a steady rate.
class SoakLoad final : public QObject
{
    Q_OBJECT

public:
    SoakLoad(Scheduler &scheduler, Random &random, const QUrl &upstream, double callsPerSecond);

    /// Sends until stop().
    void start();
    void stop();

    [[nodiscard]] quint64 begun() const { return m_begun; }
    [[nodiscard]] quint64 ended() const { return m_ended; }
    /// Sums over all clients.
    [[nodiscard]] quint64 total(quint64 ClientMetrics::*figure) const;
    /// Whether each client's calls are its successes, failures, refusals and cancels.
    [[nodiscard]] bool booksBalance() const;

private:
    struct Traffic
    {
        std::unique_ptr<NetworkTransport> transport;
        std::unique_ptr<ApiClient> client;
        QStringList paths;
        int share = 0; ///< of a hundred calls
        qsizetype next = 0;
    };

    void add(ClientConfig config, int share, QStringList paths);
    void tick();
    void send(Traffic &traffic);

    Scheduler &m_scheduler;
    Random &m_random;
    QUrl m_upstream;
    double m_rate;
    double m_owed = 0;
    MonotonicTime m_last;
    MemorySecretStore m_secrets;
    std::vector<Traffic> m_traffic;
    TimerHandle m_tick;
    quint64 m_begun = 0;
    quint64 m_ended = 0;
};

} // namespace fuseboard
