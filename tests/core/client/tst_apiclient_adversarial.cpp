// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

FakeOutcome answering(int status, const Headers &headers = {})
{
    return FakeOutcome::success(status, headers);
}

} // namespace

/// The catalogue of hostile inputs, sections D to F, through the whole client.
class TestApiClientAdversarial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_D11_respectRetryAfterOff();
    void ADV_D16_retryAfterWins();
    void ADV_D19_aHopsQuotaIsItsOwnOrigins();
    void ADV_D20_manyClientsDoNotComeBackTogether();
    void ADV_E13_timeoutsThatDoNotCount();
    void ADV_E18_noRetryStorm();
    void ADV_F1_theWallClockMovesNothing_data();
    void ADV_F1_theWallClockMovesNothing();
    void ADV_F2_callsInFlightEndAtOnce();
    void ADV_F2_noHopLeavesLate_data();
    void ADV_F2_noHopLeavesLate();
    void D8_ADV_F2_theCallsTimeRanOutAsleep();
    void D5_whatIsLateIsNotTheServersTime_data();
    void D5_whatIsLateIsNotTheServersTime();
    void ADV_F2_eachTimerHasOneTurn();
    void ADV_F2_tokensAfterASuspend_data();
    void ADV_F2_tokensAfterASuspend();
};

void TestApiClientAdversarial::ADV_D11_respectRetryAfterOff()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->respectRetryAfter = false;
    fixture.transport.enqueue(answering(503, {{"Retry-After", "30"}, {"X-RateLimit-Remaining", "0"}}));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.transport.requestCount(), 2); // after its own second
    QCOMPARE(watch.finishedCount, 1);
}

void TestApiClientAdversarial::ADV_D16_retryAfterWins()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(answering(429, {{"RateLimit", "default;r=0;t=5"}, {"Retry-After", "30"}}));
    ApiClient &client = fixture.make();
    client.get(u"/x"_s);
    fixture.scheduler.runDue();
    client.get(u"/x"_s);
    fixture.scheduler.advance(30s - 1ns);
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.scheduler.advance(1ns);
    QCOMPARE(fixture.transport.requestCount(), 2);
}

void TestApiClientAdversarial::ADV_D19_aHopsQuotaIsItsOwnOrigins()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(answering(
        302,
        {{"Location", "https://other.example.com/x"}, {"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "30"}}));
    ApiClient &client = fixture.make();
    CallWatch first(client.get(u"/x"_s));
    fixture.scheduler.runDue();
    QCOMPARE(fixture.transport.requestCount(), 2); // the other one has said nothing
    QCOMPARE(first.finishedCount, 1);
    QCOMPARE(client.snapshot().limiter->pausedFor, Duration(30s));

    // And the other way round: what the target says is not about us.
    ClientFixture turned;
    turned.config.rateLimit = RateLimitConfig();
    turned.transport.enqueue(answering(302, {{"Location", "https://other.example.com/x"}}));
    turned.transport.enqueue(answering(200, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "30"}}));
    turned.make().get(u"/x"_s);
    turned.scheduler.runDue();
    QCOMPARE(turned.client->snapshot().limiter->pausedFor, std::nullopt);
}

void TestApiClientAdversarial::ADV_D20_manyClientsDoNotComeBackTogether()
{
    ClientFixture fixture;
    fixture.withRetry(true);
    std::map<QByteArray, int> requests;
    std::map<qint64, int> arrivals; // by tenth of a second
    const MonotonicTime start = fixture.scheduler.now();
    fixture.transport.setHandler([&](const Request &request, int) {
        if (++requests[request.url.path().toUtf8()] == 1)
            return answering(503, {{"Retry-After", "30"}});
        ++arrivals[(fixture.scheduler.now() - start) / 100ms];
        return answering(200);
    });
    std::vector<std::unique_ptr<ApiClient>> clients;
    for (int i = 0; i < 500; ++i) {
        clients.push_back(std::make_unique<ApiClient>(
            fixture.config, Services{fixture.scheduler, fixture.random, fixture.transport, fixture.secrets}));
        clients.back()->get(u"/%1"_s.arg(i));
    }
    fixture.scheduler.runUntilIdle();
    QCOMPARE(requests.size(), 500U);
    QVERIFY(arrivals.begin()->first >= 300); // nobody before the time
    QVERIFY(arrivals.rbegin()->first <= 330); // and at most a tenth later (D6)
    QVERIFY(arrivals.size() > 25);
    for (const auto &arrival : arrivals)
        QVERIFY(arrival.second < 50);
}

void TestApiClientAdversarial::ADV_E13_timeoutsThatDoNotCount()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 3;
    fixture.config.circuitBreaker->countTimeoutsAsFailures = false;
    ApiClient &client = fixture.make();
    const auto send = [&](const FakeOutcome &outcome) {
        fixture.transport.enqueue(outcome);
        client.get(u"/x"_s);
        fixture.scheduler.advance(31s);
    };
    send(answering(500));
    send(answering(500));
    for (int i = 0; i < 5; ++i)
        send(FakeOutcome::silence());
    QCOMPARE(client.breaker()->state(), BreakerState::Closed);
    QCOMPARE(client.breaker()->snapshot().consecutiveFailures, 2); // neither more nor forgotten
    fixture.transport.enqueue(answering(500));
    client.get(u"/x"_s);
    fixture.scheduler.runDue();
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
}

