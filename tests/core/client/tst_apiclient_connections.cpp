// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiejar.h"
#include "oauthclientfixture.h"

#include <QtTest>

#include <memory>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

bool balances(const ClientMetrics &books, const FakeTransport &transport)
{
    return books.calls == books.succeeded + books.failed + books.refused + books.cancelled
        && books.attempts == books.admitted + books.retries + books.replays + books.redirects
        && books.requests == books.attempts && static_cast<int>(books.requests) == transport.requestCount();
}

} // namespace

/// One connection and several calls: whoever has waited for it is looked at again before it leaves.
class TestApiClientConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D2_L21_aPauseIsWaitedForAndThenSent();
    void D2_aRetryIsHeldToo();
    void D2_aRedirectIsHeldToo();
    void D2_whomAPersonSendsIsNotHeldByThatPause();
    void B01_D2_aRefusedOneCostsNoToken();
    void B09_whoWaitedForAConnectionIsNoSecondProbe();
    void ADV_B18_anExpiredTokenIsRenewed();
    void ADV_B18_anotherServerGetsNothing();
    void ADV_B18_aRedirectOfAnotherEnvironmentEnds_data();
    void ADV_B18_aRedirectOfAnotherEnvironmentEnds();
    void D8_timeoutsOfTheQueueAreNeutral_data();
    void D8_timeoutsOfTheQueueAreNeutral();
    void X04_theAverageHoldsNoQueue();
    void X05_cancelledAsItIsHeldBack_data();
    void X05_cancelledAsItIsHeldBack();
};

void TestApiClientConnections::D2_L21_aPauseIsWaitedForAndThenSent()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 10;
    fixture.config.rateLimit->burstSize = 10;
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 1s));
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 3);
    fixture.scheduler.advance(2s);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(client.metrics().attempts, 1U);
    QCOMPARE(client.snapshot().limiter->waiting, 2);
    fixture.scheduler.advance(28s);
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.scheduler.advance(1min);
    QCOMPARE(fixture.transport.requestCount(), 3);
    const CallWatch &last = *watches.back();
    QVERIFY(last.response);
    QCOMPARE(last.timeline.size(), 3);
    QCOMPARE(last.timeline[0].kind, TimelineKind::ConnectionWait);
    QCOMPARE(last.timeline[0].lasted, Duration(1s));
    QCOMPARE(last.timeline[1].kind, TimelineKind::ServerPause);
    QCOMPARE(last.timeline[2].kind, TimelineKind::Attempt);
    QCOMPARE(last.timeline[2].attempt, 1);
    QVERIFY(balances(client.metrics(), fixture.transport));
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientConnections::D2_aRetryIsHeldToo()
{
    ClientFixture fixture;
    fixture.withRetry().initialDelay = 1s;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 5s));
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 2); // the retry of the first waits for the second
    fixture.scheduler.advance(10s);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(client.metrics().retries, 0U);
    fixture.scheduler.advance(1min);
    QVERIFY(watches.front()->response);
    QCOMPARE(watches.front()->entries(TimelineKind::Attempt).size(), 2);
    QCOMPARE(watches.front()->entries(TimelineKind::Attempt).last().attempt, 2);
    QVERIFY(balances(client.metrics(), fixture.transport));
}

void TestApiClientConnections::D2_aRedirectIsHeldToo()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/y"}}));
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 5s));
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 2);
    fixture.scheduler.advance(10s);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(client.metrics().redirects, 0U);
    fixture.scheduler.advance(30s);
    QCOMPARE(fixture.transport.requestCount(), 3);
    QCOMPARE(fixture.transport.requests().last().url.path(), u"/y"_s);
    QVERIFY(watches.front()->response);
    QCOMPARE(client.metrics().redirects, 1U);
    QVERIFY(balances(client.metrics(), fixture.transport));
}

void TestApiClientConnections::D2_whomAPersonSendsIsNotHeldByThatPause()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}));
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 3);
    fixture.scheduler.advance(1s);
    fixture.transport.setDelay(2s);
    QCOMPARE(client.snapshot().limiter->waiting, 2);
    watches[1]->call->sendNow();
    watches[2]->call->sendNow(); // which waits for the connection of the other
    fixture.scheduler.advance(4s);
    QCOMPARE(fixture.transport.requestCount(), 3);
    QVERIFY(watches[2]->response);
}

