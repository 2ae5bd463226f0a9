// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

class TestApiClientPolicies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D1_perCallTakesOneTokenAndGivesOneVerdict();
    void D1_perAttemptTakesATokenForEachAttempt();
    void D2_refusedCallCostsNoToken();
    void D2_anOpenCircuitRefusesBeforeTheWait_data();
    void D2_anOpenCircuitRefusesBeforeTheWait();
    void D2_aCircuitThatOpensDuringTheWait_data();
    void D2_aCircuitThatOpensDuringTheWait();
    void D2_pauseHoldsBackRetriesAndOthers();
    void D6_serverDelayIsNeverShortened();
    void D6_tooLongServerDelayEndsTheCall();
    void H05_tooLongServerDelayKeepsItsCause();
    void H05_tooLongDelayOfARedirect();
    void B01_onlyItsOwnJudgementIsAnOpening();
    void D9_bare429Pauses();
    void D9_anotherAnswerEndsTheGrowth();
    void ADV_D22_waitBeyondTheDeadlineFailsAtOnce();
    void B01_fifthFailureOpens();
    void B15_callsInFlightDeliverTheirResults();
    void B16_cancelledProbeFreesItsSlot();
    void R17_openingStopsTheRetries();
    void R19_retryBudget_data();
    void R19_retryBudget();
    void R19_whoWaitsForATokenIsNotInFlight();
    void R19_theShareComesFreeAgain();
    void B26_aRetryAfterLengthensTheOpenTime_data();
    void B26_aRetryAfterLengthensTheOpenTime();
    void H10_theDialectIsThatOfTheOrigin();
    void L08_whoIsInteractiveGoesFirst();
    void L08_nobodyStarves();

private:
    static void bothPipelines()
    {
        QTest::addColumn<Pipeline>("pipeline");
        QTest::newRow("D2 per call") << Pipeline::PerCall;
        QTest::newRow("D2 per attempt") << Pipeline::PerAttempt;
    }
};

void TestApiClientPolicies::D1_perCallTakesOneTokenAndGivesOneVerdict()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.succeedWith(503);
    ApiClient &client = fixture.make();
    CallWatch watch(client.get(QStringLiteral("/x")));
    fixture.scheduler.advance(1ms);
    QCOMPARE(client.limiter()->tokens(), 59.001); // one of 60, and what a millisecond has refilled
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 4);
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, 1);
    QCOMPARE(client.snapshot().limiter->granted, 1U);
}

void TestApiClientPolicies::D1_perAttemptTakesATokenForEachAttempt()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.pipeline = Pipeline::PerAttempt;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.succeedWith(503);
    ApiClient &client = fixture.make();
    CallWatch watch(client.get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 4);
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, 4);
    QCOMPARE(client.snapshot().limiter->granted, 4U);
}

void TestApiClientPolicies::D2_refusedCallCostsNoToken()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    ApiClient &client = fixture.make();
    client.breaker()->forceOpen();
    const double before = client.limiter()->tokens();
    CallWatch watch(client.get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.error->kind, ErrorKind::CircuitOpen);
    QCOMPARE(client.limiter()->tokens(), before);
    QCOMPARE(fixture.transport.requestCount(), 0);
    QCOMPARE(client.metrics().refused, 1U);
    QCOMPARE(watch.entries(TimelineKind::Refused).value(0).error->kind, ErrorKind::CircuitOpen);
}

void TestApiClientPolicies::D2_anOpenCircuitRefusesBeforeTheWait_data()
{
    bothPipelines();
}

void TestApiClientPolicies::D2_anOpenCircuitRefusesBeforeTheWait()
{
    QFETCH(Pipeline, pipeline);
    ClientFixture fixture;
    fixture.config.pipeline = pipeline;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    ApiClient &client = fixture.make();
    CallWatch takesTheToken(client.get(QStringLiteral("/1")));
    fixture.scheduler.runDue();
    client.breaker()->forceOpen();
    CallWatch refused(client.get(QStringLiteral("/2")));
    fixture.scheduler.runDue();
    QCOMPARE(refused.finishedCount, 1); // and not in a minute, when there is a token
    QCOMPARE(refused.error->kind, ErrorKind::CircuitOpen);
    QVERIFY(refused.waits.isEmpty());
    QCOMPARE(refused.timeline.size(), 1);
    QCOMPARE(refused.timeline[0].kind, TimelineKind::Refused);
    QCOMPARE(client.snapshot().limiter->waiting, 0);
    QCOMPARE(client.snapshot().limiter->granted, 1U);
    fixture.scheduler.advance(60s);
    QCOMPARE(client.limiter()->tokens(), 1.0);
    QCOMPARE(fixture.transport.requestCount(), 1);
}