void TestApiClientAdversarial::ADV_E18_noRetryStorm()
{
    ClientFixture fixture;
    fixture.withRetry(true);
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 10;
    fixture.config.rateLimit->window = 1s;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.pipeline = Pipeline::PerAttempt;
    fixture.transport.failWith(Error(ErrorKind::Reset));
    std::vector<std::unique_ptr<ApiClient>> clients;
    clients.reserve(100);
    for (int i = 0; i < 100; ++i)
        clients.push_back(std::make_unique<ApiClient>(
            fixture.config, Services{fixture.scheduler, fixture.random, fixture.transport, fixture.secrets}));
    for (const auto &client : clients) {
        for (int call = 0; call < 10; ++call)
            client->get(u"/x"_s);
    }
    fixture.scheduler.runDue();
    for (const auto &client : clients)
        QCOMPARE(client->breaker()->state(), BreakerState::Open);
    QCOMPARE(fixture.transport.requestCount(), 100 * 10); // what was under way
    for (const auto &client : clients)
        client->get(u"/x"_s);
    fixture.scheduler.runUntilIdle(59s);
    QCOMPARE(fixture.transport.requestCount(), 100 * 10); // and no retries, and no calls, into an open circuit
    for (const auto &client : clients) {
        QCOMPARE(client->metrics().failed, 10U);
        QCOMPARE(client->metrics().refused, 1U);
    }
}

void TestApiClientAdversarial::ADV_F1_theWallClockMovesNothing_data()
{
    QTest::addColumn<Duration>("jump");
    constexpr Duration year = 24h * 365;
    constexpr Duration sinceTheEpoch = 1'800'000'000s; // where the virtual calendar stands
    QTest::newRow("ADV-F1 an hour on") << Duration(1h);
    QTest::newRow("ADV-F1 an hour back") << Duration(-1h);
    QTest::newRow("ADV-F1 a year on") << year;
    QTest::newRow("ADV-F1 a year back") << -year;
    QTest::newRow("ADV-F1 to 1970") << -sinceTheEpoch;
    QTest::newRow("ADV-F1 beyond 2038") << 15 * year;
}

void TestApiClientAdversarial::ADV_F1_theWallClockMovesNothing()
{
    QFETCH(Duration, jump);
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->window = 10s;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    ApiClient &client = fixture.make();
    fixture.transport.enqueue(answering(503));
    CallWatch backingOff(client.get(u"/x"_s)); // the only token; one verdict for the call, so it waits a second
    CallWatch waiting(client.get(u"/x"_s));
    fixture.scheduler.advance(500ms);
    fixture.scheduler.jumpWall(jump);
    fixture.scheduler.advance(500ms);
    QCOMPARE(backingOff.finishedCount, 1);
    fixture.scheduler.advance(9s - 1ns);
    QCOMPARE(waiting.finishedCount, 0);
    fixture.transport.enqueue(FakeOutcome::silence());
    fixture.scheduler.advance(1ns);
    QCOMPARE(fixture.transport.requestCount(), 3);
    fixture.scheduler.jumpWall(-jump);
    fixture.scheduler.advance(30s - 1ns); // the attempt's time
    QCOMPARE(fixture.transport.inFlight(), 1);
    fixture.scheduler.advance(1ns);
    QCOMPARE(fixture.transport.inFlight(), 0);
    fixture.transport.succeedWith(500);
    fixture.scheduler.advance(10s);
    QCOMPARE(waiting.finishedCount, 1);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    fixture.scheduler.jumpWall(jump);
    const Duration left = client.breaker()->snapshot().retryIn.value();
    fixture.scheduler.advance(left - 1ns);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    fixture.scheduler.advance(1ns);
    QCOMPARE(client.breaker()->state(), BreakerState::HalfOpen);
}

