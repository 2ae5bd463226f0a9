// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <vector>

namespace fuseboard {

/// One port before several servers: the first connection goes to the first one, and so on, the last one gets all that
/// follow. What the peer says on a connection that is held stays here until it is let go.
class HandshakeRelay final : public QObject
{
    Q_OBJECT

public:
    explicit HandshakeRelay(std::vector<quint16> targets);

    /// Connections from this number on, counted from 0, are held.
    void holdFrom(int connection) { m_holdFrom = connection; }
    void letGo();

    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/")) const;
    [[nodiscard]] int connectionCount() const { return static_cast<int>(m_peers.size()); }
    /// How often something of the client's has been passed on. A handshake that it ends takes two pieces.
    [[nodiscard]] int piecesFrom(int connection) const { return m_peers[std::size_t(connection)].pieces; }
    [[nodiscard]] bool isClosed(int connection) const;

private:
    void accept();
    void forward(std::size_t number);

    struct Pair
    {
        QTcpSocket *client;
        QTcpSocket *server;
        int pieces = 0;
    };

    std::vector<quint16> m_targets;
    QTcpServer m_server;
    std::vector<Pair> m_peers; // sockets are children of m_server
    int m_holdFrom = -1;
};

} // namespace fuseboard
