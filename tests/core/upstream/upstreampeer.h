// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/systemscheduler.h"
#include "upstream/demoupstream.h"

#include <QTcpSocket>

namespace fuseboard {

/// A request without body, with its Host.
QByteArray ask(const QByteArray &target, const QByteArray &method = "GET", const QByteArray &fields = {});
/// How many whole answers bytes hold, by their Content-Length.
int countAnswers(const QByteArray &bytes);

/// A fresh demo upstream for each test function, and plain sockets to speak to it.
class UpstreamPeer : public QObject
{
    Q_OBJECT

protected:
    /// Sends bytes over a connection of its own and collects what comes, until so many answers or the end.
    QByteArray talk(const QByteArray &bytes, bool untilClosed = false, int expectedAnswers = 1);
    std::unique_ptr<QTcpSocket> connected();

    std::unique_ptr<SystemScheduler> m_scheduler;
    std::unique_ptr<DemoUpstream> m_upstream;

private Q_SLOTS:
    void init();
    void cleanup();
};

} // namespace fuseboard