void TestApiClientPolicies::D2_aCircuitThatOpensDuringTheWait_data()
{
    bothPipelines();
}

void TestApiClientPolicies::D2_aCircuitThatOpensDuringTheWait()
{
    QFETCH(Pipeline, pipeline);
    ClientFixture fixture;
    fixture.config.pipeline = pipeline;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->window = 10s;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.enqueue(FakeOutcome::success(503, {}, {}, 3s));
    ApiClient &client = fixture.make();
    CallWatch trips(client.get(QStringLiteral("/1")));
    CallWatch waits(client.get(QStringLiteral("/2")));
    fixture.scheduler.advance(9999ms);
    QCOMPARE(client.breaker()->state(), BreakerState::Open); // since 3 s
    QCOMPARE(waits.waits.size(), 1);
    QCOMPARE(waits.finishedCount, 0);
    fixture.scheduler.advance(1ms);
    QCOMPARE(waits.finishedCount, 1);
    QCOMPARE(waits.error->kind, ErrorKind::CircuitOpen);
    QCOMPARE(waits.error->wait, std::optional<Duration>(53s));
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(client.limiter()->tokens(), 1.0); // its token is there for the next one
    client.breaker()->forceClosed();
    CallWatch next(client.get(QStringLiteral("/3")));
    fixture.scheduler.runDue();
    QVERIFY(next.response);
}

void TestApiClientPolicies::D2_pauseHoldsBackRetriesAndOthers()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(FakeOutcome::success(503, {}, {}, 10ms)); // its retry would come at 1.01 s
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 20ms));
    ApiClient &client = fixture.make();
    CallWatch first(client.get(QStringLiteral("/1")));
    CallWatch second(client.get(QStringLiteral("/2")));
    fixture.scheduler.advance(100ms);
    CallWatch third(client.get(QStringLiteral("/3")));
    fixture.scheduler.advance(29s);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(third.waits.value(0).kind, TimelineKind::ServerPause);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 5);
    QVERIFY(first.response && second.response && third.response);
    QVERIFY(first.elapsed >= 30s);
}

void TestApiClientPolicies::D6_serverDelayIsNeverShortened()
{
    ClientFixture fixture;
    fixture.withRetry(true);
    fixture.transport.enqueue(FakeOutcome::success(503, {{"Retry-After", "7"}}));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QVERIFY(watch.response);
    QVERIFY(watch.elapsed >= 7s && watch.elapsed <= 7700ms);
    QCOMPARE(watch.entries(TimelineKind::Backoff).value(0).decision->source, DelaySource::RetryAfter);
}

void TestApiClientPolicies::D6_tooLongServerDelayEndsTheCall()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.succeedWith(429, {{"Retry-After", "99999999999999999999"}});
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(watch.error->kind, ErrorKind::RateLimited);
    QCOMPARE(watch.error->detail, ErrorDetail::ServerPauseTooLong);
    QCOMPARE(watch.error->httpStatus, 429);
}

void TestApiClientPolicies::H05_tooLongServerDelayKeepsItsCause()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.setDelay(1s);
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 1s));
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "99999999999999999999"}}, {}, 2s));
    CallWatch first(fixture.make().get(QStringLiteral("/1")));
    CallWatch second(fixture.client->get(QStringLiteral("/2")));
    fixture.scheduler.advance(3s);
    CallWatch third(fixture.client->get(QStringLiteral("/3")));
    fixture.scheduler.advance(1s);
    QVERIFY(third.error);
    const auto refused = third.entries(TimelineKind::Refused).value(0);
    QVERIFY(refused.cause);
    QCOMPARE(refused.cause->value, QByteArray("99999999999999999999"));
}

void TestApiClientPolicies::H05_tooLongDelayOfARedirect()
{
    ClientFixture fixture;
    fixture.transport.enqueue(
        FakeOutcome::success(307, {{"Location", "/there"}, {"Retry-After", "99999999999999999999"}}));
    CallWatch watch(fixture.make().get(QStringLiteral("/here")));
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(watch.error->detail, ErrorDetail::ServerPauseTooLong);
}

void TestApiClientPolicies::B01_onlyItsOwnJudgementIsAnOpening()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.succeedWith(500);
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.client->metrics().circuitBreakerOpens, 1U);
    CircuitBreaker &breaker = *fixture.client->breaker();
    breaker.forceClosed();
    breaker.release();
    breaker.isolate();
    breaker.release();
    breaker.forceOpen();
    QCOMPARE(fixture.client->metrics().circuitBreakerOpens, 1U);
    QCOMPARE(fixture.client->snapshot().breaker->openings, 1U);
}