void TestApiClientAdversarial::ADV_F2_callsInFlightEndAtOnce()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.totalTimeout = 60s;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 2;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 2;
    fixture.transport.answerWith(FakeOutcome::silence());
    fixture.transport.enqueue(answering(503));
    ApiClient &client = fixture.make();
    CallWatch backingOff(client.get(u"/x"_s));
    CallWatch flying(client.get(u"/x"_s));
    CallWatch queued(client.get(u"/x"_s)); // for the next token, after half a minute
    fixture.scheduler.runDue();
    QCOMPARE(fixture.transport.requestCount(), 2);
    fixture.scheduler.suspend(8h);
    fixture.scheduler.runDue();
    QCOMPARE(flying.finishedCount, 1);
    QCOMPARE(flying.error->kind, ErrorKind::AttemptTimeout);
    for (const CallWatch *watch : {&backingOff, &queued}) {
        QCOMPARE(watch->finishedCount, 1);
        QCOMPARE(watch->error->kind, ErrorKind::TotalTimeout);
    }
    QCOMPARE(fixture.transport.requestCount(), 2); // nothing leaves for a call that is over
    QCOMPARE(client.breaker()->state(), BreakerState::Closed); // D8: of what flew, the server has shown nothing
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientAdversarial::ADV_F2_noHopLeavesLate_data()
{
    QTest::addColumn<std::optional<Duration>>("total");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("isOnTheWire"); // the redirect, when the machine falls asleep
    QTest::addColumn<Duration>("slept");
    const auto row = [](const char *name, std::optional<Duration> total, ErrorKind kind, bool isOnTheWire,
                        Duration slept) { QTest::newRow(name) << total << kind << isOnTheWire << slept; };
    row("ADV-F2 the attempt is over", {}, ErrorKind::AttemptTimeout, false, 8h);
    row("ADV-F2 the attempt has just ended", {}, ErrorKind::AttemptTimeout, false, 5s + 35s);
    row("ADV-F2 the call is over", 40s, ErrorKind::TotalTimeout, false, 8h);
    row("ADV-F2 it is read after waking", {}, ErrorKind::AttemptTimeout, true, 8h);
}

