// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upstreampeer.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

/// The server over real sockets, spoken to byte by byte.
class tst_DemoUpstream : public UpstreamPeer
{
    Q_OBJECT

private Q_SLOTS:
    void wholeAnswers_data();
    void wholeAnswers();
    void keepsAlive();
    void answersPipelinedRequestsInOrder();
    void headHasNoBody();
    void continuesWhenExpected();
    void sendsMuchWithoutHoldingIt();
    void redirectsToItsOtherOrigin();
    void cannotListenTwice();
    void closeEndsEverything();
};

void tst_DemoUpstream::wholeAnswers_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("part");

    QTest::newRow("healthy") << ask("/healthy") << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("ok");
    QTest::newRow("orders") << ask("/orders") << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("Grace Hopper");
    QTest::newRow("echo") << ask("/orders", "POST", "Content-Type: text/x\r\nContent-Length: 5\r\n") + "hello"
                          << QByteArray("HTTP/1.1 201 Created\r\n")
                          << QByteArray("text/x\r\nContent-Length: 5\r\n\r\nhello");
    QTest::newRow("chunked echo") << ask("/orders", "POST", "Transfer-Encoding: chunked\r\n")
            + "5\r\nhello\r\n0\r\n\r\n"
                                  << QByteArray("HTTP/1.1 201 Created\r\n") << QByteArray("\r\n\r\nhello");
    QTest::newRow("status") << ask("/?status=503") << QByteArray("HTTP/1.1 200") << QByteArray("scenarios");
    QTest::newRow("status of a scenario")
        << ask("/flaky?status=418") << QByteArray("HTTP/1.1 418 I'm a Teapot\r\n") << QByteArray("ok");
    QTest::newRow("delay") << ask("/healthy?delay=0.05") << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("ok");
    QTest::newRow("size") << ask("/healthy?size=100000") << QByteArray("HTTP/1.1 200 OK\r\n")
                          << QByteArray(100'000, 'x');
    QTest::newRow("size and no body") << ask("/healthy?size=100000&status=204")
                                      << QByteArray("HTTP/1.1 204 No Content\r\n") << QByteArray("\r\n\r\n");
    QTest::newRow("bearer") << ask("/auth/bearer", "GET", "Authorization: bearer demo-token\r\n")
                            << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("ok");
    QTest::newRow("wrong bearer") << ask("/auth/bearer", "GET", "Authorization: Bearer demo-tokem\r\n")
                                  << QByteArray("HTTP/1.1 401 Unauthorized\r\n")
                                  << QByteArray("WWW-Authenticate: Bearer");
    QTest::newRow("basic") << ask("/auth/basic", "GET", "Authorization: Basic ZGVtbzpkZW1v\r\n")
                           << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("ok");
    QTest::newRow("key") << ask("/auth/key", "GET", "x-api-key: demo-key\r\n") << QByteArray("HTTP/1.1 200 OK\r\n")
                         << QByteArray("ok");
    QTest::newRow("key in JSON") << ask("/auth/key", "POST", "Content-Length: 22\r\n") + "{\"api_key\":\"demo-key\"}"
                                 << QByteArray("HTTP/1.1 201 Created\r\n") << QByteArray("demo-key");
    QTest::newRow("key in a form") << ask("/auth/key", "POST", "Content-Length: 20\r\n") + "x=1&api_key=demo-key"
                                   << QByteArray("HTTP/1.1 201 Created\r\n") << QByteArray("demo-key");
    QTest::newRow("credentials are not echoed")
        << ask("/headers", "GET", "Authorization: Bearer s3cr3t\r\n") << QByteArray("HTTP/1.1 200 OK\r\n")
        << QByteArray("\"Authorization\": \"present\"");
    QTest::newRow("interim") << ask("/interim?delay=0.01") << QByteArray("HTTP/1.1 103 Early Hints\r\n")
                             << QByteArray("\r\n\r\nHTTP/1.1 200 OK\r\n");
    QTest::newRow("gzip") << ask("/gzip/orders") << QByteArray("HTTP/1.1 200 OK\r\n")
                          << QByteArray("Content-Encoding: gzip\r\n");
    QTest::newRow("many headers") << ask("/many-headers") << QByteArray("HTTP/1.1 200 OK\r\n")
                                  << QByteArray("X-Field-120: 1\r\n");
    QTest::newRow("surplus") << ask("/wrong-length") << QByteArray("HTTP/1.1 200 OK\r\n")
                             << "Content-Length: 10\r\n\r\n" + QByteArray(100, 'x');
}

void tst_DemoUpstream::wholeAnswers()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, begin);
    QFETCH(const QByteArray, part);
    const QByteArray got = talk(request, false, begin.contains(" 103 ") ? 2 : 1);
    QVERIFY2(got.startsWith(begin), got.left(200).constData());
    QVERIFY2(got.contains(part), got.left(2000).constData());
    QCOMPARE(m_upstream->requestsServed(), 1u);
}

