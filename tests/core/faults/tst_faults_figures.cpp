// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"
#include "resilience/tokenbucket.h"

#include <QTest>

#include <cmath>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Figures at the edge of their range, headers of a server that means no good, and clocks that jump: on virtual time.
class TestFaultsFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_E4_aTokenEachHundredMilliseconds();
    void ADV_E5_tenYearsIdle();
    void ADV_E6_aThousandWaiters();
    void ADV_E7_aDeadlineBeforeTheRefill();
    void ADV_E9_aHundredAtTheEndOfTheOpenTime();
    void ADV_E10_howAProbeEnds_data();
    void ADV_E10_howAProbeEnds();
    void ADV_E11_lateSuccess();
    void ADV_E13_timeoutsThatDoNotCount();
    void ADV_E14_handsOnAnOpenCircuit();
    void ADV_E15_ADV_E16_delays_data();
    void ADV_E15_ADV_E16_delays();
    void ADV_E17_jitter();
    void ADV_E18_retryStorm_data();
    void ADV_E18_retryStorm();
    void ADV_E21_figuresBeforeTheFirstCall();
    void ADV_D11_retryAfterThatIsNotRespected();
    void ADV_D16_retryAfterWins();
    void ADV_D18_namesOfHeaders_data();
    void ADV_D18_namesOfHeaders();
    void ADV_D19_ofAnotherOrigin();
    void ADV_D20_clientsDoNotComeBackAtOnce();
    void ADV_F1_theCalendarJumps_data();
    void ADV_F1_theCalendarJumps();
    void ADV_F2_ADV_F3_afterALongSleep_data();
    void ADV_F2_ADV_F3_afterALongSleep();

private:
    static void openIt(ClientFixture &f)
    {
        f.config.circuitBreaker = CircuitBreakerConfig();
        f.config.circuitBreaker->failureThreshold = 1;
        f.transport.succeedWith(503);
        f.make().get(u"/"_s);
        f.scheduler.runDue();
    }
};

void TestFaultsFigures::ADV_E4_aTokenEachHundredMilliseconds()
{
    RateLimitConfig config;
    config.maxRequests = 10;
    config.window = 1s;
    config.burstSize = 15;
    MonotonicTime now{5s};
    TokenBucket bucket(config, now);
    int atOnce = 0;
    while (bucket.tryTake(now))
        ++atOnce;
    QCOMPARE(atOnce, 15);
    for (int i = 1; i <= 10'000; ++i) {
        QVERIFY(!bucket.tryTake(now + 100ms - 1ns));
        now += 100ms;
        QVERIFY(bucket.tryTake(now));
    }
}

