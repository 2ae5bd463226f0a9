// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/loginpages.h"
#include "base/scheduler.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <unordered_map>

namespace fuseboard {

/// Waits on this machine for a browser that a sign-in page sends back (RFC 8252 7.3). Speaks as little HTTP as that
/// takes: GET of one path with a query, from who came to this very address. Everything else is refused, and nothing of
/// it is ever echoed.
class LoopbackListener final : public QObject
{
    Q_OBJECT

public:
    /// False when this is not the answer that is waited for: it is refused, and the wait goes on.
    using Returned = std::function<bool(const QUrlQuery &query)>;

    LoopbackListener(Scheduler &scheduler, LoginPages pages, Returned returned);
    ~LoopbackListener() override;

    /// A free port of 127.0.0.1, or of ::1 where there is no other. Empty when there is none; else where the browser is
    /// to be sent.
    [[nodiscard]] QUrl listen();
    /// Nobody else gets in; what is being answered is answered.
    void close();

private:
    struct Visitor
    {
        QByteArray head;
        TimerHandle patience;
    };

    void letIn();
    void read(QTcpSocket *socket);
    [[nodiscard]] int statusFor(const QByteArray &head);
    void answer(QTcpSocket *socket, int status);

    Scheduler &m_scheduler;
    LoginPages m_pages;
    Returned m_returned;
    QTcpServer m_server;
    QByteArray m_host; // as a browser writes it
    std::unordered_map<QTcpSocket *, Visitor> m_visitors;
};

} // namespace fuseboard
