// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"
#include "transportprobe.h"

#include <QBuffer>
#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What goes over the wire and what comes back when nothing is wrong.
class TestNetworkTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWithWhatTheServerSaid();
    void sendsMethodsAsWritten_data();
    void sendsMethodsAsWritten();
    void A18_queryStaysInTheUrl_data();
    void A18_queryStaysInTheUrl();
    void sendsBodies_data();
    void sendsBodies();
    void A15_twiceInOneField();
    void addsNothingAboutTheUser();
    void refusedRequestsAreNotSent();
    void S02_encodedLineBreaksStayEncoded();
    void tellsPhases();
    void uploadIsNotTheServersTime();
};

void TestNetworkTransport::answersWithWhatTheServerSaid()
{
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(
            201, {{"X-One", "1"}, {"Set-Cookie", "a=b; Expires=Sun, 06 Nov 2094 08:49:37 GMT"}, {"Set-Cookie", "c=d"}},
            "body");
    });
    TransportProbe probe(transport, requestTo(server.url(u"/a/b?c=d#e"_s)));
    QVERIFY(!probe.hasEnded());
    QVERIFY(probe.waitForEnd());
    QVERIFY2(probe.succeeded(), qPrintable(probe.error().subject));
    const Response response = probe.response();
    QCOMPARE(response.status, 201);
    QCOMPARE(response.reason, QByteArray("Status"));
    QCOMPARE(response.body, QByteArray("body"));
    QCOMPARE(response.wireBytes, 4);
    QCOMPARE(response.headers.value("x-one"), QByteArray("1"));
    QCOMPARE(response.headers.values("Set-Cookie").size(), 2);
    QCOMPARE(response.url, server.url(u"/a/b?c=d"_s));
    QCOMPARE(server.requests().first().target, QByteArray("/a/b?c=d"));
    QCOMPARE(probe.exchange().sendings(), 1);
    QCOMPARE(probe.ends(), 1);
    QCOMPARE(scheduler.pending(), 0);
}

void TestNetworkTransport::sendsMethodsAsWritten_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method : {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "POST", "PATCH", "PROPFIND", "get"})
        QTest::newRow(method) << QByteArray(method);
}

void TestNetworkTransport::sendsMethodsAsWritten()
{
    QFETCH(QByteArray, method);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.method == "HEAD")
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
        else
            connection.answer();
    });
    TransportProbe probe(transport, requestTo(server.url(), method));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.response().status, 200);
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().first().method, method);
    QCOMPARE(probe.exchange().sendings(), 1);
}

void TestNetworkTransport::A18_queryStaysInTheUrl_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method : {"POST", "PATCH", "PUT", "DELETE"})
        QTest::newRow(method) << QByteArray(method);
}

void TestNetworkTransport::A18_queryStaysInTheUrl()
{
    QFETCH(QByteArray, method);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    TransportProbe probe(transport, requestTo(server.url(u"/x?q=1"_s), method));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().first().target, QByteArray("/x?q=1"));
    QCOMPARE(server.requests().first().body, QByteArray());
    QVERIFY(!server.requests().first().headers.contains("Content-Type"));
}

void TestNetworkTransport::sendsBodies_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("stream");
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE", "GET"}) {
        for (const int size : {0, 1, 100'000, 300'000}) {
            for (const bool stream : {false, true})
                QTest::addRow("%s %d %s", method, size, stream ? "stream" : "bytes")
                    << QByteArray(method) << size << stream;
        }
    }
}

void TestNetworkTransport::sendsBodies()
{
    QFETCH(QByteArray, method);
    QFETCH(int, size);
    QFETCH(bool, stream);
    QByteArray bytes(size, 'x');
    for (int i = 0; i < size; i += 7)
        bytes[i] = char(i);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    Request request = requestTo(server.url(), method, bytes);
    if (stream) {
        request.body = Body(
            [bytes] {
                auto device = std::make_unique<QBuffer>();
                device->setData(bytes);
                device->open(QIODevice::ReadOnly);
                return device;
            },
            size);
    }
    TransportProbe probe(transport, request);
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.response().status, 200);
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().first().body, bytes);
    QCOMPARE(probe.exchange().sendings(), 1);
}

