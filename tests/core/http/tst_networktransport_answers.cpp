// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/loopbackserver.h"
#include "transportprobe.h"

#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Every status is an answer, redirects and challenges too.
class TestNetworkTransportAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S01_followsNoRedirect_data();
    void S01_followsNoRedirect();
    void keepsNoCookies();
    void statusesAreAnswers_data();
    void statusesAreAnswers();
};

void TestNetworkTransportAnswers::S01_followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const char *method : {"GET", "PUT", "POST"})
            QTest::addRow("%d %s", status, method) << status << QByteArray(method);
    }
}

void TestNetworkTransportAnswers::S01_followsNoRedirect()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.onRequest([status](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(status, {{"Location", "/elsewhere"}}, "moved");
    });
    TransportProbe probe(transport, requestTo(server.url(), method, method == "GET" ? "" : "body"));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.response().status, status);
    QCOMPARE(probe.response().headers.value("Location"), QByteArray("/elsewhere"));
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(probe.exchange().sendings(), 1);
}

void TestNetworkTransportAnswers::keepsNoCookies()
{
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(200, {{"Set-Cookie", "a=b"}});
    });
    for (int i = 0; i < 2; ++i) {
        TransportProbe probe(transport, requestTo(server.url()));
        QVERIFY(probe.waitForEnd());
    }
    QVERIFY(!server.requests().last().headers.contains("Cookie"));
}

void TestNetworkTransportAnswers::statusesAreAnswers_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 204, 205, 206, 304, 400, 401, 402, 403, 404, 405, 407, 409, 410,
                             413, 418, 422, 429, 451, 499, 500, 501, 502, 503, 504, 505, 599})
        QTest::addRow("%d", status) << status;
}

void TestNetworkTransportAnswers::statusesAreAnswers()
{
    QFETCH(int, status);
    SystemScheduler scheduler;
    NetworkTransport transport({}, scheduler);
    LoopbackServer server;
    const bool hasBody = status != 204 && status != 304;
    server.onRequest([status, hasBody](LoopbackConnection &connection, const ReceivedRequest &) {
        const Headers challenge{{"WWW-Authenticate", "Basic realm=\"x\""}, {"Proxy-Authenticate", "Basic realm=\"x\""}};
        connection.answer(status, challenge, hasBody ? "answer" : "");
    });
    for (const char *method : {"GET", "POST"}) {
        TransportProbe probe(transport, requestTo(server.url(), method));
        QVERIFY(probe.waitForEnd());
        QCOMPARE(probe.response().status, status);
        QCOMPARE(probe.response().body, hasBody ? QByteArray("answer") : QByteArray());
    }
    QCOMPARE(server.requestCount(), 2);
}

QTEST_GUILESS_MAIN(TestNetworkTransportAnswers)
#include "tst_networktransport_answers.moc"
