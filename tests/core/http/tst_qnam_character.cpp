// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/bufferedproxyfactory.h"
#include "http/networkoptions.h"
#include "http/oncedevice.h"
#include "support/loopbackserver.h"

#include <QBuffer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QVersionNumber>
#include <QtTest>

#include <memory>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What bare QNetworkAccessManager does on the Qt at hand. Each row is a reason for something in NetworkTransport: when
/// one fails on a newer Qt, that something may have become needless, or wrong.
class TestQnamCharacter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resends_data();
    void resends();
    void sequentialDevicePreventsTheResend_data();
    void sequentialDevicePreventsTheResend();
    void emptyOnceDeviceHidesTheSending();
    void takesEarlyHintsForTheAnswer();
    void losesManyHeaders();
    void endsABodyAtABadChunk();
    void tellsAShortBody();
    void movesTheQueryOfAPostWithoutBody();
    void transferTimeoutIsForInactivity();
    void opensSixConnections();
    void closesIdleConnectionsInTheirTime();

private:
    using Reply = std::unique_ptr<QNetworkReply>;
    static bool wait(const Reply &reply, int milliseconds = 10000)
    {
        return QTest::qWaitFor([&reply] { return reply->isFinished(); }, milliseconds);
    }
    static int statusOf(const Reply &reply)
    {
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    static bool isQtBefore(int major, int minor)
    {
        return QVersionNumber::fromString(QString::fromLatin1(qVersion())) < QVersionNumber(major, minor);
    }
    static QNetworkRequest onceRequest(const QUrl &url, qint64 size)
    {
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, size);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"text/plain"_s);
        return request;
    }
};

namespace {

// A buffer that says it cannot be rewound.
class StubbornBuffer final : public QBuffer
{
public:
    bool seek(qint64) override { return false; }
    bool reset() override { return false; }
};

std::unique_ptr<QIODevice> openBuffer(std::unique_ptr<QBuffer> buffer, const QByteArray &bytes)
{
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

} // namespace

void TestQnamCharacter::resends_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("buffered");
    QTest::addColumn<int>("sendings");
    const QByteArray ssh("SSH-2.0-OpenSSH\r\n");
    // On a buffered socket, which is the one that we make Qt take, every early close is resent as often as there are
    // attempts left.
    for (const char *method : {"GET", "POST", "PATCH"}) {
        const QByteArray name(method);
        QTest::addRow("%s, closed", method) << name << QByteArray() << false << 2;
        QTest::addRow("%s, SSH", method) << name << ssh << false << 4;
        QTest::addRow("%s, closed, buffered socket", method) << name << QByteArray() << true << 4;
        QTest::addRow("%s, SSH, buffered socket", method) << name << ssh << true << 4;
    }
}

void TestQnamCharacter::resends()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, answer);
    QFETCH(bool, buffered);
    QFETCH(int, sendings);
    LoopbackServer server;
    server.onRequest([answer](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write(answer);
        connection.close();
    });
    QNetworkAccessManager manager;
    if (buffered)
        manager.setProxyFactory(new BufferedProxyFactory(NetworkOptions()));
    const Reply reply(manager.sendCustomRequest(QNetworkRequest(server.url()), method, "x"));
    QSignalSpy sent(reply.get(), &QNetworkReply::requestSent);
    QVERIFY(wait(reply));
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
    QCOMPARE(server.requestCount(), sendings);
    QCOMPARE(sent.size(), sendings);
}

void TestQnamCharacter::sequentialDevicePreventsTheResend_data()
{
    QTest::addColumn<bool>("sequential");
    QTest::newRow("sequential") << true;
    QTest::newRow("a buffer") << false;
}

void TestQnamCharacter::sequentialDevicePreventsTheResend()
{
    QFETCH(bool, sequential);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) { connection.close(); });
    QNetworkAccessManager manager;
    auto device = openBuffer(std::make_unique<StubbornBuffer>(), "body");
    if (sequential)
        device = std::make_unique<OnceDevice>(std::move(device), 4);
    const Reply reply(manager.sendCustomRequest(onceRequest(server.url(), 4), "POST", device.get()));
    QVERIFY(wait(reply));
    QCOMPARE(server.requestCount() == 1, sequential);
    QCOMPARE(reply->error(), sequential ? QNetworkReply::ContentReSendError : QNetworkReply::RemoteHostClosedError);
}

void TestQnamCharacter::emptyOnceDeviceHidesTheSending()
{
    LoopbackServer server;
    QNetworkAccessManager manager;
    OnceDevice device(openBuffer(std::make_unique<QBuffer>(), {}), 0);
    const Reply reply(manager.sendCustomRequest(onceRequest(server.url(), 0), "POST", &device));
    QSignalSpy sent(reply.get(), &QNetworkReply::requestSent);
    QVERIFY(wait(reply));
    QCOMPARE(server.requestCount(), 1);
    if (!isQtBefore(6, 5) && !sent.isEmpty())
        QSKIP("this Qt tells it: the connect deadline may be armed for requests without a body too");
    QCOMPARE(sent.size(), 0);
}

