// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "base/virtualscheduler.h"
#include "upstream/demoupstream.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

/// The server over real sockets, spoken to byte by byte.
class tst_DemoUpstream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void wholeAnswers_data();
    void wholeAnswers();
    void keepsAlive();
    void answersPipelinedRequestsInOrder();
    void headHasNoBody();
    void continuesWhenExpected();
    void hostileInput_data();
    void hostileInput();
    void closesWithoutAnswer();
    void resets();
    void answersHalf();
    void drips();
    void hangs();
    void sendsMuchWithoutHoldingIt();
    void stopsForAPeerThatDoesNotRead();
    void peersMayLeaveAtAnyTime();
    void redirectsToItsOtherOrigin();
    void endsQuietConnectionsOnVirtualTime();
    void cannotListenTwice();
    void closeEndsEverything();

private:
    QByteArray talk(const QByteArray &bytes, bool untilClosed = false, int expectedAnswers = 1);
    std::unique_ptr<QTcpSocket> connected();

    std::unique_ptr<SystemScheduler> m_scheduler;
    std::unique_ptr<DemoUpstream> m_upstream;
};

namespace {

QByteArray ask(const QByteArray &target, const QByteArray &method = "GET", const QByteArray &fields = {})
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: demo\r\n" + fields + "\r\n";
}

/// How many whole answers bytes hold, by their Content-Length.
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

} // namespace

void tst_DemoUpstream::init()
{
    m_scheduler = std::make_unique<SystemScheduler>();
    m_upstream = std::make_unique<DemoUpstream>(*m_scheduler);
    QVERIFY2(m_upstream->listen(), qPrintable(m_upstream->errorString()));
}

void tst_DemoUpstream::cleanup()
{
    m_upstream.reset();
    m_scheduler.reset();
}

std::unique_ptr<QTcpSocket> tst_DemoUpstream::connected()
{
    auto socket = std::make_unique<QTcpSocket>();
    QSignalSpy spy(socket.get(), &QTcpSocket::connected);
    socket->connectToHost(QHostAddress::LocalHost, m_upstream->port());
    if (spy.isEmpty())
        spy.wait();
    return socket;
}

QByteArray tst_DemoUpstream::talk(const QByteArray &bytes, bool untilClosed, int expectedAnswers)
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

void tst_DemoUpstream::wholeAnswers_data()
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

void tst_DemoUpstream::hostileInput_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("begin");
    const auto row = [](const char *name, const QByteArray &bytes, const char *begin) {
        QTest::newRow(name) << bytes << QByteArray(begin);
    };
    row("TLS hello", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 9), "HTTP/1.1 400 ");
    row("noise of 1 MiB", QByteArray(1024 * 1024, '\xa5'), "HTTP/1.1 400 ");
    row("endless line", QByteArray(1024 * 1024, 'A'), "HTTP/1.1 4");
    row("endless fields", "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(100'000), "HTTP/1.1 431 ");
    row("G4 smuggling", ask("/", "POST", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
        "HTTP/1.1 400 ");
    row("good, then garbage", ask("/healthy") + "\x01garbage", "HTTP/1.1 200 ");
    row("announces 10 GiB", ask("/", "POST", "Content-Length: 10737418240\r\n"), "HTTP/1.1 413 ");
    row("absurd target", ask("/%00%ff/../..//?=&&=%"), "HTTP/1.1 404 ");
    row("parameters out of range",
        ask("/healthy?status=99999999999999999999&delay=-1&size=1e300&jitter=nan", "GET", "Connection: close\r\n"),
        "HTTP/1.1 200 ");
}

void tst_DemoUpstream::hostileInput()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, begin);
    const QByteArray got = talk(bytes);
    QVERIFY2(got.startsWith(begin), got.left(100).constData());
    QVERIFY(talk(ask("/healthy")).startsWith("HTTP/1.1 200 OK")); // others do not notice
}

void tst_DemoUpstream::closesWithoutAnswer()
{
    QCOMPARE(talk(ask("/close", "POST", "Content-Length: 2\r\n") + "ok", true), QByteArray());
    QCOMPARE(talk(ask("/ssh"), true), QByteArray("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"));
    QVERIFY(talk(ask("/bad-chunk"), true).contains("\r\nZZ\r\n"));
    QCOMPARE(m_upstream->requestsServed(), 3u);
}

