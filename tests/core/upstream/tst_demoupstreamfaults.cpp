// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "upstreampeer.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

/// Broken answers, broken requests and peers without manners.
class tst_DemoUpstreamFaults : public UpstreamPeer
{
    Q_OBJECT

private Q_SLOTS:
    void hostileInput_data();
    void hostileInput();
    void closesWithoutAnswer();
    void speaksFirstAsSshDoes();
    void resets();
    void answersHalf();
    void drips();
    void hangs();
    void stopsForAPeerThatDoesNotRead();
    void peersMayLeaveAtAnyTime();
    void endsQuietConnectionsOnVirtualTime();
};

void tst_DemoUpstreamFaults::hostileInput_data()
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

void tst_DemoUpstreamFaults::hostileInput()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, begin);
    const QByteArray got = talk(bytes);
    QVERIFY2(got.startsWith(begin), got.left(100).constData());
    QVERIFY(talk(ask("/healthy")).startsWith("HTTP/1.1 200 OK")); // others do not notice
}

void tst_DemoUpstreamFaults::closesWithoutAnswer()
{
    QCOMPARE(talk(ask("/close", "POST", "Content-Length: 2\r\n") + "ok", true), QByteArray());
    QCOMPARE(talk(ask("/ssh"), true), QByteArray("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"));
    QVERIFY(talk(ask("/bad-chunk"), true).contains("\r\nZZ\r\n"));
    QCOMPARE(m_upstream->requestsServed(), 3u);
}

void tst_DemoUpstreamFaults::speaksFirstAsSshDoes()
{
    QVERIFY(m_upstream->setScenario(QStringLiteral("ssh")));
    const auto silent = connected();
    QTRY_COMPARE(silent->peek(100), QByteArray("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"));
    QCOMPARE(silent->state(), QAbstractSocket::ConnectedState);
    QCOMPARE(talk(ask("/"), true), QByteArray("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"));
    QCOMPARE(m_upstream->requestsServed(), 0u); // it never reads one
}

void tst_DemoUpstreamFaults::resets()
{
    const auto socket = connected();
    QSignalSpy errors(socket.get(), &QTcpSocket::errorOccurred);
    socket->write(ask("/reset"));
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(socket->error(), QAbstractSocket::RemoteHostClosedError);
    QVERIFY(socket->readAll().isEmpty());
}

void tst_DemoUpstreamFaults::answersHalf()
{
    const QByteArray got = talk(ask("/half/orders"), true);
    const qsizetype head = got.indexOf("\r\n\r\n") + 4;
    const qsizetype at = got.indexOf("Content-Length: ") + 16;
    const qsizetype announced = got.mid(at, got.indexOf("\r\n", at) - at).toLongLong();
    QVERIFY(announced > 100);
    QCOMPARE(got.size() - head, announced / 2);
}

void tst_DemoUpstreamFaults::drips()
{
    const auto socket = connected();
    QSignalSpy reads(socket.get(), &QTcpSocket::readyRead);
    socket->write(ask("/drip?every=0.005") + ask("/drip?every=0.005&size=3"));
    QByteArray got;
    QTRY_VERIFY((got += socket->readAll(), countAnswers(got) == 2));
    QVERIFY(got.endsWith("xxx"));
    QVERIFY(reads.size() > 10);
}

void tst_DemoUpstreamFaults::hangs()
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

void tst_DemoUpstreamFaults::stopsForAPeerThatDoesNotRead()
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

void tst_DemoUpstreamFaults::peersMayLeaveAtAnyTime()
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

void tst_DemoUpstreamFaults::endsQuietConnectionsOnVirtualTime()
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

QTEST_GUILESS_MAIN(tst_DemoUpstreamFaults)
#include "tst_demoupstreamfaults.moc"
