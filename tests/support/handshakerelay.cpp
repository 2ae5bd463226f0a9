// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/handshakerelay.h"

#include <algorithm>
#include <utility>

namespace fuseboard {

HandshakeRelay::HandshakeRelay(std::vector<quint16> targets)
    : m_targets(std::move(targets))
{
    connect(&m_server, &QTcpServer::newConnection, this, &HandshakeRelay::accept);
    m_server.listen(QHostAddress::LocalHost);
}

QUrl HandshakeRelay::url(const QString &path) const
{
    return QUrl(QStringLiteral("https://127.0.0.1:%1%2").arg(m_server.serverPort()).arg(path));
}

bool HandshakeRelay::isClosed(int connection) const
{
    return m_peers[std::size_t(connection)].client->state() == QAbstractSocket::UnconnectedState;
}

void HandshakeRelay::accept()
{
    const std::size_t number = m_peers.size();
    QTcpSocket *client = m_server.nextPendingConnection();
    auto *server = new QTcpSocket(&m_server);
    m_peers.push_back({client, server});
    connect(client, &QTcpSocket::readyRead, this, [this, number] { forward(number); });
    connect(server, &QTcpSocket::connected, this, [this, number] { forward(number); });
    connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_targets[std::min(number, m_targets.size() - 1)]);
}

void HandshakeRelay::letGo()
{
    m_holdFrom = -1;
    for (std::size_t number = 0; number < m_peers.size(); ++number)
        forward(number);
}

void HandshakeRelay::forward(std::size_t number)
{
    Pair &pair = m_peers[number];
    const bool isHeld = m_holdFrom >= 0 && number >= static_cast<std::size_t>(m_holdFrom);
    if (isHeld || pair.server->state() != QAbstractSocket::ConnectedState || pair.client->bytesAvailable() == 0)
        return;
    ++pair.pieces;
    pair.server->write(pair.client->readAll());
}

} // namespace fuseboard