void TestQnamCharacter::takesEarlyHintsForTheAnswer()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
        connection.answer(200, {}, "real");
    });
    QNetworkAccessManager manager;
    const Reply reply(manager.get(QNetworkRequest(server.url())));
    QVERIFY(wait(reply));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    const bool repaired = statusOf(reply) == 200;
    QVERIFY2(!repaired || !isQtBefore(6, 5), "103 is skipped: InterimAnswer is needed no more on this Qt");
    QCOMPARE(statusOf(reply), repaired ? 200 : 103);
    QCOMPARE(reply->readAll(), repaired ? QByteArray("real") : QByteArray());
}

void TestQnamCharacter::losesManyHeaders()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        Headers many;
        for (int i = 0; i < 121; ++i)
            many.append("X-" + QByteArray::number(i), "v");
        connection.answer(200, many);
    });
    QNetworkAccessManager manager;
    const Reply reply(manager.get(QNetworkRequest(server.url())));
    QSignalSpy head(reply.get(), &QNetworkReply::metaDataChanged);
    QTRY_COMPARE(head.size(), 1);
    QCOMPARE(statusOf(reply), 200);
    QCOMPARE(reply->rawHeaderPairs().size(), 0);
    // Without Content-Length it waits for the end of the connection.
    QVERIFY(!wait(reply, 100)); // lint-allow(sleep): a real connection, of which nothing more is to be heard
}

void TestQnamCharacter::endsABodyAtABadChunk()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngood\r\nZZ\r\nlost\r\n0\r\n\r\n");
    });
    QNetworkAccessManager manager;
    const Reply reply(manager.get(QNetworkRequest(server.url())));
    QVERIFY(wait(reply));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), QByteArray("good"));
}

void TestQnamCharacter::tellsAShortBody()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
        connection.close();
    });
    QNetworkAccessManager manager;
    const Reply reply(manager.get(QNetworkRequest(server.url())));
    QVERIFY(wait(reply));
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
    QCOMPARE(statusOf(reply), 200);
    QCOMPARE(reply->readAll(), QByteArray("part"));
}

void TestQnamCharacter::movesTheQueryOfAPostWithoutBody()
{
    LoopbackServer server;
    QNetworkAccessManager manager;
    QNetworkRequest request(server.url(u"/x?q=1"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"text/plain"_s);
    const Reply reply(manager.post(request, static_cast<QIODevice *>(nullptr)));
    QVERIFY(wait(reply));
    QCOMPARE(server.requests().first().target, QByteArray("/x"));
    QCOMPARE(server.requests().first().body, QByteArray("q=1"));
}

void TestQnamCharacter::transferTimeoutIsForInactivity()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 200 OK\r\n\r\n");
        connection.drip(QByteArray(40, 'x'), 1, 20ms);
    });
    QNetworkAccessManager manager;
    QNetworkRequest request(server.url());
    request.setTransferTimeout(300);
    QElapsedTimer clock;
    clock.start();
    const Reply reply(manager.get(request));
    QVERIFY(wait(reply));
    // It ends after the last of the drops and not after 300 ms, and looks like a user's abort.
    QCOMPARE_GE(clock.elapsed(), 800);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
}

void TestQnamCharacter::opensSixConnections()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
    QNetworkAccessManager manager;
    std::vector<Reply> replies;
    replies.reserve(10);
    for (int i = 0; i < 10; ++i)
        replies.emplace_back(manager.get(QNetworkRequest(server.url())));
    QTRY_COMPARE(server.requestCount(), 6);
    const auto tooMany = [&server] { return server.requestCount() > 6; };
    QVERIFY(!QTest::qWaitFor(tooMany, 50)); // lint-allow(sleep): real sockets do not tell what they leave undone
    QCOMPARE(server.openConnections(), 6);
}

// By the names of peers, as lanes have them: one of two goes, while the manager and the other stay.
void TestQnamCharacter::closesIdleConnectionsInTheirTime()
{
    LoopbackServer server;
    QNetworkAccessManager manager;
    QNetworkRequest request(server.url());
    const Reply kept(manager.get(request));
    request.setPeerVerifyName(u"1"_s);
    request.setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, 1);
    const Reply dropped(manager.get(request));
    QVERIFY(wait(kept) && wait(dropped));
    QCOMPARE(server.openConnections(), 2);
    QTRY_COMPARE(server.openConnections(), 1);
    const Reply again(manager.get(QNetworkRequest(server.url())));
    QVERIFY(wait(again));
    QCOMPARE(server.connectionCount(), 2);
}

QTEST_GUILESS_MAIN(TestQnamCharacter)
#include "tst_qnam_character.moc"
