// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackconnection.h"

#include <QPointer>
#include <QTimer>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace fuseboard {

namespace {

constexpr qint64 smallWindow = 4096;

void resetOnClose(qintptr descriptor)
{
    linger option{};
    option.l_onoff = 1;
    option.l_linger = 0;
#ifdef Q_OS_WIN
    setsockopt(SOCKET(descriptor), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&option), sizeof option);
#else
    setsockopt(int(descriptor), SOL_SOCKET, SO_LINGER, &option, sizeof option);
#endif
}

void endWriting(qintptr descriptor)
{
#ifdef Q_OS_WIN
    shutdown(SOCKET(descriptor), SD_SEND);
#else
    shutdown(int(descriptor), SHUT_WR);
#endif
}

} // namespace

LoopbackConnection::LoopbackConnection(QTcpSocket *socket, int number, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_number(number)
{
    m_socket->setParent(this);
    connect(m_socket, &QTcpSocket::readyRead, this, &LoopbackConnection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &LoopbackConnection::closed);
}

LoopbackConnection::~LoopbackConnection() = default;

void LoopbackConnection::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
}

void LoopbackConnection::answer(int status, const Headers &headers, const QByteArray &body)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n";
    for (const auto &[name, value] : headers.fields())
        bytes += name + ": " + value + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    write(bytes);
}

void LoopbackConnection::drip(const QByteArray &bytes, qsizetype pieceSize, std::chrono::milliseconds interval)
{
    write(bytes.left(pieceSize));
    const QByteArray rest = bytes.mid(pieceSize);
    if (rest.isEmpty())
        return;
    QTimer::singleShot(interval, this, [this, rest, pieceSize, interval] { drip(rest, pieceSize, interval); });
}

void LoopbackConnection::close()
{
    m_socket->disconnectFromHost();
}

void LoopbackConnection::halfClose()
{
    m_socket->flush();
    endWriting(m_socket->socketDescriptor());
}

void LoopbackConnection::reset()
{
    m_socket->flush();
    resetOnClose(m_socket->socketDescriptor());
    m_socket->abort();
}

void LoopbackConnection::stopReading()
{
    m_reading = false;
    m_socket->setReadBufferSize(smallWindow);
}

void LoopbackConnection::readOn()
{
    m_reading = true;
    m_socket->setReadBufferSize(0);
    read();
}

void LoopbackConnection::read()
{
    if (!m_reading)
        return;
    const QByteArray bytes = m_socket->readAll();
    m_bytesReceived += bytes.size();
    m_parser.feed(bytes);
    const QPointer<LoopbackConnection> self(this);
    while (self) {
        const auto request = m_parser.next();
        if (!request)
            return;
        Q_EMIT received(*request);
    }
}

} // namespace fuseboard