void TestApiClientConnections::B01_D2_aRefusedOneCostsNoToken()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.setMaxConnections(1);
    fixture.transport.succeedWith(500);
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 20);
    const double before = client.limiter()->tokens();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.transport.requestCount(), 5);
    QCOMPARE(before - client.limiter()->tokens(), 5.0);
    QCOMPARE(client.metrics().refused, 15U);
    QCOMPARE(client.snapshot().breaker->refused, 15U);
    QCOMPARE(watches.back()->error->kind, ErrorKind::CircuitOpen);
    QVERIFY(balances(client.metrics(), fixture.transport));
}

void TestApiClientConnections::B09_whoWaitedForAConnectionIsNoSecondProbe()
{
    ClientFixture fixture;
    fixture.config.timeout = 5min;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.setMaxConnections(2);
    fixture.transport.enqueue(FakeOutcome::success(500, {}, {}, 1s));
    fixture.transport.enqueue(FakeOutcome::success(200, {}, {}, 100s));
    fixture.transport.answerWith(FakeOutcome::success(200, {}, {}, 100s));
    ApiClient &client = fixture.make();
    const Watches early = send(client, 2);
    fixture.scheduler.advance(500ms);
    fixture.transport.setMaxConnections(1); // nobody gets the place that the failure leaves
    const Watches late = send(client, 2);
    fixture.scheduler.advance(70s);
    QCOMPARE(client.snapshot().breaker->state, BreakerState::HalfOpen);
    fixture.scheduler.advance(35s); // there is one again
    QCOMPARE(client.snapshot().breaker->probesOut, 1);
    QCOMPARE(client.metrics().refused, 1U);
    client.close();
    QVERIFY(balances(client.metrics(), fixture.transport));
}

void TestApiClientConnections::ADV_B18_anExpiredTokenIsRenewed()
{
    OAuthFixture fixture;
    fixture.config.timeout = 5min;
    fixture.transport.setMaxConnections(1);
    fixture.grant = [&fixture](const Request &) { return fixture.granted("\"expires_in\":120"); };
    fixture.api = [](const Request &) { return FakeOutcome::success(200, {}, {}, 100s); };
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 2);
    fixture.scheduler.advance(4min);
    QVERIFY(watches.back()->response);
    QCOMPARE(fixture.grants, 2);
    const QList<Request> &requests = fixture.transport.requests();
    QCOMPARE(requests.size(), 4);
    QCOMPARE(requests[1].headers.value("Authorization"), std::optional<QByteArray>("Bearer canary-at1"));
    QCOMPARE(requests[3].headers.value("Authorization"), std::optional<QByteArray>("Bearer canary-at2"));
    QCOMPARE(client.metrics().requests, 2U);
    QCOMPARE(watches.back()->entries(TimelineKind::Attempt).size(), 1);
}

// Neither the old credentials, which are no longer the client's, nor the new ones, which are for another server.
void TestApiClientConnections::ADV_B18_anotherServerGetsNothing()
{
    ClientFixture fixture;
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::Bearer;
    fixture.config.auth->token = Secret::plain(u"canary-old"_s);
    fixture.transport.setMaxConnections(1);
    fixture.transport.setDelay(1s);
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 2);
    fixture.scheduler.advance(500ms);
    ClientConfig moved = client.config();
    moved.baseUrl = QUrl(u"https://other.example.com/v1"_s);
    moved.auth->token = Secret::plain(u"canary-new"_s);
    QVERIFY(client.reconfigure(moved).ok());
    fixture.scheduler.advance(3s);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(watches.back()->error->detail, ErrorDetail::ClientMoved);
    QVERIFY(balances(client.metrics(), fixture.transport));
}

void TestApiClientConnections::ADV_B18_aRedirectOfAnotherEnvironmentEnds_data()
{
    QTest::addColumn<bool>("isHomeMoved");
    QTest::newRow("another jar") << false;
    QTest::newRow("another home with the same credentials") << true;
}