void tst_DemoUpstream::resets()
{
    const auto socket = connected();
    QSignalSpy errors(socket.get(), &QTcpSocket::errorOccurred);
    socket->write(ask("/reset"));
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(socket->error(), QAbstractSocket::RemoteHostClosedError);
    QVERIFY(socket->readAll().isEmpty());
}

void tst_DemoUpstream::answersHalf()
{
    const QByteArray got = talk(ask("/half/orders"), true);
    const qsizetype head = got.indexOf("\r\n\r\n") + 4;
    const qsizetype at = got.indexOf("Content-Length: ") + 16;
    const qsizetype announced = got.mid(at, got.indexOf("\r\n", at) - at).toLongLong();
    QVERIFY(announced > 100);
    QCOMPARE(got.size() - head, announced / 2);
}

void tst_DemoUpstream::drips()
{
    const auto socket = connected();
    QSignalSpy reads(socket.get(), &QTcpSocket::readyRead);
    socket->write(ask("/drip?every=0.005") + ask("/drip?every=0.005&size=3"));
    QByteArray got;
    QTRY_VERIFY((got += socket->readAll(), countAnswers(got) == 2));
    QVERIFY(got.endsWith("xxx"));
    QVERIFY(reads.size() > 10);
}

void tst_DemoUpstream::hangs()
{
    const auto socket = connected();
    socket->write(ask("/hang") + ask("/healthy"));
    QTRY_COMPARE(m_upstream->requestsServed(), 1u);
    QVERIFY(talk(ask("/healthy")).startsWith("HTTP/1.1 200")); // while the other waits
    QCOMPARE(socket->bytesAvailable(), 0);
    QCOMPARE(m_upstream->requestsServed(QStringLiteral("hang")), 1u);
    socket->abort();
    QTRY_COMPARE(m_upstream->openConnections(), 0);
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

void tst_DemoUpstream::stopsForAPeerThatDoesNotRead()
{
    const auto socket = connected();
    socket->setReadBufferSize(1024);
    const QByteArray many = ask("/healthy?size=60000").repeated(2000);
    socket->write(many);
    // It answers until the pipes are full and then waits instead of collecting 120 MB.
    QTRY_VERIFY(m_upstream->requestsServed() > 5);
    quint64 before = 0;
    QTRY_VERIFY(std::exchange(before, m_upstream->requestsServed()) == m_upstream->requestsServed());
    QVERIFY(m_upstream->requestsServed() < 1000);
    QVERIFY(talk(ask("/healthy")).startsWith("HTTP/1.1 200"));
}

void tst_DemoUpstream::peersMayLeaveAtAnyTime()
{
    for (const char *target : {"/healthy?delay=0.02", "/drip", "/hang", "/big", "/close", "/reset", "/slow"}) {
        const auto socket = connected();
        socket->write(ask(target).repeated(3));
        QTRY_VERIFY(socket->bytesToWrite() == 0);
        socket->abort();
    }
    QTRY_COMPARE(m_upstream->openConnections(), 0);
    QTRY_COMPARE(m_scheduler->pending(), 0);
    QVERIFY(talk(ask("/healthy")).startsWith("HTTP/1.1 200"));
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

void tst_DemoUpstream::endsQuietConnectionsOnVirtualTime()
{
    VirtualScheduler scheduler;
    DemoUpstream upstream(scheduler);
    QVERIFY(upstream.listen());
    QTcpSocket idle;
    QTcpSocket half;
    idle.connectToHost(QHostAddress::LocalHost, upstream.port());
    half.connectToHost(QHostAddress::LocalHost, upstream.port());
    half.write("GET / HT");
    QTRY_COMPARE(upstream.openConnections(), 2);
    QTRY_COMPARE(half.bytesToWrite(), 0);
    half.write("TP");
    QTRY_COMPARE(half.bytesToWrite(), 0);
    scheduler.advance(7min);
    QTRY_COMPARE(idle.state(), QAbstractSocket::UnconnectedState);
    QTRY_VERIFY(half.peek(20).startsWith("HTTP/1.1 408"));
    scheduler.advance(1s);
    QTRY_COMPARE(upstream.openConnections(), 0);
    QCOMPARE(scheduler.pending(), 0);
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
