// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/loopbacklistener.h"

#include <QHostAddress>
#include <QPointer>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestHead = 16 * 1024;
constexpr std::size_t mostVisitors = 8;
constexpr Duration visitorPatience = 10s;
constexpr auto callbackPath = "/callback"_L1;

QByteArray valueOfField(const QByteArray &head, const QByteArray &name)
{
    const QByteArrayList lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

} // namespace

LoopbackListener::LoopbackListener(Scheduler &scheduler, LoginPages pages, Returned returned)
    : m_scheduler(scheduler)
    , m_pages(std::move(pages))
    , m_returned(std::move(returned))
{
    connect(&m_server, &QTcpServer::newConnection, this, &LoopbackListener::letIn);
}

LoopbackListener::~LoopbackListener()
{
    // Sockets are children of the server and go with it.
    for (const auto &visitor : m_visitors)
        visitor.first->disconnect(this);
}

QUrl LoopbackListener::listen()
{
    QString address = u"127.0.0.1"_s;
    if (!m_server.listen(QHostAddress::LocalHost)) {
        address = u"[::1]"_s;
        if (!m_server.listen(QHostAddress::LocalHostIPv6))
            return {};
    }
    const QString host = address + u':' + QString::number(m_server.serverPort());
    m_host = host.toLatin1();
    return QUrl(u"http://"_s + host + callbackPath);
}

void LoopbackListener::close()
{
    m_server.close();
}

void LoopbackListener::letIn()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_visitors.size() >= mostVisitors) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_visitors.erase(socket);
            socket->deleteLater();
        });
        m_visitors[socket].patience = m_scheduler.after(visitorPatience, [socket] { socket->abort(); });
        read(socket);
    }
}

void LoopbackListener::read(QTcpSocket *socket)
{
    const auto found = m_visitors.find(socket);
    if (found == m_visitors.end())
        return;
    QByteArray &head = found->second.head;
    head += socket->read(longestHead + 1 - head.size());
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0 && head.size() <= longestHead)
        return;
    const QByteArray whole = end < 0 ? QByteArray() : head.left(end);
    socket->disconnect(this);
    const QPointer self(this);
    const QPointer visitor(socket);
    const int status = end < 0 ? 431 : statusFor(whole);
    if (visitor)
        answer(visitor, status);
    if (self)
        m_visitors.erase(socket);
}

int LoopbackListener::statusFor(const QByteArray &head)
{
    const QByteArrayList parts = head.left(head.indexOf('\r')).split(' ');
    // Another name for this address is a page that had the browser look it up (DNS rebinding).
    if (parts.size() != 3 || !parts.at(2).startsWith("HTTP/1.") || valueOfField(head, "Host") != m_host)
        return 400;
    if (parts.at(0) != "GET")
        return 405;
    const QUrl target = QUrl::fromEncoded(parts.at(1), QUrl::StrictMode);
    if (!target.isValid() || target.path() != callbackPath)
        return 404;
    const auto returned = m_returned; // it may destroy this
    return m_server.isListening() && returned(QUrlQuery(target.query(QUrl::FullyEncoded).replace(u'+', u"%20"_s)))
        ? 200
        : 400;
}

void LoopbackListener::answer(QTcpSocket *socket, int status)
{
    const QByteArray page = (status == 200 ? m_pages.answered : m_pages.refused).toUtf8();
    socket->write(
        "HTTP/1.1 " + QByteArray::number(status)
        + " \r\nContent-Type: text/plain; charset=utf-8\r\n"
          "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(page.size()) + "\r\n\r\n" + page);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->disconnectFromHost();
}

} // namespace fuseboard
