// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstream/demoupstream.h"

#include "base/logging.h"
#include "upstream/responder.h"
#include "upstream/upstreamconnection.h"

#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>

namespace fuseboard {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype mostConnections = 2000;
constexpr int backlog = 1024;
constexpr auto longestSilence = 6min; // longer than any "?delay="
constexpr auto sweepEvery = 30s;

} // namespace

class DemoUpstream::Private
{
public:
    Private(Scheduler &timeSource, quint64 seed)
        : scheduler(timeSource)
        , responder(timeSource, seed)
    {
    }

    void accept(QTcpServer &from, QObject *owner);
    void forget(UpstreamConnection *connection);
    void armSweep();
    void sweep();

    Scheduler &scheduler;
    Responder responder;
    HttpDateCache date;
    QTcpServer server;
    QTcpServer otherOrigin;
    QSet<UpstreamConnection *> connections;
    TimerHandle sweepTimer;
};

void DemoUpstream::Private::accept(QTcpServer &from, QObject *owner)
{
    while (QTcpSocket *socket = from.nextPendingConnection()) {
        if (connections.size() >= mostConnections) {
            delete socket;
            continue;
        }
        auto *connection = new UpstreamConnection(socket, responder, scheduler, date, owner);
        connections.insert(connection);
        QObject::connect(connection, &UpstreamConnection::closed, owner, [this, connection] { forget(connection); });
        if (const QByteArray greeting = responder.greeting(); !greeting.isEmpty())
            connection->greet(greeting);
        connection->serve(); // what came with the connection
    }
    armSweep();
}

void DemoUpstream::Private::forget(UpstreamConnection *connection)
{
    if (connections.remove(connection))
        connection->deleteLater();
    if (connections.isEmpty())
        sweepTimer.cancel();
}

void DemoUpstream::Private::armSweep()
{
    if (!sweepTimer.isActive() && !connections.isEmpty())
        sweepTimer = scheduler.after(sweepEvery, [this] { sweep(); });
}

void DemoUpstream::Private::sweep()
{
    const MonotonicTime deadline = scheduler.now() - longestSilence;
    const auto present = connections; // ending one changes the set
    for (UpstreamConnection *connection : present) {
        if (connection->quietSince() < deadline)
            connection->expire();
    }
    armSweep();
}

DemoUpstream::DemoUpstream(Scheduler &scheduler, QObject *parent, quint64 seed)
    : QObject(parent)
    , d(std::make_unique<Private>(scheduler, seed))
{
    for (QTcpServer *server : {&d->server, &d->otherOrigin}) {
        server->setListenBacklogSize(backlog);
        server->setMaxPendingConnections(backlog);
        connect(server, &QTcpServer::newConnection, this, [this, server] { d->accept(*server, this); });
    }
}

DemoUpstream::~DemoUpstream()
{
    close();
}

bool DemoUpstream::listen(quint16 port)
{
    close();
    if (!d->server.listen(QHostAddress::LocalHost, port))
        return false;
    // Without it only the redirect to another origin leads nowhere.
    if (!d->otherOrigin.listen(QHostAddress::LocalHost))
        qCWarning(logUpstream, "no second port for /redirect/other");
    d->responder.setPorts(d->server.serverPort(), d->otherOrigin.serverPort());
    return true;
}

QString DemoUpstream::errorString() const
{
    return d->server.errorString();
}

quint16 DemoUpstream::port() const
{
    return d->server.serverPort();
}

QUrl DemoUpstream::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(port());
    return url;
}

void DemoUpstream::close()
{
    d->server.close();
    d->otherOrigin.close();
    d->sweepTimer.cancel();
    qDeleteAll(std::exchange(d->connections, {}));
}

quint64 DemoUpstream::requestsServed() const
{
    return d->responder.requests();
}

quint64 DemoUpstream::requestsServed(const QString &scenario) const
{
    return d->responder.requests(scenario);
}

int DemoUpstream::openConnections() const
{
    return static_cast<int>(d->connections.size());
}

QStringList DemoUpstream::scenarios()
{
    return Responder::names();
}

bool DemoUpstream::setScenario(const QString &name)
{
    return d->responder.setOnly(name);
}

} // namespace fuseboard