void TestApiClientPolicies::D9_bare429Pauses()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(FakeOutcome::success(429));
    fixture.transport.enqueue(FakeOutcome::success(429));
    ApiClient &client = fixture.make();
    CallWatch first(client.get(QStringLiteral("/1")));
    fixture.scheduler.runDue();
    QCOMPARE(client.limiter()->pausedUntil(), std::optional(fixture.scheduler.now() + 1s));
    CallWatch second(client.get(QStringLiteral("/2")));
    fixture.scheduler.advance(1s);
    QCOMPARE(client.limiter()->pausedUntil(), std::optional(fixture.scheduler.now() + 1500ms));
    CallWatch third(client.get(QStringLiteral("/3")));
    fixture.scheduler.runUntilIdle();
    QVERIFY(third.response);
    QVERIFY(!client.limiter()->pausedUntil());
}

void TestApiClientPolicies::D9_anotherAnswerEndsTheGrowth()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(FakeOutcome::success(429));
    fixture.transport.enqueue(FakeOutcome::success(200));
    fixture.transport.enqueue(FakeOutcome::success(429));
    ApiClient &client = fixture.make();
    CallWatch first(client.get(QStringLiteral("/1")));
    fixture.scheduler.runDue();
    QCOMPARE(client.limiter()->pausedUntil(), std::optional(fixture.scheduler.now() + 1s));
    fixture.scheduler.advance(10s);
    CallWatch second(client.get(QStringLiteral("/2")));
    fixture.scheduler.runDue();
    QVERIFY(second.response);
    QVERIFY(!client.limiter()->pausedUntil());
    CallWatch third(client.get(QStringLiteral("/3")));
    fixture.scheduler.runDue();
    QCOMPARE(third.lastStatus, 429);
    QCOMPARE(client.limiter()->pausedUntil(), std::optional(fixture.scheduler.now() + 1s)); // and not 1.5 s
}

void TestApiClientPolicies::ADV_D22_waitBeyondTheDeadlineFailsAtOnce()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.timeout = 1s;
    fixture.config.totalTimeout = 2s;
    ApiClient &client = fixture.make();
    CallWatch first(client.get(QStringLiteral("/1")));
    CallWatch second(client.get(QStringLiteral("/2")));
    fixture.scheduler.runDue();
    QCOMPARE(second.finishedCount, 1);
    QCOMPARE(second.error->kind, ErrorKind::TotalTimeout);
    QVERIFY(second.error->wait > Duration(59s));
    QCOMPARE(client.snapshot().limiter->waiting, 0);
}

void TestApiClientPolicies::B01_fifthFailureOpens()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.succeedWith(500);
    ApiClient &client = fixture.make();
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(client.breaker()->state(), BreakerState::Closed);
        client.get(QStringLiteral("/x"));
        fixture.scheduler.runDue();
    }
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    CallWatch sixth(client.get(QStringLiteral("/x")));
    fixture.scheduler.runDue();
    QCOMPARE(sixth.error->kind, ErrorKind::CircuitOpen);
    QCOMPARE(fixture.transport.requestCount(), 5);
    QCOMPARE(client.metrics().circuitBreakerOpens, 1U);
}

void TestApiClientPolicies::B15_callsInFlightDeliverTheirResults()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.enqueue(FakeOutcome::success(200, {}, "slow", 5s));
    fixture.transport.enqueue(FakeOutcome::success(500, {}, {}, 1s));
    ApiClient &client = fixture.make();
    CallWatch slow(client.get(QStringLiteral("/slow")));
    CallWatch trips(client.get(QStringLiteral("/trips")));
    fixture.scheduler.advance(2s);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    QCOMPARE(trips.error->kind, ErrorKind::HttpStatus);
    fixture.scheduler.advance(4s);
    QVERIFY(slow.response);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
}

void TestApiClientPolicies::B16_cancelledProbeFreesItsSlot()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.enqueue(FakeOutcome::success(500));
    fixture.transport.enqueue(FakeOutcome::silence());
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/x"));
    fixture.scheduler.advance(61s);
    CallWatch probe(client.get(QStringLiteral("/probe")));
    fixture.scheduler.advance(1s);
    CallWatch refused(client.get(QStringLiteral("/second")));
    fixture.scheduler.advance(1s);
    QCOMPARE(refused.error->detail, ErrorDetail::ProbeInFlight);
    probe.call->cancel();
    QCOMPARE(client.breaker()->state(), BreakerState::HalfOpen);
    CallWatch next(client.get(QStringLiteral("/third")));
    fixture.scheduler.advance(1s);
    QVERIFY(next.response);
}