void TestApiClientConnections::ADV_B18_aRedirectOfAnotherEnvironmentEnds()
{
    QFETCH(bool, isHomeMoved);
    ClientFixture fixture;
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::Bearer;
    fixture.config.auth->token = Secret::plain(u"canary"_s);
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/y"}}));
    fixture.transport.answerWith(FakeOutcome::success(200, {}, {}, 1s));
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 3); // the redirect stands behind the two others
    fixture.scheduler.advance(500ms);
    ClientConfig moved = client.config();
    moved.baseUrl = QUrl(u"https://other.example.com/v1"_s);
    if (isHomeMoved)
        QVERIFY(client.reconfigure(moved).ok());
    else
        client.setCookieJar(std::make_shared<CookieJar>(fixture.scheduler));
    fixture.scheduler.advance(5s);
    QCOMPARE(fixture.transport.requestCount(), 2);
    for (const std::size_t held : {0U, 2U}) {
        QCOMPARE(watches[held]->finishedCount, 1);
        QCOMPARE(watches[held]->error->detail, ErrorDetail::ClientMoved);
    }
    QVERIFY(balances(client.metrics(), fixture.transport));
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientConnections::D8_timeoutsOfTheQueueAreNeutral_data()
{
    QTest::addColumn<std::optional<Duration>>("total");
    QTest::addColumn<Duration>("busy");
    QTest::addColumn<int>("failures");
    QTest::newRow("D8 attempt, mostly in the queue") << std::optional<Duration>() << Duration(6s) << 0;
    QTest::newRow("D8 attempt, mostly on the wire") << std::optional<Duration>() << Duration(4s) << 1;
    QTest::newRow("D8 total, in the queue") << std::optional<Duration>(10s) << Duration(11s) << 0;
    QTest::newRow("D8 total, mostly in the queue") << std::optional<Duration>(10s) << Duration(6s) << 0;
    QTest::newRow("D8 total, mostly on the wire") << std::optional<Duration>(10s) << Duration(4s) << 1;
}

void TestApiClientConnections::D8_timeoutsOfTheQueueAreNeutral()
{
    QFETCH(std::optional<Duration>, total);
    QFETCH(Duration, busy);
    QFETCH(int, failures);
    ClientFixture fixture;
    fixture.config.timeout = 10s;
    fixture.config.totalTimeout = total;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.setMaxConnections(1);
    fixture.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = fixture.make();
    fixture.transport.enqueue(FakeOutcome::success(200, {}, {}, busy));
    const auto other = fixture.transport.send(Request{.url = QUrl(u"https://other.example.com/"_s)}, {});
    const CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.advance(20s);
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, total ? ErrorKind::TotalTimeout : ErrorKind::AttemptTimeout);
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, failures);
}

void TestApiClientConnections::X04_theAverageHoldsNoQueue()
{
    ClientFixture fixture;
    fixture.transport.setMaxConnections(1);
    fixture.transport.setDelay(100ms);
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 10);
    fixture.scheduler.advance(2s);
    QCOMPARE(client.metrics().succeeded, 10U);
    QCOMPARE(client.metrics().averageResponseTimeMs().value_or(0), 100.0);
}

void TestApiClientConnections::X05_cancelledAsItIsHeldBack_data()
{
    QTest::addColumn<bool>("destroyed");
    QTest::newRow("X05 cancelled") << false;
    QTest::newRow("X05 with its client") << true;
}

// Between the moment when a connection is there and the next turn of the loop.
void TestApiClientConnections::X05_cancelledAsItIsHeldBack()
{
    QFETCH(bool, destroyed);
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 1s));
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 2);
    fixture.scheduler.runDue();
    bool held = false;
    connect(watches.front()->call, &QObject::destroyed, this, [&] {
        held = client.metrics().attempts == 1;
        destroyed ? fixture.client.reset() : watches.back()->call->cancel();
    });
    fixture.scheduler.advance(10s);
    QVERIFY(held);
    QCOMPARE(watches.back()->finishedCount, 1);
    QCOMPARE(watches.back()->error->kind, ErrorKind::Cancelled);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(fixture.transport.inFlight(), 0);
    QVERIFY(destroyed || balances(client.metrics(), fixture.transport));
    fixture.client.reset();
    QCOMPARE(fixture.scheduler.pending(), 0);
}

QTEST_GUILESS_MAIN(TestApiClientConnections)
#include "tst_apiclient_connections.moc"