void TestFaultsFigures::ADV_E5_tenYearsIdle()
{
    RateLimitConfig config;
    config.maxRequests = 1'000;
    config.window = 1h;
    TokenBucket bucket(config, MonotonicTime(0s));
    QCOMPARE(bucket.tokens(MonotonicTime(24h * 3653)), 1'000.0);
}

void TestFaultsFigures::ADV_E6_aThousandWaiters()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->burstSize = 1;
    f.config.rateLimit->window = 6s; // ten a second
    ApiClient &client = f.make();
    std::vector<std::unique_ptr<CallWatch>> calls;
    for (int i = 0; i < 1'000; ++i)
        calls.push_back(std::make_unique<CallWatch>(client.get(u"/%1"_s.arg(i))));
    Request dear;
    dear.url = QUrl(u"/"_s);
    CallWatch refused(client.send(dear, {.cost = 2}));
    f.scheduler.runDue();
    QCOMPARE(refused.error.value().detail, ErrorDetail::CostAboveBurst);
    for (int i = 3; i < 1'000; i += 7)
        calls[static_cast<std::size_t>(i)]->call->cancel();
    f.scheduler.runUntilIdle();
    int last = -1;
    for (const Request &request : f.transport.requests()) {
        const int number = request.url.path().section(u'/', -1).toInt();
        QCOMPARE_GT(number, last); // in their order
        QVERIFY(number % 7 != 3);
        last = number;
    }
    QCOMPARE(f.transport.requestCount(), 857);
    for (const auto &call : calls)
        QCOMPARE(call->finishedCount, 1);
    QCOMPARE(f.scheduler.pending(), 0);
}

void TestFaultsFigures::ADV_E7_aDeadlineBeforeTheRefill()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->burstSize = 1;
    f.config.timeout = 5s;
    f.config.totalTimeout = 5s;
    f.config.rateLimit->window = 1h;
    ApiClient &client = f.make();
    CallWatch first(client.get(u"/"_s));
    CallWatch second(client.get(u"/"_s));
    f.scheduler.runDue();
    QCOMPARE(first.finishedCount, 1);
    QCOMPARE(second.finishedCount, 1); // at once, and not after five seconds
    QVERIFY(second.error);
    QCOMPARE(f.transport.requestCount(), 1);
}

void TestFaultsFigures::ADV_E9_aHundredAtTheEndOfTheOpenTime()
{
    ClientFixture f;
    openIt(f);
    f.scheduler.advance(60s);
    f.transport.answerWith(FakeOutcome::success(200, {}, {}, 1s));
    std::vector<std::unique_ptr<CallWatch>> calls;
    for (int i = 0; i < 100; ++i)
        calls.push_back(std::make_unique<CallWatch>(f.client->get(u"/"_s)));
    f.scheduler.runUntilIdle();
    QCOMPARE(f.transport.requestCount(), 2);
    QCOMPARE(f.client->metrics().refused, 99U);
    for (const auto &call : calls)
        QVERIFY(call->response || call->error->kind == ErrorKind::CircuitOpen);
}

void TestFaultsFigures::ADV_E10_howAProbeEnds_data()
{
    QTest::addColumn<int>("status"); // 0: it never answers, -1: given up
    QTest::addColumn<BreakerState>("state");
    QTest::newRow("ADV-E10 timeout") << 0 << BreakerState::Open;
    QTest::newRow("ADV-E10 given up") << -1 << BreakerState::HalfOpen;
    QTest::newRow("ADV-E10 404") << 404 << BreakerState::Closed;
    QTest::newRow("ADV-E10 401") << 401 << BreakerState::HalfOpen;
    QTest::newRow("ADV-E10 429") << 429 << BreakerState::HalfOpen;
    QTest::newRow("ADV-E10 503") << 503 << BreakerState::Open;
}

void TestFaultsFigures::ADV_E10_howAProbeEnds()
{
    QFETCH(int, status);
    QFETCH(BreakerState, state);
    ClientFixture f;
    openIt(f);
    ClientConfig config = f.client->config();
    config.circuitBreaker->successThreshold = 1;
    QVERIFY(f.client->reconfigure(config));
    f.scheduler.advance(60s);
    f.transport.answerWith(status > 0 ? FakeOutcome::success(status) : FakeOutcome::silence());
    CallWatch probe(f.client->get(u"/"_s));
    f.scheduler.runDue();
    if (status < 0)
        probe.call->cancel();
    f.scheduler.advance(30s);
    QCOMPARE(probe.finishedCount, 1);
    QCOMPARE(f.client->breaker()->state(), state);
    QCOMPARE(f.client->breaker()->snapshot().probesOut, 0);
}

void TestFaultsFigures::ADV_E11_lateSuccess()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.config.circuitBreaker->successThreshold = 1;
    f.config.timeout = 100s;
    f.transport.setHandler([](const Request &, int number) {
        return number == 1 ? FakeOutcome::success(200, {}, {}, 61s) : FakeOutcome::success(503);
    });
    ApiClient &client = f.make();
    CallWatch late(client.get(u"/late"_s));
    f.scheduler.runDue();
    client.get(u"/bad"_s);
    f.scheduler.advance(61s);
    QVERIFY(late.response);
    QCOMPARE(client.breaker()->state(), BreakerState::HalfOpen);
}

