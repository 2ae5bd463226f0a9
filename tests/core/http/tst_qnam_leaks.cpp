// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QVersionNumber>
#include <QtTest>

#include <memory>

using namespace fuseboard;

/// What bare QNetworkAccessManager tells to whom it should not, on the Qt at hand: why redirects, cookies and the check
/// of header fields are ours.
class TestQnamLeaks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forwardsCredentialsToOtherOrigins();
    void sendsCookiesToOtherOrigins();
    void writesHeadersAsGiven();

private:
    using Reply = std::unique_ptr<QNetworkReply>;
    static bool wait(const Reply &reply)
    {
        return QTest::qWaitFor([&reply] { return reply->isFinished(); }, 10000);
    }
    static bool isQtBefore(int major, int minor)
    {
        return QVersionNumber::fromString(QString::fromLatin1(qVersion())) < QVersionNumber(major, minor);
    }
};

void TestQnamLeaks::forwardsCredentialsToOtherOrigins()
{
    LoopbackServer target;
    LoopbackServer server;
    server.onRequest([&target](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(302, {{"Location", target.url().toEncoded()}}, {});
    });
    QNetworkAccessManager manager;
    QNetworkRequest request(server.url());
    request.setRawHeader("Authorization", "Bearer canary");
    const Reply reply(manager.get(request));
    QVERIFY(wait(reply));
    QCOMPARE(target.requestCount(), 1);
    QCOMPARE(target.requests().first().headers.value("Authorization"), QByteArray("Bearer canary"));
}

void TestQnamLeaks::sendsCookiesToOtherOrigins()
{
    LoopbackServer target;
    LoopbackServer server;
    server.onRequest([&target](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.number == 1)
            connection.answer(200, {{"Set-Cookie", "canary=1"}});
        else
            connection.answer(302, {{"Location", target.url().toEncoded()}}); // another port is another origin
    });
    QNetworkAccessManager manager;
    const Reply first(manager.get(QNetworkRequest(server.url())));
    QVERIFY(wait(first));
    const Reply second(manager.get(QNetworkRequest(server.url())));
    QVERIFY(wait(second));
    QCOMPARE(target.requestCount(), 1);
    QCOMPARE(target.requests().first().headers.value("Cookie"), QByteArray("canary=1"));
}

void TestQnamLeaks::writesHeadersAsGiven()
{
    LoopbackServer server;
    QNetworkAccessManager manager;
    QNetworkRequest request(server.url());
    request.setRawHeader("X-One", "a\r\nX-Injected: b");
    const Reply reply(manager.get(request));
    QVERIFY(wait(reply));
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(server.requests().first().headers.contains("X-Injected"), isQtBefore(6, 7));
}

QTEST_GUILESS_MAIN(TestQnamLeaks)
#include "tst_qnam_leaks.moc"
