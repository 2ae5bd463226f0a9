// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTcpServer>
#include <QTcpSocket>

namespace fuseboard {

/// A careless server: answers each request with all that it was sent, credentials included.
class EchoServer : public QTcpServer
{
public:
    EchoServer()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] { echo(*socket); });
        });
        listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QByteArray url() const { return "http://127.0.0.1:" + QByteArray::number(serverPort()); }

private:
    static void echo(QTcpSocket &socket)
    {
        const QByteArray request = socket.readAll();
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
                     + QByteArray::number(request.size()) + "\r\n\r\n" + request);
    }
};

} // namespace fuseboard
