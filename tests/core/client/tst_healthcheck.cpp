// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class PingedClient final : public ApiClient
{
public:
    using ApiClient::ApiClient;
    Call *healthCheck() override { return get(u"/health"_s); }
};

} // namespace

class TestHealthCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForTheBaseUrl();
    void healthyIsWhatSucceeds_data();
    void healthyIsWhatSucceeds();
    void subclassesAskForWhatTheyHave();
    void standsBehindCallsOfUsers();
    void D2_waitsOutThePauseOfTheServer();
    void B01_sendsNothingWhileTheCircuitIsOpen();
    void B28_mayBeTheProbe();
    void cancelled();
};

void TestHealthCheck::asksForTheBaseUrl()
{
    ClientFixture f;
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::Bearer;
    f.config.auth->token = Secret::plain(u"t-1"_s);
    f.make().healthCheck();
    f.scheduler.runUntilIdle();
    QCOMPARE(f.transport.requestCount(), 1);
    QCOMPARE(f.transport.requests().first().method, "GET");
    QCOMPARE(f.transport.requests().first().url, f.config.baseUrl);
    QCOMPARE(f.transport.requests().first().headers.value("Authorization"), std::optional<QByteArray>("Bearer t-1"));
}

void TestHealthCheck::healthyIsWhatSucceeds_data()
{
    QTest::addColumn<int>("status"); // 0 = no answer
    QTest::addColumn<bool>("healthy");
    QTest::newRow("200") << 200 << true;
    QTest::newRow("204") << 204 << true;
    QTest::newRow("304") << 304 << true;
    QTest::newRow("401") << 401 << false;
    QTest::newRow("404") << 404 << false;
    QTest::newRow("503") << 503 << false;
    QTest::newRow("refused") << 0 << false;
}

void TestHealthCheck::healthyIsWhatSucceeds()
{
    QFETCH(int, status);
    QFETCH(bool, healthy);
    ClientFixture f;
    f.transport.answerWith(status == 0 ? FakeOutcome::failure(Error(ErrorKind::Refused))
                                       : FakeOutcome::success(status));
    const CallWatch watch(f.make().healthCheck());
    f.scheduler.runUntilIdle();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.response.has_value(), healthy);
}

void TestHealthCheck::subclassesAskForWhatTheyHave()
{
    ClientFixture f;
    PingedClient client(f.config, Services{f.scheduler, f.random, f.transport, f.secrets});
    ApiClient &base = client;
    base.healthCheck();
    f.scheduler.runUntilIdle();
    QCOMPARE(f.transport.requests().first().url.path(), u"/v1/health"_s);
}

void TestHealthCheck::standsBehindCallsOfUsers()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->maxRequests = 1;
    f.config.rateLimit->window = 1s;
    ApiClient &client = f.make();
    client.get(u"/first"_s);
    f.scheduler.advance(1ms);
    const CallWatch health(client.healthCheck());
    f.scheduler.advance(1ms);
    client.get(u"/second"_s);
    f.scheduler.advance(1s);
    QCOMPARE(f.transport.requestCount(), 2);
    QCOMPARE(f.transport.requests().last().url.path(), u"/v1/second"_s);
    QCOMPARE(health.finishedCount, 0);
    f.scheduler.advance(1s);
    QCOMPARE(health.finishedCount, 1);
    QCOMPARE(f.transport.requestCount(), 3);
}

void TestHealthCheck::D2_waitsOutThePauseOfTheServer()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}));
    ApiClient &client = f.make();
    client.get(u"/x"_s);
    f.scheduler.advance(1s);
    const CallWatch health(client.healthCheck());
    f.scheduler.advance(28s);
    QCOMPARE(f.transport.requestCount(), 1);
    f.scheduler.advance(2s);
    QCOMPARE(f.transport.requestCount(), 2);
    QVERIFY(health.response);
}

void TestHealthCheck::B01_sendsNothingWhileTheCircuitIsOpen()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    ApiClient &client = f.make();
    client.breaker()->forceOpen();
    const CallWatch health(client.healthCheck());
    f.scheduler.runUntilIdle();
    QCOMPARE(health.error->kind, ErrorKind::CircuitOpen);
    QCOMPARE(f.transport.requestCount(), 0);
}

void TestHealthCheck::B28_mayBeTheProbe()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.config.circuitBreaker->successThreshold = 1;
    f.transport.enqueue(FakeOutcome::success(503));
    ApiClient &client = f.make();
    client.get(u"/x"_s);
    f.scheduler.advance(61s);
    QCOMPARE(client.breaker()->state(), BreakerState::HalfOpen);
    const CallWatch health(client.healthCheck());
    f.scheduler.advance(1s);
    QVERIFY(health.response);
    QCOMPARE(client.breaker()->state(), BreakerState::Closed);
}

void TestHealthCheck::cancelled()
{
    ClientFixture f;
    f.transport.answerWith(FakeOutcome::silence());
    const CallWatch health(f.make().healthCheck());
    f.scheduler.advance(1s);
    f.client.reset();
    QCOMPARE(health.finishedCount, 1);
    QCOMPARE(health.error, std::optional(Error(ErrorKind::Cancelled)));
}

QTEST_GUILESS_MAIN(TestHealthCheck)
#include "tst_healthcheck.moc"
