// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"
#include "support/packing.h"

#include <QNetworkAccessManager>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QtTest>

#include <memory>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What bare QNetworkAccessManager bounds on the Qt at hand, and what it does not: why lengths, packed bodies and
/// cookies are ours, and HTTP/2 is off unless it is asked for.
class TestQnamCharacterLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unpacking_data();
    void unpacking();
    void lengths_data();
    void lengths();
    void cookiesHaveNoLimit();
    void offersHttp2_data();
    void offersHttp2();

private:
    using Reply = std::unique_ptr<QNetworkReply>;
    static bool wait(const Reply &reply)
    {
        return QTest::qWaitFor([&reply] { return reply->isFinished(); }, 20000);
    }
};

void TestQnamCharacterLimits::unpacking_data()
{
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<qint64>("threshold"); // 0: as it comes
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    constexpr int tenMiB = 10 << 20;
    const QByteArray bomb = gzipped(QByteArray(2 * tenMiB, '\0'));
    // Blank lines between others: a text that a person would call harmless, at 12 MiB and more than forty times.
    const QByteArray sparse = gzipped(QByteArray("{\"a\": 1}" + QByteArray(500, ' ')).repeated(25'000));
    QTest::newRow("a thousand times") << bomb << qint64(0) << QNetworkReply::UnknownContentError;
    QTest::newRow("a thousand times, but small")
        << gzipped(QByteArray(tenMiB / 2, '\0')) << qint64(0) << QNetworkReply::NoError;
    QTest::newRow("a harmless text") << sparse << qint64(0) << QNetworkReply::UnknownContentError;
    QTest::newRow("the check is off") << bomb << qint64(-1) << QNetworkReply::NoError;
    QTest::newRow("the check is for larger ones") << bomb << qint64(3 * tenMiB) << QNetworkReply::NoError;
}

void TestQnamCharacterLimits::unpacking()
{
    QFETCH(QByteArray, packed);
    QFETCH(qint64, threshold);
    QFETCH(QNetworkReply::NetworkError, error);
    LoopbackServer server;
    server.onRequest([packed](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(200, {{"Content-Encoding", "gzip"}}, packed);
    });
    QNetworkAccessManager manager;
    QNetworkRequest request(server.url());
    if (threshold != 0)
        request.setDecompressedSafetyCheckThreshold(threshold);
    const Reply reply(manager.get(request));
    QVERIFY(wait(reply));
    QCOMPARE(reply->error(), error);
    // The answer that it is refused with looks as if it were good.
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
}

void TestQnamCharacterLimits::lengths_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    const QByteArray length("Content-Length: ");
    QTest::newRow("the shorter one first") << length + "2\r\n" + length + "4\r\n"
                                           << QByteArray("bo") << QNetworkReply::NoError;
    QTest::newRow("the longer one first") << length + "6\r\n" + length + "4\r\n"
                                          << QByteArray("body") << QNetworkReply::RemoteHostClosedError;
    QTest::newRow("2^64-1 is none") << length + "18446744073709551615\r\n"
                                    << QByteArray("body") << QNetworkReply::NoError;
    QTest::newRow("2^63 is never reached") << length + "9223372036854775808\r\n"
                                           << QByteArray("body") << QNetworkReply::RemoteHostClosedError;
}

void TestQnamCharacterLimits::lengths()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    QFETCH(QNetworkReply::NetworkError, error);
    LoopbackServer server;
    server.onRequest([fields](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 200 OK\r\n" + fields + "\r\nbody");
        connection.close();
    });
    QNetworkAccessManager manager;
    const Reply reply(manager.get(QNetworkRequest(server.url())));
    QVERIFY(wait(reply));
    QCOMPARE(reply->error(), error);
    QCOMPARE(reply->readAll(), body);
}

void TestQnamCharacterLimits::cookiesHaveNoLimit()
{
    constexpr int answers = 12;
    constexpr int each = 90; // below the hundred fields beyond which Qt loses them all
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        Headers headers;
        for (int i = 0; i < each; ++i)
            headers.append("Set-Cookie", "c" + QByteArray::number(request.number * each + i) + "=1; Path=/never");
        headers.append("Set-Cookie", "large=" + QByteArray(50'000, 'x') + "; Path=/never");
        connection.answer(200, headers);
    });
    QNetworkAccessManager manager;
    for (int i = 0; i < answers; ++i) {
        const Reply reply(manager.get(QNetworkRequest(server.url())));
        QVERIFY(wait(reply));
    }
    // Browsers keep some fifty to two hundred of a domain, of 4 KiB each.
    const auto cookies = manager.cookieJar()->cookiesForUrl(server.url(u"/never"_s));
    QCOMPARE(cookies.size(), answers * each + 1);
    const auto isLarge = [](const QNetworkCookie &cookie) { return cookie.value().size() == 50'000; };
    QVERIFY(std::any_of(cookies.begin(), cookies.end(), isLarge));
}

void TestQnamCharacterLimits::offersHttp2_data()
{
    QTest::addColumn<QVariant>("allowed");
    QTest::addColumn<bool>("offered");
    QTest::newRow("as it comes") << QVariant() << true;
    QTest::newRow("allowed") << QVariant(true) << true;
    QTest::newRow("not allowed") << QVariant(false) << false;
}

void TestQnamCharacterLimits::offersHttp2()
{
    QFETCH(QVariant, allowed);
    QFETCH(bool, offered);
    // What a client offers stands in the first message of its handshake, in plain text.
    LoopbackServer server;
    QTcpSocket *socket = nullptr;
    server.onAccept([&socket](LoopbackConnection &connection) {
        connection.stopReading();
        socket = &connection.socket();
    });
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    QNetworkRequest request(url);
    if (allowed.isValid())
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, allowed);
    QNetworkAccessManager manager;
    const Reply reply(manager.get(request));
    QTRY_VERIFY(socket && socket->bytesAvailable() > 100);
    const QByteArray hello = socket->peek(1 << 16);
    QCOMPARE(hello.contains("\x02h2"), offered);
    // A manager that goes in the middle of a handshake leaves what OpenSSL has made for it.
    socket->abort();
    QTRY_VERIFY(reply->isFinished());
}

QTEST_GUILESS_MAIN(TestQnamCharacterLimits)
#include "tst_qnam_character_limits.moc"