void TestNetworkTransport::A15_twiceInOneField()
{
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    Request request = requestTo(server.url());
    request.headers = {{"X-A", "1"},      {"x-a", "2"},    {"Cookie", "a=b"},
                       {"Cookie", "c=d"}, {"X-Empty", ""}, {"X-U", "\xc3\xa9"}};
    TransportProbe probe(transport, request);
    QVERIFY(probe.waitForEnd());
    const Headers &seen = server.requests().first().headers;
    QCOMPARE(seen.values("X-A"), QByteArrayList({"1, 2"}));
    QCOMPARE(seen.values("Cookie"), QByteArrayList({"a=b; c=d"}));
    QCOMPARE(seen.values("X-Empty"), QByteArrayList({""}));
    QCOMPARE(seen.values("X-U"), QByteArrayList({"\xc3\xa9"}));
}

void TestNetworkTransport::addsNothingAboutTheUser()
{
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    TransportProbe probe(transport, requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    const Headers &seen = server.requests().first().headers;
    QCOMPARE(seen.value("Accept-Language"), QByteArray("*"));
    QCOMPARE(seen.value("User-Agent"), QByteArray("Fuseboard"));
    QVERIFY(!seen.contains("Referer") && !seen.contains("Cookie") && !seen.contains("Upgrade"));
}

void TestNetworkTransport::refusedRequestsAreNotSent()
{
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    Request request = requestTo(server.url());
    request.headers.append("X", "a\r\nY: b");
    TransportProbe probe(transport, request);
    QVERIFY(!probe.hasEnded());
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::ConfigInvalid);
    QCOMPARE(probe.error().subject, u"X"_s);
    QCOMPARE(probe.exchange().sendings(), 0);
    QCOMPARE(server.connectionCount(), 0);
}

void TestNetworkTransport::S02_encodedLineBreaksStayEncoded()
{
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    const QUrl url = server.url(u"/a\r\nX-Evil: 1\0?b=\r\nX-Evil: 2\0"_s);
    for (const char *method : {"GET", "POST", "DELETE"}) {
        TransportProbe probe(transport, requestTo(url, method));
        QVERIFY(probe.waitForEnd());
        QVERIFY(probe.succeeded());
        const ReceivedRequest seen = server.requests().last();
        QCOMPARE(seen.target, QByteArray("/a%0D%0AX-Evil:%201%00?b=%0D%0AX-Evil:%202%00"));
        QVERIFY(!seen.headers.contains("X-Evil"));
    }
    QCOMPARE(server.requestCount(), 3);
}

void TestNetworkTransport::uploadIsNotTheServersTime()
{
    SystemScheduler scheduler;
    LoopbackServer server;
    server.onAccept([](LoopbackConnection &connection) {
        connection.stopReading();
        QTimer::singleShot(800ms, &connection, &LoopbackConnection::readOn);
    });
    for (const char *method : {"PUT", "POST"}) {
        NetworkTransport transport({}, scheduler); // with no connection of the one before
        QElapsedTimer clock;
        clock.start();
        TransportProbe probe(transport, requestTo(server.url(), method, QByteArray(24'000'000, 'x')));
        QVERIFY(probe.waitForEnd());
        QCOMPARE_GE(clock.elapsed(), 700);
        QVERIFY(probe.succeeded());
        const auto firstByte = probe.response().phases.firstByte;
        QVERIFY2(firstByte && *firstByte < 600ms, method);
    }
}

void TestNetworkTransport::tellsPhases()
{
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        QTimer::singleShot(50ms, &connection, [&connection] { connection.answer(); });
    });
    TransportProbe probe(transport, requestTo(server.url()));
    QSignalSpy progress(&probe.exchange(), &Exchange::progressed);
    QVERIFY(probe.waitForEnd());
    const Phases phases = probe.response().phases;
    QVERIFY(phases.queued && *phases.queued < 1s);
    QVERIFY(phases.connect && *phases.connect < 1s);
    QVERIFY(phases.firstByte && *phases.firstByte >= 40ms);
    QVERIFY(phases.download && *phases.download < 1s);
    QVERIFY(!phases.tls);
    QCOMPARE(phases.reusedConnection, std::optional<bool>(false));
    QCOMPARE(progress.size(), 3);
    QCOMPARE(progress.at(0).at(0).value<Phase>(), Phase::Connect);
    QCOMPARE(progress.at(1).at(0).value<Phase>(), Phase::FirstByte);
    QCOMPARE(progress.at(2).at(0).value<Phase>(), Phase::Download);

    TransportProbe again(transport, requestTo(server.url()));
    QVERIFY(again.waitForEnd());
    QCOMPARE(again.response().phases.connect, std::nullopt);
    QCOMPARE(again.response().phases.reusedConnection, std::nullopt);
}

QTEST_GUILESS_MAIN(TestNetworkTransport)
#include "tst_networktransport.moc"