void TestFaultsFigures::ADV_E13_timeoutsThatDoNotCount()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 2;
    f.config.circuitBreaker->countTimeoutsAsFailures = false;
    f.transport.setHandler(
        [](const Request &, int number) { return number == 2 ? FakeOutcome::silence() : FakeOutcome::success(503); });
    ApiClient &client = f.make();
    for (const auto state : {BreakerState::Closed, BreakerState::Closed, BreakerState::Open}) {
        client.get(u"/"_s);
        f.scheduler.advance(31s);
        QCOMPARE(client.breaker()->state(), state); // the timeout between neither counts nor resets
    }
}

void TestFaultsFigures::ADV_E14_handsOnAnOpenCircuit()
{
    ClientFixture f;
    openIt(f);
    ClientConfig config = f.client->config();
    config.name = u"renamed"_s;
    config.circuitBreaker->failureThreshold = 7;
    QVERIFY(f.client->reconfigure(config));
    QCOMPARE(f.client->breaker()->state(), BreakerState::Open);
    f.scheduler.advance(60s);
    QCOMPARE(f.client->breaker()->state(), BreakerState::HalfOpen);
    f.client->breaker()->reset();
    QCOMPARE(f.client->breaker()->state(), BreakerState::Closed);
    QCOMPARE(f.client->breaker()->snapshot().consecutiveFailures, 0);
}

void TestFaultsFigures::ADV_E15_ADV_E16_delays_data()
{
    QTest::addColumn<double>("multiplier");
    QTest::addColumn<Duration>("initial");
    QTest::newRow("ADV-E15 multiplier 1") << 1.0 << Duration(1s);
    QTest::newRow("ADV-E15 multiplier 100") << 100.0 << Duration(1s);
    QTest::newRow("ADV-E15 initial 0") << 2.0 << Duration(0);
    QTest::newRow("ADV-E16 usual") << 2.0 << Duration(1s);
}

void TestFaultsFigures::ADV_E15_ADV_E16_delays()
{
    QFETCH(double, multiplier);
    QFETCH(Duration, initial);
    RetryConfig config;
    config.backoffMultiplier = multiplier;
    config.initialDelay = initial;
    const Backoff backoff(config);
    Duration before{};
    for (const int retry : {0, 1, 2, 10, 64, 1'100, 1'000'000'000}) {
        const Duration delay = backoff.baseDelay(retry);
        QCOMPARE_GE(delay, before);
        QCOMPARE_LE(delay, Duration(60s));
        before = delay;
    }
}

void TestFaultsFigures::ADV_E17_jitter()
{
    const Backoff backoff{RetryConfig()};
    SeededRandom random{7};
    double sum = 0;
    constexpr int samples = 100'000;
    for (int i = 0; i < samples; ++i) {
        const Duration delay = backoff.withJitter(4s, random);
        QVERIFY(delay >= 3s && delay <= 5s);
        sum += toSeconds(delay);
    }
    QVERIFY(std::abs(sum / samples - 4.0) < 0.04);
    SeededRandom one{42};
    SeededRandom other{42};
    QCOMPARE(backoff.withJitter(4s, one), backoff.withJitter(4s, other));
}

void TestFaultsFigures::ADV_E18_retryStorm_data()
{
    QTest::addColumn<Pipeline>("pipeline");
    QTest::addColumn<int>("attempts"); // of the ten calls of a client, all under way when the circuit opens
    QTest::newRow("ADV-E18 per call: whoever is under way retries") << Pipeline::PerCall << 10 * 4;
    QTest::newRow("ADV-E18 per attempt: nobody does") << Pipeline::PerAttempt << 10;
}

void TestFaultsFigures::ADV_E18_retryStorm()
{
    QFETCH(Pipeline, pipeline);
    QFETCH(int, attempts);
    for (int number = 0; number < 100; ++number) {
        ClientFixture f;
        f.withRetry(true);
        f.config.pipeline = pipeline;
        f.config.rateLimit = RateLimitConfig();
        f.config.circuitBreaker = CircuitBreakerConfig();
        f.transport.succeedWith(503);
        ApiClient &client = f.make();
        for (int i = 0; i < 10; ++i)
            client.get(u"/"_s);
        f.scheduler.advance(50s); // less than the circuit stays open
        QCOMPARE(f.transport.requestCount(), attempts);
        QCOMPARE(client.metrics().circuitBreakerOpens, 1U);
        for (int i = 0; i < 10; ++i)
            client.get(u"/"_s);
        f.scheduler.runDue();
        QCOMPARE(f.transport.requestCount(), attempts); // and those who come now send nothing
        QCOMPARE(client.metrics().refused, 10U);
    }
}