void TestApiClientPolicies::R17_openingStopsTheRetries()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.pipeline = Pipeline::PerAttempt;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 2;
    fixture.transport.succeedWith(503);
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.advance(2s);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(watch.error->kind, ErrorKind::HttpStatus);
    QCOMPARE(watch.error->httpStatus, 503);
    QCOMPARE(watch.error->wait, std::optional(Duration(60s)));
    QCOMPARE(watch.entries(TimelineKind::GaveUp).value(0).decision->reason, RetryReason::CircuitOpen);
}

void TestApiClientPolicies::R19_retryBudget_data()
{
    QTest::addColumn<int>("calls");
    QTest::addColumn<double>("budget");
    QTest::addColumn<int>("retrying");
    QTest::newRow("the floor") << 10 << 0.2 << 3;
    QTest::newRow("a share below the floor") << 19 << 0.2 << 3;
    QTest::newRow("a share above the floor") << 20 << 0.2 << 4;
    QTest::newRow("a share with a fraction") << 49 << 0.2 << 9;
    QTest::newRow("a share of many") << 50 << 0.2 << 10;
    QTest::newRow("half of them") << 50 << 0.5 << 25;
}

void TestApiClientPolicies::R19_retryBudget()
{
    QFETCH(int, calls);
    QFETCH(double, budget);
    QFETCH(int, retrying);
    ClientFixture fixture;
    fixture.withRetry().retryBudget = budget;
    fixture.transport.succeedWith(503);
    ApiClient &client = fixture.make();
    for (int i = 0; i < calls; ++i)
        client.get(QStringLiteral("/x"));
    fixture.scheduler.runUntilIdle();
    // So many calls may retry three times each; the others find the budget used up.
    QCOMPARE(fixture.transport.requestCount(), calls + retrying * 3);
    QCOMPARE(client.metrics().retries, quint64(retrying * 3));
}

// However many stand in line for a token, no more may be retried than of those that go out.
void TestApiClientPolicies::R19_whoWaitsForATokenIsNotInFlight()
{
    ClientFixture fixture;
    fixture.withRetry().retryBudget = 0.2;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 10;
    fixture.config.rateLimit->window = 1s;
    fixture.transport.succeedWith(503);
    ApiClient &client = fixture.make();
    for (int i = 0; i < 1'000; ++i)
        client.get(QStringLiteral("/x"));
    fixture.scheduler.advance(10ms);
    QCOMPARE(client.metrics().admitted, 10U);
    fixture.scheduler.advance(100s);
    // Three at a time, each of which takes seconds for its three retries.
    QCOMPARE_LE(client.metrics().retries, 400U);
}

void TestApiClientPolicies::R19_theShareComesFreeAgain()
{
    ClientFixture fixture;
    fixture.withRetry().retryBudget = 0.2;
    fixture.config.retry->maxRetries = 1;
    fixture.transport.succeedWith(503);
    ApiClient &client = fixture.make();
    for (int round = 1; round <= 2; ++round) {
        for (int i = 0; i < 30; ++i)
            client.get(QStringLiteral("/x"));
        fixture.scheduler.runUntilIdle();
        QCOMPARE(client.metrics().retries, quint64(round * 6));
    }
}

void TestApiClientPolicies::B26_aRetryAfterLengthensTheOpenTime_data()
{
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<bool>("respected");
    QTest::addColumn<Duration>("open");
    QTest::newRow("longer") << QByteArray("180") << true << Duration(180s);
    QTest::newRow("shorter") << QByteArray("30") << true << Duration(60s);
    QTest::newRow("not respected") << QByteArray("180") << false << Duration(60s);
}

void TestApiClientPolicies::B26_aRetryAfterLengthensTheOpenTime()
{
    QFETCH(QByteArray, retryAfter);
    QFETCH(bool, respected);
    QFETCH(Duration, open);
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    if (!respected) {
        fixture.config.rateLimit = RateLimitConfig();
        fixture.config.rateLimit->respectRetryAfter = false;
    }
    fixture.transport.enqueue(FakeOutcome::success(503, {{"Retry-After", retryAfter}}));
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/trips"));
    fixture.scheduler.runDue();
    QCOMPARE(client.snapshot().breaker->retryIn, std::optional(open));
    fixture.scheduler.advance(open - 1ns);
    CallWatch refused(client.get(QStringLiteral("/early")));
    fixture.scheduler.runDue();
    QCOMPARE(refused.error->kind, ErrorKind::CircuitOpen);
    fixture.scheduler.advance(1ns);
    CallWatch probe(client.get(QStringLiteral("/probe")));
    fixture.scheduler.runDue();
    QVERIFY(probe.response);
    QCOMPARE(fixture.transport.requestCount(), 2);
}

void TestApiClientPolicies::H10_theDialectIsThatOfTheOrigin()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->window = 1s; // whatever the server leaves of the tokens, there are new ones soon
    const auto moment = fixture.scheduler.wallNow().time_since_epoch() + 30s;
    const QByteArray epoch = QByteArray::number(
        qint64(std::chrono::duration_cast<std::chrono::seconds>(moment).count()));
    const Headers twelve{{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "12"}};
    fixture.transport.setHandler([&](const Request &request, int number) {
        if (request.url.host() != fixture.config.baseUrl.host())
            return FakeOutcome::success(200, twelve);
        if (request.url.path().endsWith(QStringLiteral("/leave")))
            return FakeOutcome::success(302, {{"Location", "https://other.example.com/x"}});
        return FakeOutcome::success(
            200, number == 1 ? Headers{{"X-RateLimit-Remaining", "5"}, {"X-RateLimit-Reset", epoch}} : twelve);
    });
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/1"));
    fixture.scheduler.runDue();
    client.get(QStringLiteral("/2")); // whose host writes moments, so that 12 is none
    fixture.scheduler.runDue();
    QCOMPARE(client.limiter()->pausedUntil(), std::nullopt);

    fixture.scheduler.advance(1s);
    client.get(QStringLiteral("/leave")); // to one that has written none: a span
    fixture.scheduler.runDue();
    QCOMPARE(fixture.transport.requestCount(), 4);
    CallWatch follows(client.get(QStringLiteral("/leave")));
    fixture.scheduler.advance(12s - 1ns);
    QCOMPARE(fixture.transport.requestCount(), 5);
    fixture.scheduler.advance(1ns);
    QCOMPARE(fixture.transport.requestCount(), 6);
    QVERIFY(follows.response);
}

