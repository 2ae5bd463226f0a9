// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"

#include <QSslServer>

#include <algorithm>

namespace fuseboard {

LoopbackServer::LoopbackServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QTcpServer>())
{
    start();
}

LoopbackServer::LoopbackServer(quint16 port)
    : m_server(std::make_unique<QTcpServer>())
{
    start(port);
}

LoopbackServer::LoopbackServer(const QSslConfiguration &tls, QObject *parent)
    : LoopbackServer(tls, quint16(0))
{
    setParent(parent);
}

LoopbackServer::LoopbackServer(const QSslConfiguration &tls, quint16 port)
    : m_tls(true)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    start(port);
}

LoopbackServer::~LoopbackServer()
{
    for (LoopbackConnection *connection : std::as_const(m_open))
        disconnect(connection, nullptr, this, nullptr);
}

void LoopbackServer::start(quint16 port)
{
    m_server->setListenBacklogSize(1024);
    m_server->setMaxPendingConnections(1024);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &LoopbackServer::accept);
    if (!m_server->listen(QHostAddress::LocalHost, port))
        qFatal("no loopback port: %s", qPrintable(m_server->errorString()));
}

void LoopbackServer::onRequest(Handler handler)
{
    m_handler = std::move(handler);
}

void LoopbackServer::onAccept(AcceptHandler handler)
{
    m_acceptHandler = std::move(handler);
}

void LoopbackServer::stopListening()
{
    m_server->close();
}

void LoopbackServer::pauseAccepting()
{
    m_server->pauseAccepting();
}

quint16 LoopbackServer::port() const
{
    return m_server->serverPort();
}

QUrl LoopbackServer::url(const QString &pathAndQuery) const
{
    const QString scheme = m_tls ? QStringLiteral("https") : QStringLiteral("http");
    return QUrl(scheme + QStringLiteral("://127.0.0.1:") + QString::number(port()) + pathAndQuery);
}

int LoopbackServer::requestCount() const
{
    return static_cast<int>(m_requests.size());
}

const QList<ReceivedRequest> &LoopbackServer::requests() const
{
    return m_requests;
}

int LoopbackServer::connectionCount() const
{
    return m_accepted;
}

int LoopbackServer::openConnections() const
{
    return static_cast<int>(m_open.size());
}

int LoopbackServer::maxOpenConnections() const
{
    return m_maxOpen;
}

qint64 LoopbackServer::bytesReceived() const
{
    qint64 bytes = m_bytesOfClosed;
    for (const LoopbackConnection *connection : m_open)
        bytes += connection->bytesReceived();
    return bytes;
}

void LoopbackServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        auto *connection = new LoopbackConnection(socket, ++m_accepted, this);
        m_open.append(connection);
        m_maxOpen = std::max(m_maxOpen, openConnections());
        connect(connection, &LoopbackConnection::received, this,
                [this, connection](const ReceivedRequest &request) { handle(*connection, request); });
        connect(connection, &LoopbackConnection::closed, this, [this, connection] { forget(connection); });
        if (m_acceptHandler)
            m_acceptHandler(*connection);
        // What came before the signal was connected is not announced again.
        if (socket->bytesAvailable() > 0)
            QMetaObject::invokeMethod(socket, &QTcpSocket::readyRead, Qt::QueuedConnection);
    }
}

void LoopbackServer::handle(LoopbackConnection &connection, ReceivedRequest request)
{
    request.number = requestCount() + 1;
    request.connection = connection.number();
    m_requests.append(request);
    if (m_handler)
        m_handler(connection, request);
    else
        connection.answer();
}

void LoopbackServer::forget(LoopbackConnection *connection)
{
    if (m_open.removeOne(connection)) {
        m_bytesOfClosed += connection->bytesReceived();
        connection->deleteLater();
    }
}

} // namespace fuseboard
