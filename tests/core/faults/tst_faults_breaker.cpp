// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livefixture.h"
#include "support/toxic.h"

#include <QtTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What a server sees of a circuit that opens, is probed and closes.
class TestFaultsBreaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_E9_aHundredAtTheEndOfTheOpenTime();
    void ADV_E10_howAProbeEnds_data();
    void ADV_E10_howAProbeEnds();
    void ADV_E13_timeoutsThatDoNotCount();
    void ADV_E18_retryStorm_data();
    void ADV_E18_retryStorm();

private:
    /// A client whose circuit has been opened by one 503, and lets its first probe out by now.
    static std::unique_ptr<LiveFixture> halfOpenAt(LoopbackServer &server);
};

namespace {

const Toxic unavailable = Toxic().answer("Content-Length: 0", {}, "503 No");

} // namespace

std::unique_ptr<LiveFixture> TestFaultsBreaker::halfOpenAt(LoopbackServer &server)
{
    unavailable.playOnRequests(server);
    auto live = std::make_unique<LiveFixture>(server.url(), NetworkOptions{.maxConnections = 100});
    live->config.retry.reset();
    live->config.circuitBreaker->failureThreshold = 1;
    live->config.circuitBreaker->successThreshold = 1;
    live->config.circuitBreaker->recoveryTimeout = 10ms;
    ApiClient &client = live->make();
    live->run("GET", u"/opens-it"_s);
    (void)QTest::qWaitFor([&client] { return client.breaker()->state() == BreakerState::HalfOpen; });
    return live;
}

void TestFaultsBreaker::ADV_E9_aHundredAtTheEndOfTheOpenTime()
{
    LoopbackServer server;
    const auto live = halfOpenAt(server);
    QList<LoopbackConnection *> probes;
    server.onRequest([&probes](LoopbackConnection &connection, const ReceivedRequest &) { probes += &connection; });
    for (int i = 0; i < 100; ++i)
        live->get();
    QTRY_COMPARE(live->client->metrics().refused, 99U);
    QTRY_COMPARE(server.requestCount(), 2);
    QCOMPARE(probes.size(), 1);
    probes.first()->answer();
    for (const auto &watch : live->watches)
        QVERIFY(LiveFixture::waitFor(*watch));
    QCOMPARE(live->client->breaker()->state(), BreakerState::Closed);
    QCOMPARE(server.requestCount(), 2); // and nobody comes late
    QCOMPARE(server.connectionCount(), server.maxOpenConnections());
    QCOMPARE(live->imbalance({&server}), QString());
    QVERIFY(live->leavesNothing({&server}));
}

void TestFaultsBreaker::ADV_E10_howAProbeEnds_data()
{
    QTest::addColumn<Toxic>("toxic");
    QTest::addColumn<bool>("givenUp");
    QTest::addColumn<BreakerState>("state"); // Open: it opens once more
    const auto status = [](const char *line) { return Toxic().answer("Content-Length: 0", {}, line); };
    QTest::newRow("ADV-E10 timeout") << Toxic() << false << BreakerState::Open;
    QTest::newRow("ADV-E10 given up") << Toxic() << true << BreakerState::HalfOpen;
    QTest::newRow("ADV-E10 closed") << Toxic().close() << false << BreakerState::Open;
    QTest::newRow("ADV-E10 200") << status("200 OK") << false << BreakerState::Closed;
    QTest::newRow("ADV-E10 404") << status("404 No") << false << BreakerState::Closed;
    QTest::newRow("ADV-E10 401") << status("401 No") << false << BreakerState::HalfOpen;
    QTest::newRow("ADV-E10 429") << status("429 No") << false << BreakerState::HalfOpen;
    QTest::newRow("ADV-E10 503") << status("503 No") << false << BreakerState::Open;
}

