// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/loopbackconnection.h"

#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <memory>

namespace fuseboard {

/// A server on 127.0.0.1 that does to its clients what the test says, and counts what reached it.
///
/// Without a handler each whole request is answered by 200 "ok" and the connection stays.
class LoopbackServer final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(LoopbackConnection &connection, const ReceivedRequest &request)>;
    using AcceptHandler = std::function<void(LoopbackConnection &connection)>;

    /// Listens at once, on any free port.
    explicit LoopbackServer(QObject *parent = nullptr);
    /// On this port, which must be free.
    explicit LoopbackServer(quint16 port);
    /// The same with TLS.
    explicit LoopbackServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    LoopbackServer(const QSslConfiguration &tls, quint16 port);
    ~LoopbackServer() override;

    /// What happens to each whole request.
    void onRequest(Handler handler);
    /// What happens to each connection, before a byte of it is read.
    void onAccept(AcceptHandler handler);
    /// Refuses new connections; those that stand stay.
    void stopListening();
    /// Stops taking connections from the system's queue.
    void pauseAccepting();

    [[nodiscard]] quint16 port() const;
    /// Of 127.0.0.1, with the scheme it speaks.
    [[nodiscard]] QUrl url(const QString &pathAndQuery = QStringLiteral("/")) const;

    /// Whole requests read.
    [[nodiscard]] int requestCount() const;
    [[nodiscard]] const QList<ReceivedRequest> &requests() const;
    /// Connections accepted since the beginning, and those that stand now.
    [[nodiscard]] int connectionCount() const;
    [[nodiscard]] int openConnections() const;
    [[nodiscard]] int maxOpenConnections() const;
    [[nodiscard]] qint64 bytesReceived() const;

private:
    void start(quint16 port = 0);
    void accept();
    void handle(LoopbackConnection &connection, ReceivedRequest request);
    void forget(LoopbackConnection *connection);

    std::unique_ptr<QTcpServer> m_server;
    bool m_tls = false;
    Handler m_handler;
    AcceptHandler m_acceptHandler;
    QList<ReceivedRequest> m_requests;
    QList<LoopbackConnection *> m_open;
    int m_accepted = 0;
    int m_maxOpen = 0;
    qint64 m_bytesOfClosed = 0;
};

} // namespace fuseboard
