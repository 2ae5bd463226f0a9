// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/toxic.h"

#include <QTimer>

namespace fuseboard {

namespace {

// Enough to keep a fast peer busy; the rest waits until it has taken some.
constexpr qint64 floodAhead = 256 << 10;

void floodOn(LoopbackConnection &connection, const QByteArray &bytes)
{
    while (connection.socket().isOpen() && connection.socket().bytesToWrite() < floodAhead)
        connection.write(bytes);
}

void dripOn(LoopbackConnection &connection, const QByteArray &bytes, qsizetype piece,
            std::chrono::milliseconds interval, const std::function<void()> &done)
{
    connection.write(bytes.left(piece));
    connection.socket().flush();
    const QByteArray rest = bytes.mid(piece);
    if (rest.isEmpty()) {
        done();
        return;
    }
    QTimer::singleShot(interval, &connection,
                       [&connection, rest, piece, interval, done] { dripOn(connection, rest, piece, interval, done); });
}

} // namespace

Toxic &Toxic::then(std::function<void(LoopbackConnection &)> act)
{
    m_steps.append([act = std::move(act)](LoopbackConnection &connection, const Next &next) {
        act(connection);
        next();
    });
    return *this;
}

Toxic &Toxic::send(const QByteArray &bytes)
{
    return then([bytes](LoopbackConnection &connection) { connection.write(bytes); });
}

Toxic &Toxic::answer(const QByteArray &fields, const QByteArray &body, const QByteArray &status)
{
    return send("HTTP/1.1 " + status + "\r\n" + fields + (fields.isEmpty() ? "\r\n" : "\r\n\r\n") + body);
}

Toxic &Toxic::pause(std::chrono::milliseconds span)
{
    m_steps.append(
        [span](LoopbackConnection &connection, const Next &next) { QTimer::singleShot(span, &connection, next); });
    return *this;
}

Toxic &Toxic::drip(const QByteArray &bytes, qsizetype piece, std::chrono::milliseconds interval)
{
    m_steps.append([bytes, piece, interval](LoopbackConnection &connection, const Next &next) {
        dripOn(connection, bytes, piece, interval, next);
    });
    return *this;
}

Toxic &Toxic::flood(const QByteArray &bytes)
{
    m_steps.append([bytes](LoopbackConnection &connection, const Next &) {
        QObject::connect(&connection.socket(), &QTcpSocket::bytesWritten, &connection,
                         [&connection, bytes] { floodOn(connection, bytes); });
        floodOn(connection, bytes);
    });
    return *this;
}

Toxic &Toxic::close()
{
    return then([](LoopbackConnection &connection) { connection.close(); });
}

Toxic &Toxic::halfClose()
{
    return then([](LoopbackConnection &connection) { connection.halfClose(); });
}

Toxic &Toxic::reset()
{
    return then([](LoopbackConnection &connection) { connection.reset(); });
}

Toxic &Toxic::deafen()
{
    return then([](LoopbackConnection &connection) { connection.stopReading(); });
}

void Toxic::play(LoopbackConnection &connection) const
{
    playFrom(0, connection);
}

void Toxic::playFrom(qsizetype index, LoopbackConnection &connection) const
{
    if (index < m_steps.size())
        m_steps[index](connection, [toxic = *this, index, &connection] { toxic.playFrom(index + 1, connection); });
}

void Toxic::playOnRequests(LoopbackServer &server) const
{
    server.onRequest(
        [toxic = *this](LoopbackConnection &connection, const ReceivedRequest &) { toxic.play(connection); });
}

void Toxic::playOnConnections(LoopbackServer &server) const
{
    server.onAccept([toxic = *this](LoopbackConnection &connection) { toxic.play(connection); });
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
}

} // namespace fuseboard
