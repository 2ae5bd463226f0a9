// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstreampeer.h"

#include <QSignalSpy>
#include <QTest>

namespace fuseboard {

QByteArray ask(const QByteArray &target, const QByteArray &method, const QByteArray &fields)
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: demo\r\n" + fields + "\r\n";
}

int countAnswers(const QByteArray &bytes)
{
    int count = 0;
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype end = bytes.indexOf("\r\n\r\n", at);
        if (end < 0)
            break;
        const QByteArray head = bytes.mid(at, end - at);
        const qsizetype length = head.indexOf("Content-Length: ");
        const qsizetype size = length < 0
            ? 0
            : head.mid(length + 16, head.indexOf("\r\n", length) - length - 16).toLongLong();
        at = end + 4 + size;
        if (at <= bytes.size())
            ++count;
    }
    return count;
}

void UpstreamPeer::init()
{
    m_scheduler = std::make_unique<SystemScheduler>();
    m_upstream = std::make_unique<DemoUpstream>(*m_scheduler);
    QVERIFY2(m_upstream->listen(), qPrintable(m_upstream->errorString()));
}

void UpstreamPeer::cleanup()
{
    m_upstream.reset();
    m_scheduler.reset();
}

std::unique_ptr<QTcpSocket> UpstreamPeer::connected()
{
    auto socket = std::make_unique<QTcpSocket>();
    QSignalSpy spy(socket.get(), &QTcpSocket::connected);
    socket->connectToHost(QHostAddress::LocalHost, m_upstream->port());
    if (spy.isEmpty())
        spy.wait();
    return socket;
}

QByteArray UpstreamPeer::talk(const QByteArray &bytes, bool untilClosed, int expectedAnswers)
{
    const auto socket = connected();
    QByteArray got;
    socket->write(bytes);
    const auto isOver = [&] {
        got += socket->readAll();
        return untilClosed ? socket->state() == QAbstractSocket::UnconnectedState
                           : countAnswers(got) >= expectedAnswers;
    };
    [&] { QTRY_VERIFY(isOver()); }();
    return got;
}

} // namespace fuseboard
