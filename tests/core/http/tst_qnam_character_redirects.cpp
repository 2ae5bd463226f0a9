// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"
#include "support/testcertificates.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QtTest>

#include <memory>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// How bare QNetworkAccessManager follows redirects on the Qt at hand: why we follow them ourselves.
class TestQnamCharacterRedirects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void methods_data();
    void methods();
    void followsFiftyUnasked();
    void followsNoneToWhatIsLessSafe();

private:
    using Reply = std::unique_ptr<QNetworkReply>;
    static bool wait(const Reply &reply)
    {
        return QTest::qWaitFor([&reply] { return reply->isFinished(); }, 10000);
    }
};

void TestQnamCharacterRedirects::methods_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("becomes");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const char *method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}) {
            // RFC 9110 lets POST become GET by 301 and 302, and nothing else.
            const bool becomesGet = status <= 303 && QByteArray(method) != "HEAD";
            QTest::addRow("%d %s", status, method)
                << status << QByteArray(method) << QByteArray(becomesGet ? "GET" : method);
        }
    }
}

void TestQnamCharacterRedirects::methods()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, becomes);
    LoopbackServer server;
    server.onRequest([status](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.number == 1)
            connection.answer(status, {{"Location", "/there"}}, {});
        else
            connection.answer(200, {}, request.method == "HEAD" ? "" : "ok");
    });
    QNetworkAccessManager manager;
    QNetworkRequest request(server.url());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"text/plain"_s);
    const bool hasBody = method != "GET" && method != "HEAD";
    const Reply reply(method == "HEAD" ? manager.head(request)
                          : hasBody    ? manager.sendCustomRequest(request, method, "body")
                                       : manager.get(request));
    QVERIFY(wait(reply));
    QCOMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests().last().target, QByteArray("/there"));
    QCOMPARE(server.requests().last().method, becomes);
    QCOMPARE(server.requests().last().body, hasBody && becomes == method ? QByteArray("body") : QByteArray());
}

void TestQnamCharacterRedirects::followsFiftyUnasked()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        connection.answer(302, {{"Location", "/" + QByteArray::number(request.number)}}, {});
    });
    QNetworkAccessManager manager;
    QCOMPARE(manager.redirectPolicy(), QNetworkRequest::NoLessSafeRedirectPolicy);
    const Reply reply(manager.get(QNetworkRequest(server.url())));
    QSignalSpy redirects(reply.get(), &QNetworkReply::redirected);
    QVERIFY(wait(reply));
    QCOMPARE(reply->error(), QNetworkReply::TooManyRedirectsError);
    QCOMPARE(QNetworkRequest().maximumRedirectsAllowed(), 50);
    QCOMPARE(redirects.size(), 50);
    QCOMPARE(server.requestCount(), 51);
}

void TestQnamCharacterRedirects::followsNoneToWhatIsLessSafe()
{
    TestCertificates certificates;
    if (!certificates.isAvailable())
        QSKIP("openssl is not here");
    LoopbackServer target;
    LoopbackServer server(certificates.server(TestCertificates::Kind::Good));
    server.onRequest([&target](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(302, {{"Location", target.url().toEncoded()}}, {});
    });
    QNetworkAccessManager manager;
    const Reply reply(manager.get(QNetworkRequest(server.url())));
    reply->ignoreSslErrors();
    QVERIFY(wait(reply));
    QCOMPARE(reply->error(), QNetworkReply::InsecureRedirectError);
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(target.connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestQnamCharacterRedirects)
#include "tst_qnam_character_redirects.moc"