void TestFaultsFigures::ADV_E21_figuresBeforeTheFirstCall()
{
    ClientFixture f;
    const ClientSnapshot nothing = f.make().snapshot();
    QVERIFY(!nothing.p50 && !nothing.errorRate);
    QCOMPARE(nothing.callsPerSecond, 0.0);
    f.transport.answerWith(FakeOutcome::success(200, {}, {}, 1s));
    CallWatch flying(f.client->get(u"/"_s));
    f.scheduler.runDue();
    f.client->resetMetrics();
    f.scheduler.advance(2s);
    const ClientMetrics &m = f.client->metrics();
    QCOMPARE(m.calls, m.succeeded);
    QCOMPARE(m.calls, 1U);
    QVERIFY(std::isfinite(f.client->snapshot().errorRate.value_or(0)));
}

void TestFaultsFigures::ADV_D11_retryAfterThatIsNotRespected()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->respectRetryAfter = false;
    f.transport.answerWith(FakeOutcome::success(429, {{"Retry-After", "60"}}));
    ApiClient &client = f.make();
    client.get(u"/"_s);
    f.scheduler.runDue();
    QVERIFY(!client.limiter()->pausedUntil() || *client.limiter()->pausedUntil() < f.scheduler.now() + 60s);
}

void TestFaultsFigures::ADV_D16_retryAfterWins()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.transport.answerWith(FakeOutcome::success(429, {{"RateLimit", "\"default\";r=0;t=5"}, {"Retry-After", "30"}}));
    ApiClient &client = f.make();
    client.get(u"/"_s);
    f.scheduler.runDue();
    QVERIFY(*client.limiter()->pausedUntil() >= f.scheduler.now() + 30s);
}

void TestFaultsFigures::ADV_D18_namesOfHeaders_data()
{
    QTest::addColumn<QByteArray>("prefix");
    for (const char *prefix : {"X-RateLimit-", "x-ratelimit-", "X-Rate-Limit-", "RateLimit-", "RATELIMIT-"})
        QTest::addRow("ADV-D18 %s", prefix) << QByteArray(prefix);
}

void TestFaultsFigures::ADV_D18_namesOfHeaders()
{
    QFETCH(QByteArray, prefix);
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.transport.answerWith(
        FakeOutcome::success(200, {{prefix + "Limit", "100"}, {prefix + "Remaining", "0"}, {prefix + "Reset", "20"}}));
    ApiClient &client = f.make();
    client.get(u"/"_s);
    f.scheduler.runDue();
    QVERIFY(client.limiter()->pausedUntil());
    QCOMPARE_GE(*client.limiter()->pausedUntil(), f.scheduler.now() + 20s);
}

void TestFaultsFigures::ADV_D19_ofAnotherOrigin()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.transport.setHandler([](const Request &request, int) {
        if (request.url.host() == u"other.example"_s)
            return FakeOutcome::success(429, {{"Retry-After", "60"}});
        return FakeOutcome::success(302, {{"Location", "https://other.example/"}});
    });
    ApiClient &client = f.make();
    client.get(u"/"_s);
    f.scheduler.runDue();
    QVERIFY(!client.limiter()->pausedUntil()); // home has asked for nothing
}

void TestFaultsFigures::ADV_D20_clientsDoNotComeBackAtOnce()
{
    QSet<qint64> moments;
    ClientFixture f;
    for (int client = 0; client < 500; ++client) {
        f.withRetry(true);
        f.transport.answerWith(FakeOutcome::success(503, {{"Retry-After", "30"}}));
        CallWatch watch(f.make().get(u"/"_s)); // the chances of one random source, as in one process
        f.scheduler.runDue();
        const Duration wait = watch.waits.value(0).until - f.scheduler.now();
        QVERIFY(wait >= 30s && wait <= 33s);
        moments.insert(wait / 10ms);
    }
    QCOMPARE_GT(moments.size(), 150);
}

