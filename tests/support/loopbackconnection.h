// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/requestparser.h"

#include <QObject>
#include <QTcpSocket>

#include <chrono>

namespace fuseboard {

/// One connection of a LoopbackServer: what a handler plays on. Deleted when the socket has gone.
class LoopbackConnection final : public QObject
{
    Q_OBJECT

public:
    LoopbackConnection(QTcpSocket *socket, int number, QObject *parent);
    ~LoopbackConnection() override;

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] QTcpSocket &socket() { return *m_socket; }
    [[nodiscard]] qint64 bytesReceived() const { return m_bytesReceived; }

    /// Bytes as they are: half answers, banners, broken chunks.
    void write(const QByteArray &bytes);
    /// A whole answer with Content-Length.
    void answer(int status = 200, const Headers &headers = {}, const QByteArray &body = "ok");
    /// Bytes in small pieces, so that each piece restarts an inactivity timer.
    void drip(const QByteArray &bytes, qsizetype pieceSize, std::chrono::milliseconds interval);
    /// Ends with FIN when everything is written.
    void close();
    /// Ends our direction only; the peer may still write.
    void halfClose();
    /// Ends with RST, at once.
    void reset();
    /// Leaves what the peer writes in the socket, until its window is full.
    void stopReading();
    void readOn();

Q_SIGNALS:
    void received(const fuseboard::ReceivedRequest &request);
    void closed();

private:
    void read();

    QTcpSocket *m_socket; // owned through the parent
    RequestParser m_parser;
    int m_number;
    qint64 m_bytesReceived = 0;
    bool m_reading = true;
};

} // namespace fuseboard
