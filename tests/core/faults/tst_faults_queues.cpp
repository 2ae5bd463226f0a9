// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livefixture.h"

#include <QPointer>
#include <QtTest>

#include <algorithm>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Many calls and few connections: what is decided meanwhile holds for those too who wait for one.
class TestFaultsQueues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D2_L19_aPauseHoldsThem();
    void B01_D2_anOpeningRefusesThem_data();
    void B01_D2_anOpeningRefusesThem();
    void ADV_B18_theyLeaveWithNewCredentials();
    void X05_aClientThatIsShutSendsNoneOfThem();
};

void TestFaultsQueues::D2_L19_aPauseHoldsThem()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n");
    });
    LiveFixture live(server.url(), {.maxConnections = 2});
    live.config.retry.reset();
    live.make();
    for (int i = 0; i < 50; ++i)
        live.get();
    QTRY_COMPARE(live.client->snapshot().limiter->waiting, 48);
    QCOMPARE(server.requestCount(), 2); // which were on their way when the first answer came
    QCOMPARE(live.client->metrics().attempts, 2U);
    CallWatch &last = *live.watches.back();
    live.client->close();
    QCOMPARE(live.imbalance({&server}), QString());
    const auto pauses = last.entries(TimelineKind::ServerPause);
    QCOMPARE(pauses.size(), 1);
    QVERIFY(pauses.first().cause);
    QCOMPARE(last.entries(TimelineKind::ConnectionWait).size(), 1);
    QVERIFY(last.entries(TimelineKind::Attempt).isEmpty());
}

void TestFaultsQueues::B01_D2_anOpeningRefusesThem_data()
{
    QTest::addColumn<Pipeline>("pipeline");
    QTest::newRow("B01 per call") << Pipeline::PerCall;
    QTest::newRow("B01 per attempt") << Pipeline::PerAttempt;
}

void TestFaultsQueues::B01_D2_anOpeningRefusesThem()
{
    QFETCH(Pipeline, pipeline);
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
    });
    LiveFixture live(server.url());
    live.config.retry.reset();
    live.config.pipeline = pipeline;
    live.config.circuitBreaker->failureThreshold = 5;
    live.make();
    for (int i = 0; i < 50; ++i)
        live.get();
    const auto isOver = [](const auto &watch) { return watch->finishedCount > 0; };
    QTRY_VERIFY(std::all_of(live.watches.begin(), live.watches.end(), isOver));
    QCOMPARE(server.requestCount(), 5);
    const ClientMetrics &books = live.client->metrics();
    QCOMPARE(books.refused, 45U);
    QCOMPARE(live.client->snapshot().breaker->refused, 45U);
    QCOMPARE(live.watches.back()->error->kind, ErrorKind::CircuitOpen);
    QVERIFY(live.watches.back()->error->wait);
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsQueues::ADV_B18_theyLeaveWithNewCredentials()
{
    LoopbackServer server;
    QPointer<LoopbackConnection> first;
    QByteArrayList seen;
    server.onRequest([&](LoopbackConnection &connection, const ReceivedRequest &request) {
        seen.append(request.headers.value("Authorization").value_or(QByteArray()));
        if (seen.size() == 1)
            first = &connection;
        else
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    LiveFixture live(server.url());
    live.config.auth = AuthConfig();
    live.config.auth->type = AuthType::Bearer;
    live.config.auth->token = Secret::plain(u"canary-old"_s);
    live.make();
    for (int i = 0; i < 3; ++i)
        live.get();
    QTRY_VERIFY(first);
    ClientConfig changed = live.client->config();
    changed.auth->token = Secret::plain(u"canary-new"_s);
    QVERIFY(live.client->reconfigure(changed).ok());
    first->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    for (const auto &watch : live.watches)
        QVERIFY(LiveFixture::waitFor(*watch));
    QCOMPARE(seen, QByteArrayList({"Bearer canary-old", "Bearer canary-new", "Bearer canary-new"}));
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsQueues::X05_aClientThatIsShutSendsNoneOfThem()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &, const ReceivedRequest &) {});
    LiveFixture live(server.url());
    live.make();
    for (int i = 0; i < 50; ++i)
        live.get();
    QTRY_COMPARE(server.requestCount(), 1);
    live.client.reset();
    for (const auto &watch : live.watches)
        QCOMPARE(watch->finishedCount, 1);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(server.requestCount(), 1);
}

QTEST_GUILESS_MAIN(TestFaultsQueues)
#include "tst_faults_queues.moc"
