// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"
#include "transportprobe.h"

#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;

/// Compressed bodies: decoded, bounded by what they become and not by what they weigh.
class TestNetworkTransportEncodings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void bounds_data();
    void bounds();
    void G14_broken_data();
    void G14_broken();
    void ownAcceptEncodingLeavesTheBodyAlone();
    void asksForWhatItUnpacks();
    void G10_headOfAPackedAnswer();

private:
    // Behind the length that Qt puts in front this is a zlib stream: "deflate" in the words of HTTP.
    static QByteArray deflate(const QByteArray &bytes) { return qCompress(bytes, 9).mid(4); }
    static void serve(LoopbackServer &server, int status, const QByteArray &coding, const QByteArray &body,
                      bool chunked)
    {
        server.onRequest([=](LoopbackConnection &connection, const ReceivedRequest &) {
            if (!chunked) {
                connection.answer(status, {{"Content-Encoding", coding}}, body);
                return;
            }
            connection.write("HTTP/1.1 " + QByteArray::number(status) + " S\r\nContent-Encoding: " + coding
                             + "\r\nTransfer-Encoding: chunked\r\n\r\n" + QByteArray::number(body.size(), 16) + "\r\n"
                             + body + "\r\n0\r\n\r\n");
        });
    }
};

void TestNetworkTransportEncodings::decodes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("chunked");
    for (const int status : {200, 404, 422, 500}) {
        QTest::addRow("%d", status) << status << false;
        QTest::addRow("%d in chunks", status) << status << true;
    }
}

void TestNetworkTransportEncodings::decodes()
{
    QFETCH(int, status);
    QFETCH(bool, chunked);
    const QByteArray text = QByteArray("The quick brown fox. ").repeated(5000);
    const QByteArray packed = deflate(text);
    LoopbackServer server;
    serve(server, status, "deflate", packed, chunked);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    TransportProbe probe(transport, requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.response().status, status);
    QCOMPARE(probe.response().body, text);
    QCOMPARE(probe.response().wireBytes, packed.size());
}

void TestNetworkTransportEncodings::bounds_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<bool>("fits");
    const qint64 mega = 1 << 20;
    QTest::newRow("G13 12 MiB at a high ratio") << 200 << 12 * mega << 100'000'000LL << true;
    QTest::newRow("at the limit") << 200 << mega << mega << true;
    QTest::newRow("one more") << 200 << mega + 1 << mega << false;
    QTest::newRow("G12 bomb") << 200 << 200 * mega << mega << false;
    QTest::newRow("G12 bomb in an error") << 422 << 200 * mega << mega << false;
}

void TestNetworkTransportEncodings::bounds()
{
    QFETCH(int, status);
    QFETCH(qint64, size);
    QFETCH(qint64, limit);
    QFETCH(bool, fits);
    LoopbackServer server;
    serve(server, status, "deflate", deflate(QByteArray(size, ' ')), false);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    TransportProbe probe(transport, requestTo(server.url()), {.maxResponseBytes = limit});
    QVERIFY(probe.waitForEnd(30000));
    QCOMPARE(probe.succeeded(), fits);
    QCOMPARE(probe.response().body.size(), fits ? size : 0);
    if (fits)
        return;
    QCOMPARE(probe.error().kind, ErrorKind::TooLarge);
    QCOMPARE(probe.error().bytes, std::optional<qint64>(limit));
    QCOMPARE(probe.error().httpStatus, status);
}

void TestNetworkTransportEncodings::G14_broken_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<int>("status");
    for (const int status : {200, 422}) {
        QTest::addRow("deflate, %d", status) << QByteArray("deflate") << status;
        QTest::addRow("gzip, %d", status) << QByteArray("gzip") << status;
    }
}

void TestNetworkTransportEncodings::G14_broken()
{
    QFETCH(QByteArray, coding);
    QFETCH(int, status);
    LoopbackServer server;
    serve(server, status, coding, QByteArray(500, '\xa5'), false);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    TransportProbe probe(transport, requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.error().kind, ErrorKind::Protocol);
    QCOMPARE(probe.error().detail, ErrorDetail::BadContentEncoding);
    QCOMPARE(probe.error().httpStatus, status);
}

void TestNetworkTransportEncodings::ownAcceptEncodingLeavesTheBodyAlone()
{
    const QByteArray packed = deflate("text");
    LoopbackServer server;
    serve(server, 200, "deflate", packed, false);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    Request request = requestTo(server.url());
    request.headers.append("Accept-Encoding", "deflate");
    TransportProbe probe(transport, request);
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.response().body, packed);
}

void TestNetworkTransportEncodings::asksForWhatItUnpacks()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) { connection.answer(200, {}, "x"); });
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    TransportProbe probe(transport, requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(server.requests().constLast().headers.values("Accept-Encoding"), QByteArrayList{"gzip, deflate"});
}

void TestNetworkTransportEncodings::G10_headOfAPackedAnswer()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1234\r\n\r\n");
    });
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    Request request = requestTo(server.url());
    request.method = "HEAD";
    TransportProbe probe(transport, request);
    QVERIFY(probe.waitForEnd());
    QVERIFY(probe.succeeded());
    QCOMPARE(probe.response().body, QByteArray());
    QCOMPARE(probe.response().wireBytes, 1234);
}

QTEST_GUILESS_MAIN(TestNetworkTransportEncodings)
#include "tst_networktransport_encodings.moc"
