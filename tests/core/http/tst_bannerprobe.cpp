// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "http/networktransport.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// Says what it has to say at once, and closes when somebody else has spoken.
class BluntServer : public QTcpServer
{
public:
    explicit BluntServer(QByteArray banner)
        : m_banner(std::move(banner))
    {
        connect(this, &QTcpServer::newConnection, this, &BluntServer::greet);
        listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1/x"_s.arg(serverPort())); }

    int connections = 0;
    int requests = 0;

private:
    void greet()
    {
        ++connections;
        QTcpSocket *socket = nextPendingConnection();
        socket->setParent(this);
        socket->write(m_banner);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            ++requests;
            socket->readAll();
            socket->disconnectFromHost();
        });
    }

    QByteArray m_banner;
};

} // namespace

class TestBannerProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void G9_serverThatSpeaksFirstIsNoHttpServer_data();
    void G9_serverThatSpeaksFirstIsNoHttpServer();
    void silentServerIsListenedToOnce();
    void cancelledWhileListening();
    void whoHearsMayDestroyIt();

private:
    static std::optional<Error> outcomeOf(NetworkTransport &transport, const QByteArray &method, const QUrl &url,
                                          int *sendings = nullptr);
};

std::optional<Error> TestBannerProbe::outcomeOf(NetworkTransport &transport, const QByteArray &method, const QUrl &url,
                                                int *sendings)
{
    Request request;
    request.method = method;
    request.url = url;
    if (method == "POST")
        request.body = Body("{}");
    const auto exchange = transport.send(request, {});
    std::optional<Error> error;
    bool over = false;
    connect(exchange.get(), &Exchange::finished, exchange.get(), [&](const Result<Response> &result) {
        over = true;
        if (!result.ok())
            error = result.error();
    });
    [&over] { QTRY_VERIFY(over); }();
    if (sendings)
        *sendings = exchange->sendings();
    return error;
}

void TestBannerProbe::G9_serverThatSpeaksFirstIsNoHttpServer_data()
{
    QTest::addColumn<QByteArray>("banner");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("ssh GET") << QByteArray("SSH-2.0-OpenSSH_9.2p1\r\n") << QByteArray("GET");
    QTest::newRow("ssh POST") << QByteArray("SSH-2.0-OpenSSH_9.2p1\r\n") << QByteArray("POST");
    QTest::newRow("smtp GET") << QByteArray("220 mail.example ESMTP\r\n") << QByteArray("GET");
}

void TestBannerProbe::G9_serverThatSpeaksFirstIsNoHttpServer()
{
    QFETCH(QByteArray, banner);
    QFETCH(QByteArray, method);
    BluntServer server(banner);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    int sendings = 0;
    const auto error = outcomeOf(transport, method, server.url(), &sendings);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Protocol);
    QCOMPARE(error->detail, ErrorDetail::NotHttp);
    QCOMPARE(server.requests, sendings); // R14: listening sends nothing
    if (method == "POST")
        QCOMPARE(sendings, 1);
}

void TestBannerProbe::silentServerIsListenedToOnce()
{
    BluntServer server({});
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    const auto first = outcomeOf(transport, "POST", server.url());
    QCOMPARE(first->kind, ErrorKind::Reset);
    const int connections = server.connections;
    QCOMPARE(connections, 2); // the request, and the one that listened
    const auto second = outcomeOf(transport, "POST", server.url());
    QCOMPARE(second->kind, ErrorKind::Reset);
    QCOMPARE(server.connections, connections + 1);
    QCOMPARE(server.requests, 2);
}

void TestBannerProbe::cancelledWhileListening()
{
    BluntServer server({});
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    Request request;
    request.method = "POST";
    request.url = server.url();
    request.body = Body("{}");
    auto exchange = transport.send(request, {});
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    QTRY_COMPARE(server.connections, 2);
    exchange.reset();
    QCOMPARE(scheduler.pending(), 0);
    QCOMPARE(finished.count(), 0);
}

/// Proven by the sanitizers: a socket must not go in the middle of its own signal.
void TestBannerProbe::whoHearsMayDestroyIt()
{
    BluntServer server("SSH-2.0-OpenSSH_9.2\r\n");
    SystemScheduler scheduler;
    auto transport = std::make_unique<NetworkTransport>(NetworkOptions(), scheduler);
    Request request;
    request.method = "POST";
    request.url = server.url();
    auto exchange = transport->send(request, {});
    int ends = 0;
    connect(exchange.get(), &Exchange::finished, this, [&] {
        ++ends;
        exchange.reset();
        transport.reset();
    });
    QTRY_COMPARE(ends, 1);
    QCOMPARE(scheduler.pending(), 0);
}

QTEST_GUILESS_MAIN(TestBannerProbe)
#include "tst_bannerprobe.moc"
