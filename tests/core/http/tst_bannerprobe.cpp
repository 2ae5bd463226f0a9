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

Request postTo(const QUrl &url)
{
    return {.method = "POST", .url = url, .body = Body("{}")};
}

} // namespace

class TestBannerProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void G9_serverThatSpeaksFirstIsNoHttpServer_data();
    void G9_serverThatSpeaksFirstIsNoHttpServer();
    void silentServerIsListenedToOnce();
    void manyAtOnceListenOnce();
    void listeningTakesTheConnectionOfItsRequest();
    void whatSpokeIsListenedToAgain();
    void cancelledWhileListening();
    void whoHearsMayDestroyIt();

private:
    static std::optional<Error> outcomeOf(NetworkTransport &transport, const QByteArray &method, const QUrl &url,
                                          int *sendings = nullptr);
};

std::optional<Error> TestBannerProbe::outcomeOf(NetworkTransport &transport, const QByteArray &method, const QUrl &url,
                                                int *sendings)
{
    const Request request = method == "POST" ? postTo(url) : Request{.method = method, .url = url};
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

void TestBannerProbe::manyAtOnceListenOnce()
{
    constexpr int many = 20;
    BluntServer server({});
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    std::vector<std::unique_ptr<Exchange>> exchanges;
    int ends = 0;
    for (int i = 0; i < many; ++i) {
        exchanges.push_back(transport.send(postTo(server.url()), {}));
        connect(exchanges.back().get(), &Exchange::finished, this, [&](const Result<Response> &result) {
            QCOMPARE(result.ok() ? ErrorKind::Cancelled : result.error().kind, ErrorKind::Reset);
            ++ends;
        });
    }
    QTRY_COMPARE(ends, many);
    QCOMPARE(server.requests, many);
    QCOMPARE(server.connections, many + 1);
}

void TestBannerProbe::listeningTakesTheConnectionOfItsRequest()
{
    BluntServer server({});
    SystemScheduler scheduler;
    NetworkTransport transport({.maxConnections = 1}, scheduler);
    const auto first = transport.send(postTo(server.url()), {});
    const auto second = transport.send(postTo(server.url()), {});
    int requestsAtFirstEnd = 0;
    int ends = 0;
    connect(first.get(), &Exchange::finished, this, [&] {
        requestsAtFirstEnd = server.requests;
        ++ends;
    });
    connect(second.get(), &Exchange::finished, this, [&ends] { ++ends; });
    QTRY_COMPARE(ends, 2);
    QCOMPARE(requestsAtFirstEnd, 1); // there was no room for the other
    QCOMPARE(server.connections, 3);
}

void TestBannerProbe::whatSpokeIsListenedToAgain()
{
    BluntServer server("SSH-2.0-OpenSSH_9.2p1\r\n");
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(outcomeOf(transport, "POST", server.url())->detail, ErrorDetail::NotHttp);
}

void TestBannerProbe::cancelledWhileListening()
{
    BluntServer server({});
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    auto exchange = transport.send(postTo(server.url()), {});
    QSignalSpy finished(exchange.get(), &Exchange::finished);
    QTRY_COMPARE(server.connections, 2);
    exchange->cancel();
    QCOMPARE(scheduler.pending(), 0);
    exchange.reset();
    QCOMPARE(finished.count(), 0);
    // Nothing was learned, and so the next one listens.
    (void)outcomeOf(transport, "POST", server.url());
    QCOMPARE(server.connections, 4);
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