namespace {

using Priority = RateLimiter::Priority;

Call *sendAs(ApiClient &client, Priority priority, const QString &path)
{
    Request request;
    request.url = QUrl(path);
    CallOptions options;
    options.priority = priority;
    return client.send(request, options);
}

/// One token a second, and none in store.
void useOneASecond(ClientFixture &fixture)
{
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->window = 1s;
    fixture.config.rateLimit->burstSize = 1;
    fixture.make().get(QStringLiteral("/first"));
    fixture.scheduler.runDue();
}

QStringList pathsOf(const FakeTransport &transport)
{
    QStringList paths;
    for (const Request &request : transport.requests())
        paths.append(request.url.path().section(QLatin1Char('/'), -1));
    return paths;
}

} // namespace

void TestApiClientPolicies::L08_whoIsInteractiveGoesFirst()
{
    ClientFixture fixture;
    useOneASecond(fixture);
    ApiClient &client = *fixture.client;
    sendAs(client, Priority::Monitor, QStringLiteral("/m"));
    sendAs(client, Priority::Runner, QStringLiteral("/r1"));
    sendAs(client, Priority::Runner, QStringLiteral("/r2"));
    fixture.scheduler.advance(500ms);
    CallWatch urgent(sendAs(client, Priority::Interactive, QStringLiteral("/i1")));
    sendAs(client, Priority::Interactive, QStringLiteral("/i2"));
    fixture.scheduler.advance(500ms);
    QVERIFY(urgent.response);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(pathsOf(fixture.transport).join(QLatin1Char(' ')), QStringLiteral("first i1 i2 r1 r2 m"));
}

void TestApiClientPolicies::L08_nobodyStarves()
{
    ClientFixture fixture;
    useOneASecond(fixture);
    ApiClient &client = *fixture.client;
    CallWatch runner(sendAs(client, Priority::Runner, QStringLiteral("/r")));
    CallWatch monitor(sendAs(client, Priority::Monitor, QStringLiteral("/m")));
    fixture.scheduler.advance(500ms);
    // As many as there are tokens, each before the next token: they alone would use them all.
    for (int second = 0; second < 40; ++second) {
        sendAs(client, Priority::Interactive, QStringLiteral("/i"));
        fixture.scheduler.advance(1s);
    }
    // After 10 and 30 seconds they stand before those who come.
    QCOMPARE(runner.elapsed, Duration(11s));
    QCOMPARE(monitor.elapsed, Duration(32s));
}

QTEST_GUILESS_MAIN(TestApiClientPolicies)
#include "tst_apiclient_policies.moc"
