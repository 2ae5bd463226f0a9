// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"
#include "transportprobe.h"

#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What ends an exchange that does not end by itself, and what never began.
class TestNetworkTransportDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deadlines_data();
    void deadlines();
    void D8_D10_whatRanOutAsleepSaysSo_data();
    void D8_D10_whatRanOutAsleepSaysSo();
    void I01_connectDeadline();
    void I01_connectDeadlineWithoutAnAccept_data();
    void I01_connectDeadlineWithoutAnAccept();
    void I01_slowAnswersAreNoSlowConnections();
    void D5_connectTimeoutIsWithinTheAttempts();
    void connectionFaults_data();
    void connectionFaults();
};

void TestNetworkTransportDeadlines::deadlines_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("dripped");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
    for (const char *method : {"GET", "POST"}) {
        QTest::addRow("stalls, %s", method) << QByteArray(method) << QByteArray() << QByteArray();
        QTest::addRow("I04 drips the status, %s", method)
            << QByteArray(method) << QByteArray() << "HTTP/1.1 200 " + QByteArray(9999, 'x');
        QTest::addRow("I04 drips the head, %s", method)
            << QByteArray(method) << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("X: y\r\n").repeated(9999);
        QTest::addRow("I04 drips the body, %s", method) << QByteArray(method) << head << QByteArray(9999, 'x');
    }
}

void TestNetworkTransportDeadlines::deadlines()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, dripped);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.onRequest([start, dripped](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write(start);
        if (!dripped.isEmpty())
            connection.drip(dripped, 1, 5ms);
    });
    QElapsedTimer clock;
    clock.start();
    // The connect deadline is shorter and must not fire: the connection stands.
    TransportProbe probe(transport, requestTo(server.url(), method),
                         {.connectTimeout = 100ms, .attemptTimeout = 300ms});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::AttemptTimeout);
    QCOMPARE(probe.error().limit, std::optional<Duration>(300ms));
    QCOMPARE_GE(clock.elapsed(), 300);
    QCOMPARE_LT(clock.elapsed(), 1300);
    QCOMPARE(probe.exchange().sendings(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 1000);
    QCOMPARE(probe.ends(), 1);
}

void TestNetworkTransportDeadlines::D8_D10_whatRanOutAsleepSaysSo_data()
{
    QTest::addColumn<Duration>("passes");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("D10 the machine slept") << Duration(8h) << ErrorDetail::EndedAsleep;
    QTest::newRow("D10 the program was busy") << Duration(30s + 9s) << ErrorDetail::None;
}

void TestNetworkTransportDeadlines::D8_D10_whatRanOutAsleepSaysSo()
{
    QFETCH(Duration, passes);
    QFETCH(ErrorDetail, detail);
    MonotonicTime now{1h};
    SystemScheduler scheduler([&now] { return now; }, 5ms);
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
    TransportProbe probe(transport, requestTo(server.url()), {.connectTimeout = 10s, .attemptTimeout = 30s});
    QTRY_COMPARE(server.requestCount(), 1);
    QTRY_COMPARE(probe.exchange().sendings(), 1);
    now += passes;
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::AttemptTimeout);
    QCOMPARE(probe.error().detail, detail);
}

void TestNetworkTransportDeadlines::I01_connectDeadline()
{
    // Nobody accepts, and the handshake never comes: for TLS that is "not connected yet".
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    QElapsedTimer clock;
    clock.start();
    TransportProbe probe(transport, requestTo(url), {.connectTimeout = 200ms, .attemptTimeout = 5s});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::ConnectTimeout);
    QCOMPARE(probe.error().limit, std::optional<Duration>(200ms));
    QCOMPARE_GE(clock.elapsed(), 200);
    QCOMPARE_LT(clock.elapsed(), 1200);
    QCOMPARE(probe.exchange().sendings(), 0);
}

void TestNetworkTransportDeadlines::I01_connectDeadlineWithoutAnAccept_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("scheme");
    for (const QString &scheme : {u"http"_s, u"https"_s}) {
        for (const char *method : {"GET", "POST", "PATCH"})
            QTest::addRow("I01 %s %s", method, qPrintable(scheme)) << QByteArray(method) << QByteArray() << scheme;
        QTest::addRow("I01 POST with body %s", qPrintable(scheme))
            << QByteArray("POST") << QByteArray("body") << scheme;
    }
}