void tst_DemoUpstream::keepsAlive()
{
    const auto socket = connected();
    for (int i = 0; i < 3; ++i) {
        socket->write(ask("/flaky"));
        QByteArray got;
        QTRY_VERIFY((got += socket->readAll(), countAnswers(got) == 1));
    }
    QCOMPARE(m_upstream->openConnections(), 1);
    QCOMPARE(m_upstream->requestsServed(QStringLiteral("flaky")), 3u);
    socket->write(ask("/healthy", "GET", "Connection: close\r\n"));
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket->readAll().contains("Connection: close\r\n"));
    QTRY_COMPARE(m_upstream->openConnections(), 0);
}

void tst_DemoUpstream::answersPipelinedRequestsInOrder()
{
    // Quick, late, large and broken ones in a row: each waits for its predecessor.
    QByteArray bytes;
    for (int i = 1; i <= 200; ++i)
        bytes += ask("/orders/" + QByteArray::number(i));
    bytes += ask("/orders/201?delay=0.05") + ask("/healthy?size=300000") + ask("/orders/202");
    const QByteArray got = talk(bytes, false, 203);
    QCOMPARE(countAnswers(got), 203);
    qsizetype at = 0;
    for (int i = 1; i <= 202; ++i) {
        at = got.indexOf(QByteArray("\"id\": " + QByteArray::number(i) + ","), at);
        QVERIFY2(at > 0, QByteArray::number(i).constData());
    }
    QCOMPARE(m_upstream->requestsServed(), 203u);
}

void tst_DemoUpstream::headHasNoBody()
{
    const QByteArray got = talk(ask("/orders", "HEAD", "Connection: close\r\n"), true);
    QVERIFY(got.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(got.endsWith("\r\n\r\n"));
    QVERIFY(!got.contains("Content-Length: 0"));
    const QByteArray big = talk(ask("/big", "HEAD", "Connection: close\r\n"), true);
    QVERIFY(big.contains("Content-Length: 10485760\r\n"));
    QVERIFY(big.endsWith("\r\n\r\n"));
}

void tst_DemoUpstream::continuesWhenExpected()
{
    const auto socket = connected();
    socket->write(ask("/orders", "POST", "Expect: 100-continue\r\nContent-Length: 5\r\n"));
    QByteArray got;
    QTRY_VERIFY((got += socket->readAll(), got == "HTTP/1.1 100 Continue\r\n\r\n"));
    socket->write("hello");
    QTRY_VERIFY((got += socket->readAll(), got.endsWith("hello")));
}

void tst_DemoUpstream::sendsMuchWithoutHoldingIt()
{
    const auto socket = connected();
    socket->write(ask("/big?size=50000000", "GET", "Connection: close\r\n"));
    qint64 size = 0;
    QTRY_VERIFY_WITH_TIMEOUT((size += socket->readAll().size(), socket->state() == QAbstractSocket::UnconnectedState),
                             20'000);
    size += socket->readAll().size();
    QVERIFY(size > 50'000'000 && size < 50'001'000);
}

void tst_DemoUpstream::redirectsToItsOtherOrigin()
{
    const QByteArray got = talk(ask("/redirect/other"));
    const qsizetype at = got.indexOf("Location: http://127.0.0.1:") + 27;
    const int port = got.mid(at, got.indexOf('/', at) - at).toInt();
    QVERIFY(port > 0 && port != m_upstream->port());
    QTcpSocket other;
    other.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
    other.write(ask("/redirect/headers"));
    QTRY_VERIFY(other.peek(100).startsWith("HTTP/1.1 200 OK"));
}

void tst_DemoUpstream::cannotListenTwice()
{
    DemoUpstream second(*m_scheduler);
    QVERIFY(!second.listen(m_upstream->port()));
    QVERIFY(!second.errorString().isEmpty());
    QVERIFY(second.listen());
    QCOMPARE(second.url().toString(), QStringLiteral("http://127.0.0.1:%1").arg(second.port()));
}

void tst_DemoUpstream::closeEndsEverything()
{
    const auto socket = connected();
    socket->write(ask("/hang"));
    QTRY_COMPARE(m_upstream->requestsServed(), 1u);
    m_upstream->close();
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(m_upstream->openConnections(), 0);
    QCOMPARE(m_scheduler->pending(), 0);
    QVERIFY(m_upstream->listen());
    QVERIFY(talk(ask("/healthy")).startsWith("HTTP/1.1 200"));
}

QTEST_GUILESS_MAIN(tst_DemoUpstream)
#include "tst_demoupstream.moc"
