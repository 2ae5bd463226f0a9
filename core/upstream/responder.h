// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"
#include "upstream/scenario.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace fuseboard {

/// Finds the scenario for a request and applies what the query asks of any of them: "?delay=0.2" and "?jitter=0.5"
/// (seconds; its share of chance), "?status=503", "?size=1000". Counts what it answers.
class Responder
{
public:
    Responder(Scheduler &scheduler, quint64 seed);
    ~Responder();
    Responder(const Responder &) = delete;
    Responder &operator=(const Responder &) = delete;

    UpstreamAnswer answer(const UpstreamRequest &request);
    void setPorts(quint16 port, quint16 otherPort);

    /// Every path goes to this scenario; empty = each to its own. False for an unknown name.
    bool setOnly(const QString &name);
    [[nodiscard]] quint64 requests() const { return m_requests; }
    [[nodiscard]] quint64 requests(const QString &name) const;
    [[nodiscard]] static QStringList names();
    /// What a server that plays the only scenario says as soon as somebody connects; mostly empty.
    [[nodiscard]] QByteArray greeting() const { return m_only ? m_only->greeting : QByteArray(); }

private:
    struct Row
    {
        QByteArrayView name;
        std::unique_ptr<Scenario> scenario;
        QByteArray greeting;
        quint64 requests = 0;
    };
    struct Route
    {
        Row *row;
        QByteArrayView path; ///< behind its name
    };
    Route route(const UpstreamRequest &request);
    UpstreamAnswer statistics() const;
    void applyQuery(const UpstreamRequest &request, UpstreamAnswer &answer);

    Scheduler &m_scheduler;
    SeededRandom m_random;
    MonotonicTime m_start;
    std::vector<Row> m_rows; // the first serves what has no scenario's name
    Row *m_only = nullptr;
    quint64 m_requests = 0;
    quint16 m_port = 0;
    quint16 m_otherPort = 0;
};

} // namespace fuseboard