void TestNetworkTransportDeadlines::I01_connectDeadlineWithoutAnAccept()
{
#ifndef Q_OS_LINUX
    QSKIP("other systems refuse what a full backlog drops here");
#endif
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QString, scheme);
    // With its backlog full a listener drops the handshakes of TCP, as a firewall does.
    QTcpServer full;
    full.setListenBacklogSize(1);
    QVERIFY(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    do {
        crowd.push_back(std::make_unique<QTcpSocket>());
        crowd.back()->connectToHost(full.serverAddress(), full.serverPort());
    } while (crowd.back()->waitForConnected(200) && crowd.size() < 100);
    QCOMPARE_LT(crowd.size(), std::size_t(100));

    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    const QUrl url(u"%1://127.0.0.1:%2/"_s.arg(scheme).arg(full.serverPort()));
    TransportProbe probe(transport, requestTo(url, method, body), {.connectTimeout = 200ms, .attemptTimeout = 3s});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::ConnectTimeout);
    QCOMPARE(probe.error().limit, std::optional<Duration>(200ms));
    QCOMPARE(probe.exchange().sendings(), 0);
}

void TestNetworkTransportDeadlines::I01_slowAnswersAreNoSlowConnections()
{
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        QTimer::singleShot(300ms, &connection, [&connection] { connection.answer(200); });
    });
    // The second one on the connection of the first.
    for (int i = 0; i < 2; ++i) {
        TransportProbe probe(transport, requestTo(server.url(), "POST"), {.connectTimeout = 100ms});
        QVERIFY(probe.waitForEnd());
        QVERIFY(probe.succeeded());
        QCOMPARE(probe.exchange().sendings(), 1);
    }
    QCOMPARE(server.requestCount(), 2);
    QCOMPARE(server.connectionCount(), 1);
}

void TestNetworkTransportDeadlines::D5_connectTimeoutIsWithinTheAttempts()
{
    const Limits longer = Limits{.connectTimeout = 10s, .attemptTimeout = 2s}.consistent();
    QCOMPARE(longer.connectTimeout, Duration(2s));
    QCOMPARE(longer.attemptTimeout, Duration(2s));
    const Limits usual = Limits{.connectTimeout = 1s, .attemptTimeout = 2s, .maxResponseBytes = 3}.consistent();
    QCOMPARE(usual.connectTimeout, Duration(1s));
    QCOMPARE(usual.maxResponseBytes, 3);

    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.pauseAccepting();
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    QElapsedTimer clock;
    clock.start();
    TransportProbe probe(transport, requestTo(url), {.connectTimeout = 10s, .attemptTimeout = 200ms});
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().limit, std::optional<Duration>(200ms));
    QCOMPARE_LT(clock.elapsed(), 1200);
}

void TestNetworkTransportDeadlines::connectionFaults_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorDetail>("detail");
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    const QString port = QString::number(free.serverPort());
    free.close();
    QTest::newRow("I01 refused") << u"http://127.0.0.1:%1/"_s.arg(port) << ErrorKind::Refused << ErrorDetail::None;
    QTest::newRow("I01 refused, TLS") << u"https://127.0.0.1:%1/"_s.arg(port) << ErrorKind::Refused
                                      << ErrorDetail::None;
    QTest::newRow("I02 no such host") << u"http://no-such-host.invalid/"_s << ErrorKind::Dns << ErrorDetail::None;
}

void TestNetworkTransportDeadlines::connectionFaults()
{
    QFETCH(QString, url);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    for (const char *method : {"GET", "POST"}) {
        TransportProbe probe(transport, requestTo(QUrl(url), method));
        QVERIFY(probe.waitForEnd(20000));
        QTEST(probe.error().kind, "kind");
        QTEST(probe.error().detail, "detail");
        QCOMPARE(probe.error().subject.section(u':', 0, 0), QUrl(url).host());
        QCOMPARE(probe.error().subject.contains(u':'), probe.error().kind != ErrorKind::Dns); // names have no port
        QCOMPARE(probe.exchange().sendings(), 0);
    }
}

QTEST_GUILESS_MAIN(TestNetworkTransportDeadlines)
#include "tst_networktransport_deadlines.moc"