void TestApiClientAdversarial::ADV_F2_noHopLeavesLate()
{
    QFETCH(std::optional<Duration>, total);
    QFETCH(ErrorKind, kind);
    QFETCH(bool, isOnTheWire);
    QFETCH(Duration, slept);
    ClientFixture fixture;
    fixture.config.totalTimeout = total;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 2;
    fixture.transport.enqueue(answering(503));
    fixture.transport.enqueue(isOnTheWire ? FakeOutcome::success(302, {{"Location", "/later"}}, {}, 20s)
                                          : answering(302, {{"Location", "/later"}, {"Retry-After", "5"}}));
    ApiClient &client = fixture.make();
    client.get(u"/x"_s);
    fixture.scheduler.runDue();
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.runDue();
    fixture.scheduler.suspend(slept);
    fixture.scheduler.runDue();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, kind);
    QCOMPARE(watch.error->detail, ErrorDetail::EndedAsleep);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(client.breaker()->state(), BreakerState::Closed); // D8: the server has answered, the machine slept
    QCOMPARE(client.breaker()->snapshot().consecutiveFailures, 0);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientAdversarial::D8_ADV_F2_theCallsTimeRanOutAsleep()
{
    ClientFixture fixture;
    fixture.config.timeout = 30s;
    fixture.config.totalTimeout = 30s;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = fixture.make();
    CallWatch asleep(client.get(u"/x"_s));
    fixture.scheduler.runDue();
    fixture.scheduler.suspend(8h);
    fixture.scheduler.runDue();
    QCOMPARE(asleep.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(asleep.error->detail, ErrorDetail::EndedAsleep);
    QCOMPARE(client.breaker()->state(), BreakerState::Closed);
    CallWatch awake(client.get(u"/x"_s));
    fixture.scheduler.advance(30s);
    QCOMPARE(awake.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
}

void TestApiClientAdversarial::D5_whatIsLateIsNotTheServersTime_data()
{
    QTest::addColumn<Duration>("answered");
    QTest::addColumn<Duration>("late");
    QTest::newRow("D5 a busy program, more than what is left") << Duration(29'900ms) << Duration(150ms);
    QTest::newRow("D5 a nap, less than what is left") << Duration(1s) << Duration(12s);
}

void TestApiClientAdversarial::D5_whatIsLateIsNotTheServersTime()
{
    QFETCH(Duration, answered);
    QFETCH(Duration, late);
    ClientFixture fixture;
    fixture.config.timeout = 30s;
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/later"}, {"Retry-After", "5"}}, {}, answered));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(answered);
    fixture.scheduler.suspend(5s + late);
    fixture.scheduler.runUntilIdle();
    QVERIFY(watch.response);
    QCOMPARE(fixture.transport.requestCount(), 2);
}

void TestApiClientAdversarial::ADV_F2_eachTimerHasOneTurn()
{
    ClientFixture fixture;
    fixture.withRetry().initialDelay = 1s;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.config.pipeline = Pipeline::PerCall;
    fixture.transport.succeedWith(503);
    ApiClient &client = fixture.make();
    QSignalSpy events(&client, &ApiClient::eventAdded);
    client.get(u"/x"_s);
    fixture.scheduler.runDue();
    fixture.scheduler.suspend(8h);
    fixture.scheduler.runDue();
    QCOMPARE(fixture.transport.requestCount(), 2); // one retry, however many were missed
    fixture.scheduler.advance(2s - 1ns);
    QCOMPARE(fixture.transport.requestCount(), 2); // and the next backoff counts from then
    fixture.scheduler.advance(1ns + 4s);
    QCOMPARE(fixture.transport.requestCount(), 4);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    events.clear();
    fixture.scheduler.suspend(8h);
    fixture.scheduler.runDue();
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().first().value<ClientEvent>().kind, EventKind::BreakerHalfOpen);
}

void TestApiClientAdversarial::ADV_F2_tokensAfterASuspend_data()
{
    QTest::addColumn<bool>("monotonicStops");
    QTest::newRow("ADV-F2 the monotonic clock goes on") << false; // Linux and macOS
    QTest::newRow("ADV-F2 the monotonic clock stands still") << true; // other systems
}

void TestApiClientAdversarial::ADV_F2_tokensAfterASuspend()
{
    QFETCH(bool, monotonicStops);
    ClientFixture fixture;
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::OAuth2;
    fixture.config.auth->clientId = u"shop"_s;
    fixture.config.auth->clientSecret = Secret::plain(u"canary-secret"_s);
    fixture.config.auth->tokenUrl = QUrl(u"https://auth.example.com/token"_s);
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 5;
    int grants = 0;
    fixture.transport.setHandler([&](const Request &request, int) {
        if (request.url.host() != u"auth.example.com"_s)
            return answering(200);
        ++grants;
        return FakeOutcome::success(200, {{"Content-Type", "application/json"}},
                                    R"({"access_token":"canary-at","token_type":"bearer","expires_in":3600})");
    });
    ApiClient &client = fixture.make();
    for (int i = 0; i < 20; ++i)
        client.get(u"/x"_s);
    fixture.scheduler.runDue();
    QCOMPARE(grants, 1);
    QCOMPARE(fixture.transport.requestCount(), 6); // five and a token
    monotonicStops ? fixture.scheduler.jumpWall(8h) : fixture.scheduler.suspend(8h);
    fixture.scheduler.runDue();
    // One bucket full where the night counts, nothing where it was not seen.
    QCOMPARE(fixture.transport.requestCount(), monotonicStops ? 6 : 6 + 1 + 5);
    QCOMPARE(grants, monotonicStops ? 1 : 2); // the token is over by the calendar
    fixture.scheduler.advance(12s);
    QCOMPARE(grants, 2);
    QCOMPARE(fixture.transport.requestCount(), monotonicStops ? 6 + 1 + 1 : 6 + 1 + 5 + 1);
}

QTEST_GUILESS_MAIN(TestApiClientAdversarial)
#include "tst_apiclient_adversarial.moc"