void TestFaultsBreaker::ADV_E10_howAProbeEnds()
{
    QFETCH(Toxic, toxic);
    QFETCH(bool, givenUp);
    QFETCH(BreakerState, state);
    LoopbackServer server;
    const auto live = halfOpenAt(server);
    toxic.playOnRequests(server);
    CallOptions hasty;
    hasty.timeout = 500ms;
    live->watches.push_back(std::make_unique<CallWatch>(live->client->send({"POST", QUrl(u"/probe"_s)}, hasty)));
    CallWatch &probe = *live->watches.back();
    QTRY_VERIFY(server.requestCount() == 2 || probe.finishedCount > 0);
    if (givenUp)
        probe.call->cancel();
    QVERIFY(LiveFixture::waitFor(probe));
    QCOMPARE(live->client->breaker()->snapshot().probesOut, 0); // its place is free
    QCOMPARE(live->client->metrics().circuitBreakerOpens, state == BreakerState::Open ? 2U : 1U);
    if (state != BreakerState::Open) // which it need not be any more
        QCOMPARE(live->client->breaker()->state(), state);
    QTRY_COMPARE(server.requestCount(), 2);
    QTRY_COMPARE(live->imbalance({&server}), QString());
    QVERIFY(live->leavesNothing({&server}));
}

void TestFaultsBreaker::ADV_E13_timeoutsThatDoNotCount()
{
    LoopbackServer server;
    server.onRequest([](LoopbackConnection &connection, const ReceivedRequest &request) {
        if (request.target != "/silence")
            connection.answer(503);
    });
    LiveFixture live(server.url());
    live.config.retry.reset();
    live.config.circuitBreaker->failureThreshold = 2;
    live.config.circuitBreaker->countTimeoutsAsFailures = false;
    ApiClient &client = live.make();
    live.run("GET", u"/"_s);
    CallOptions hasty;
    hasty.timeout = 100ms;
    live.watches.push_back(std::make_unique<CallWatch>(client.send({"GET", QUrl(u"/silence"_s)}, hasty)));
    QVERIFY(LiveFixture::waitFor(*live.watches.back()));
    QCOMPARE(live.watches.back()->error.value().kind, ErrorKind::AttemptTimeout);
    QCOMPARE(client.breaker()->state(), BreakerState::Closed); // it does not count
    live.run("GET", u"/"_s);
    QCOMPARE(client.breaker()->state(), BreakerState::Open); // nor has it begun the count anew
    QCOMPARE(live.run("GET", u"/"_s).error.value().kind, ErrorKind::CircuitOpen);
    QCOMPARE(server.requestCount(), 3);
    QCOMPARE(live.imbalance({&server}), QString());
}

void TestFaultsBreaker::ADV_E18_retryStorm_data()
{
    QTest::addColumn<Pipeline>("pipeline");
    QTest::addColumn<int>("most"); // requests for each call
    QTest::newRow("ADV-E18 per call") << Pipeline::PerCall << 4;
    QTest::newRow("ADV-E18 per attempt") << Pipeline::PerAttempt << 1;
}

void TestFaultsBreaker::ADV_E18_retryStorm()
{
    QFETCH(Pipeline, pipeline);
    QFETCH(int, most);
    constexpr int clients = 100;
    constexpr int calls = 10;
    LoopbackServer server;
    unavailable.playOnRequests(server);
    std::vector<std::unique_ptr<LiveFixture>> storm;
    for (int i = 0; i < clients; ++i) {
        storm.push_back(std::make_unique<LiveFixture>(server.url(), NetworkOptions{.maxConnections = calls}));
        LiveFixture &live = *storm.back();
        live.config.pipeline = pipeline;
        live.config.retry->maxRetries = 3;
        live.config.circuitBreaker = CircuitBreakerConfig();
        live.config.circuitBreaker->recoveryTimeout = 1h;
        live.make();
        for (int call = 0; call < calls; ++call)
            live.get();
    }
    int counted = 0;
    for (const auto &live : storm) {
        for (const auto &watch : live->watches)
            QVERIFY(LiveFixture::waitFor(*watch));
        QCOMPARE(live->imbalance({}, static_cast<int>(live->client->metrics().requests)), QString());
        QCOMPARE(live->client->metrics().circuitBreakerOpens, 1U);
        counted += static_cast<int>(live->client->metrics().requests);
    }
    QCOMPARE(server.requestCount(), counted);
    QCOMPARE_LE(counted, clients * calls * most);
    for (const auto &live : storm) // the circuits are open: whoever comes now sends nothing
        QCOMPARE(live->run("GET", u"/"_s).error.value().kind, ErrorKind::CircuitOpen);
    QCOMPARE(server.requestCount(), counted);
}

QTEST_GUILESS_MAIN(TestFaultsBreaker)
#include "tst_faults_breaker.moc"
