// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/scheduler.h"

#include <QObject>
#include <QTcpSocket>

#include <functional>

namespace fuseboard {

/// Finds out whether a server speaks first, as SSH, SMTP and FTP do and HTTP never does.
///
/// Qt tells such a server exactly like one that closes without a word; so after such a close one connection is made
/// that says nothing and listens for a moment. No request is sent by it.
class BannerProbe final : public QObject
{
    Q_OBJECT

public:
    /// What was heard, at most 255 bytes; empty when the server kept silent, as an HTTP server does. Called once, from
    /// the event loop; may destroy the probe.
    using Heard = std::function<void(const QByteArray &banner)>;

    BannerProbe(const QString &host, quint16 port, Scheduler &scheduler, Heard heard);
    ~BannerProbe() override;

private:
    void finish();

    Scheduler &m_scheduler;
    QTcpSocket m_socket;
    TimerHandle m_patience; // and the way to the loop afterwards
    Heard m_heard;
};

} // namespace fuseboard