void TestFaultsFigures::ADV_F1_theCalendarJumps_data()
{
    QTest::addColumn<Duration>("span");
    QTest::newRow("ADV-F1 an hour on") << Duration(1h);
    QTest::newRow("ADV-F1 an hour back") << Duration(-1h);
    QTest::newRow("ADV-F1 a year on") << Duration(24h * 365);
    QTest::newRow("ADV-F1 back to 1970") << -Duration(1'800'000'000s);
    QTest::newRow("ADV-F1 beyond 2038") << Duration(24h * 365 * 20);
}

void TestFaultsFigures::ADV_F1_theCalendarJumps()
{
    QFETCH(Duration, span);
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->burstSize = 1;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 2;
    f.withRetry();
    f.config.timeout = 5s;
    f.transport.setHandler(
        [](const Request &, int number) { return number == 1 ? FakeOutcome::success(503) : FakeOutcome::silence(); });
    CallWatch watch(f.make().get(u"/"_s));
    CallWatch waiting(f.client->get(u"/"_s));
    f.scheduler.runDue();
    f.scheduler.jumpWall(span);
    f.scheduler.advance(1s - 1ns);
    QCOMPARE(f.transport.requestCount(), 1); // backoff and token are due in a second, whatever the calendar says
    f.scheduler.advance(1ns);
    QCOMPARE(f.transport.requestCount(), 3);
    f.scheduler.jumpWall(-span);
    f.scheduler.advance(5s - 1ns);
    QCOMPARE(watch.waits.size(), 1);
    f.scheduler.advance(1ns);
    QCOMPARE(watch.waits.size(), 2); // the timeout came after five seconds, and another backoff begins
}

void TestFaultsFigures::ADV_F2_ADV_F3_afterALongSleep_data()
{
    QTest::addColumn<Duration>("stopped");
    QTest::addColumn<bool>("monotonicStops");
    QTest::addColumn<int>("sent"); // of fifty, at once when it goes on
    QTest::newRow("ADV-F2 eight hours, the monotonic clock goes on") << Duration(8h) << false << 15;
    QTest::newRow("ADV-F2 eight hours, the monotonic clock stands still") << Duration(8h) << true << 0;
    QTest::newRow("ADV-F3 stopped for a minute") << Duration(60s) << false << 15;
}

void TestFaultsFigures::ADV_F2_ADV_F3_afterALongSleep()
{
    QFETCH(Duration, stopped);
    QFETCH(bool, monotonicStops);
    QFETCH(int, sent);
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->maxRequests = 10;
    f.config.rateLimit->window = 1s;
    f.config.rateLimit->burstSize = 15;
    f.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = f.make();
    std::vector<std::unique_ptr<CallWatch>> calls;
    for (int i = 0; i < 50; ++i)
        calls.push_back(std::make_unique<CallWatch>(client.get(u"/"_s)));
    f.scheduler.runDue();
    QCOMPARE(f.transport.requestCount(), 15);
    monotonicStops ? f.scheduler.jumpWall(stopped) : f.scheduler.suspend(stopped);
    f.scheduler.runDue();
    QCOMPARE(f.transport.requestCount(), 15 + sent);
    for (std::size_t i = 0; i < calls.size(); ++i) // who was in flight has met its deadline, unless it did not pass
        QCOMPARE(calls[i]->finishedCount, i < 15 && !monotonicStops ? 1 : 0);
    f.scheduler.advance(100ms);
    QCOMPARE(f.transport.requestCount(), 15 + sent + 1); // the others at the rate
    f.scheduler.advance(60s);
    for (const auto &call : calls) {
        QCOMPARE(call->finishedCount, 1);
        QCOMPARE(call->error->kind, ErrorKind::AttemptTimeout);
    }
    QCOMPARE(f.transport.requestCount(), 50);
    QCOMPARE(f.scheduler.pending(), 0);
}

QTEST_GUILESS_MAIN(TestFaultsFigures)
#include "tst_faults_figures.moc"
