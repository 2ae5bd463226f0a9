// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"

#include <QHostAddress>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>

namespace fuseboard {

/// A loopback HTTP/1.1 server that plays scripted trouble: for the first run, for teaching and for tests.
///
/// Each scenario lives under its own path, docs/scenarios.md tells them: /healthy, /slow, /flaky, /bursts, /limited,
/// /reset, /half, /drip, /auth … and more may be asked for by query ("?status=503&delay=0.2"). Time comes from the
/// scheduler, so a demo is the same in every run.
class DemoUpstream final : public QObject
{
    Q_OBJECT

public:
    /// The same seed gives the same latencies, request by request.
    explicit DemoUpstream(Scheduler &scheduler, QObject *parent = nullptr, quint64 seed = 1);
    ~DemoUpstream() override;

    /// Listens on 127.0.0.1; port 0 = any free one. A second free port serves as another origin for redirects.
    /// False when it cannot: errorString() says why.
    bool listen(quint16 port = 0);
    [[nodiscard]] QString errorString() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QUrl url() const;
    void close();

    /// Whole requests read so far, in all and by one scenario; GET /stats, which tells the same, is not counted.
    [[nodiscard]] quint64 requestsServed() const;
    [[nodiscard]] quint64 requestsServed(const QString &scenario) const;
    [[nodiscard]] int openConnections() const;

    /// Names of all scenarios, for the command line and its help.
    [[nodiscard]] static QStringList scenarios();
    /// Makes one scenario answer every path; empty = each scenario under its own path. False for an unknown name.
    bool setScenario(const QString &name);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
