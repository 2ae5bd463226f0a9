// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"
#include "resilience/serverquota.h"

#include <QTest>

#include <memory>
#include <vector>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

void useOneAMinute(ClientFixture &fixture)
{
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->burstSize = 1;
}

} // namespace

/// Calls that wait: for a token, a pause of the server, a backoff, a keychain; and what breaker and limiter make of it.
class TestApiClientWaits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void B17_aProbeKeepsItsSlotThroughItsRetries();
    void B21_aSilentKeychainIsNotTheServersFault();
    void D2_aMissingSecretCostsNoToken();
    void D1_theVerdictSurvivesARefusedRetry();
    void D2_sendNowPassesNoOpenBreaker();
    void R17_aCircuitWithoutAnEndTellsNone();
    void D6_aQueueIsNoPause();
    void D6_waitersHearOfAPauseThatIsTooLong();
    void L11_waitersHearOfAPauseBeyondMaxWait();
    void L11_X02_waitersHearOfANewMaxWait();
    void L11_X02_whoMovesUpStays();
    void X02_newSettingsHoldNoRetry();
    void X02_whoHearsOfNewSettingsMayDestroyAll();
    void D2_waitersSeeThePauseThatBegins();
    void D9_aResetOfZeroIsABare429();
    void H13_aLimited403_data();
    void H13_aLimited403();
    void L21_retriesLeaveAPauseAtTokenRate();
    void R23_theLastAnswerOutlivesALaterFailure();
    void R23_aRedirectThatWasFollowedIsNoAnswer();
    void R11_aNewCallHasANewKey();
    void R11_aKeyThatIsThereStays();
    void D10_theWallClockMovesNothing();
    void D2_aPauseThatGrowsInSmallStepsIsToldSeldom();
    void D11_thePauseOfAnotherOriginDelaysNoNews();
};

void TestApiClientWaits::B17_aProbeKeepsItsSlotThroughItsRetries()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    for (int i = 0; i < 4; ++i)
        fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = fixture.make();
    client.get(u"/x"_s);
    fixture.scheduler.advance(7s);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    fixture.scheduler.advance(60s);
    // Four attempts of 30 s each and the waits between them: far longer than one lease.
    CallWatch probe(client.get(u"/probe"_s));
    fixture.scheduler.advance(100s);
    CallWatch other(client.get(u"/other"_s));
    fixture.scheduler.runDue();
    QCOMPARE(other.error->detail, ErrorDetail::ProbeInFlight);
    fixture.scheduler.advance(27s);
    QCOMPARE(probe.finishedCount, 1);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    QCOMPARE(client.breaker()->snapshot().openings, 2);
}

namespace {

class SilentStore final : public SecretStore
{
public:
    void read(const QString &, ReadCallback done) override { kept.push_back(std::move(done)); }
    void write(const QString &, const QString &, DoneCallback) override { }
    void remove(const QString &, DoneCallback) override { }

    std::vector<ReadCallback> kept;
};

} // namespace

void TestApiClientWaits::B21_aSilentKeychainIsNotTheServersFault()
{
    ClientFixture fixture;
    SilentStore store;
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::Bearer;
    fixture.config.auth->token = Secret::keychain();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.config.totalTimeout = 30s;
    ApiClient client(fixture.config, Services{fixture.scheduler, fixture.random, fixture.transport, store});
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.advance(31s);
    QCOMPARE(watch.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(fixture.transport.requestCount(), 0);
    QCOMPARE(client.breaker()->state(), BreakerState::Closed);
}

void TestApiClientWaits::D2_aMissingSecretCostsNoToken()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::Bearer;
    fixture.config.auth->token = Secret::keychain();
    ApiClient &client = fixture.make();
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(fixture.transport.requestCount(), 0);
    QCOMPARE(client.limiter()->tokens(), double(client.limiter()->config().burst()));
}

void TestApiClientWaits::D1_theVerdictSurvivesARefusedRetry()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.enqueue(FakeOutcome::success(503, {}, {}, 10ms));
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "600"}}, {}, 20ms));
    ApiClient &client = fixture.make();
    CallWatch failing(client.get(u"/1"_s));
    CallWatch limited(client.get(u"/2"_s));
    fixture.scheduler.advance(5s);
    // Its retry meets a pause of ten minutes; what the server said before is its verdict.
    QCOMPARE(failing.error->httpStatus, 503);
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, 1);
}

void TestApiClientWaits::D2_sendNowPassesNoOpenBreaker()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.pipeline = Pipeline::PerAttempt;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.succeedWith(503);
    ApiClient &client = fixture.make();
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.advance(100ms);
    client.breaker()->isolate();
    watch.call->sendNow();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->httpStatus, 503);
}

void TestApiClientWaits::R17_aCircuitWithoutAnEndTellsNone()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.pipeline = Pipeline::PerAttempt;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.enqueue(FakeOutcome::success(503, {}, {}, 10ms));
    ApiClient &client = fixture.make();
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.advance(1ms);
    client.breaker()->isolate();
    fixture.scheduler.advance(1min);
    QVERIFY(watch.error);
    QVERIFY(!watch.error->wait);
}

void TestApiClientWaits::D6_aQueueIsNoPause()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->burstSize = 1;
    fixture.config.rateLimit->window = 1s;
    fixture.transport.enqueue(FakeOutcome::success(429));
    ApiClient &client = fixture.make();
    client.get(u"/x"_s);
    fixture.scheduler.runDue();
    // The pause is of 1 s, the queue of 200 s: that may be waited for.
    for (int i = 0; i < 200; ++i)
        client.get(u"/x"_s);
    fixture.scheduler.runDue();
    QCOMPARE(client.metrics().refused, 0);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(client.metrics().succeeded, 200);
}

void TestApiClientWaits::D6_waitersHearOfAPauseThatIsTooLong()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->burstSize = 1;
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "3600"}}, {}, 10ms));
    ApiClient &client = fixture.make();
    client.get(u"/1"_s);
    CallWatch waiter(client.get(u"/2"_s));
    fixture.scheduler.advance(10ms);
    QCOMPARE(waiter.finishedCount, 1);
    QCOMPARE(waiter.error->detail, ErrorDetail::ServerPauseTooLong);
    QCOMPARE(client.snapshot().limiter->waiting, 0);
}

void TestApiClientWaits::L11_waitersHearOfAPauseBeyondMaxWait()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->window = 1s;
    fixture.config.rateLimit->burstSize = 1;
    fixture.config.rateLimit->maxWait = 2s;
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "1"}}, {}, 500ms));
    ApiClient &client = fixture.make();
    client.get(u"/1"_s);
    CallWatch first(client.get(u"/2"_s));
    CallWatch second(client.get(u"/3"_s));
    fixture.scheduler.advance(500ms);
    // The first one's turn comes 1.5 s after it came, the second one's 2.5 s.
    QCOMPARE(first.finishedCount, 0);
    QCOMPARE(second.finishedCount, 1);
    QCOMPARE(second.error->kind, ErrorKind::RateLimited);
    QCOMPARE(second.error->detail, ErrorDetail::WaitTooLong);
    QCOMPARE(second.error->limit, Duration(2s));
    QCOMPARE(second.error->wait, Duration(2s));
    QVERIFY(!second.error->paused); // the pause alone would not be too long
    const auto refusals = second.entries(TimelineKind::Refused);
    QVERIFY(refusals.size() == 1 && refusals[0].cause);
    QCOMPARE(refusals[0].cause->value, QByteArray("1"));
    QCOMPARE(client.snapshot().limiter->waiting, 1);
    fixture.scheduler.runUntilIdle();
    QVERIFY(first.response);
    QCOMPARE(fixture.transport.requestCount(), 2);
}

void TestApiClientWaits::L11_X02_waitersHearOfANewMaxWait()
{
    ClientFixture fixture;
    useOneAMinute(fixture);
    ApiClient &client = fixture.make();
    const Watches calls = send(client, 5);
    fixture.scheduler.advance(1s);
    ClientConfig changed = client.config();
    changed.rateLimit->maxWait = 125s;
    QVERIFY(client.reconfigure(changed).ok());
    fixture.scheduler.runDue();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(calls[std::size_t(i)]->finishedCount, i < 1 || i > 2 ? 1 : 0); // at 60, 120, 180 and 240 s
    QCOMPARE(calls[4]->error->kind, ErrorKind::RateLimited);
    QCOMPARE(calls[4]->error->detail, ErrorDetail::WaitTooLong);
    QCOMPARE(calls[4]->error->limit, std::optional<Duration>(125s));
    QCOMPARE(calls[4]->error->wait, std::optional<Duration>(179s)); // the one before it has gone
    fixture.scheduler.advance(119s);
    QVERIFY(calls[1]->response && calls[2]->response);
}

void TestApiClientWaits::L11_X02_whoMovesUpStays()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->window = 10s;
    fixture.transport.enqueue(FakeOutcome::success(200, {}, {}, 9s));
    ApiClient &client = fixture.make();
    const CallWatch ends(client.get(u"/x"_s)); // and another one takes its place among the calls
    const CallWatch first(client.get(u"/a"_s));
    const CallWatch second(client.get(u"/b"_s));
    fixture.scheduler.advance(8s);
    const CallWatch last(client.get(u"/c"_s));
    fixture.scheduler.advance(1500ms);
    QVERIFY(ends.response);
    ClientConfig changed = client.config();
    changed.rateLimit->maxWait = 9s;
    QVERIFY(client.reconfigure(changed).ok());
    fixture.scheduler.runDue();
    QVERIFY(first.error && second.error); // 10 s, and then the same of the one that moves up
    QVERIFY(!last.error);
    fixture.scheduler.advance(1s);
    QVERIFY(last.response);
}

void TestApiClientWaits::X02_newSettingsHoldNoRetry()
{
    ClientFixture fixture;
    fixture.withRetry();
    useOneAMinute(fixture);
    fixture.transport.enqueue(FakeOutcome::success(503));
    ApiClient &client = fixture.make();
    CallWatch call(client.get(u"/x"_s));
    fixture.scheduler.advance(500ms);
    ClientConfig changed = client.config();
    changed.rateLimit->maxWait = 5s;
    QVERIFY(client.reconfigure(changed).ok());
    fixture.scheduler.advance(500ms); // no pause holds it, so it needs no token (D1)
    QVERIFY(call.response);
}

void TestApiClientWaits::X02_whoHearsOfNewSettingsMayDestroyAll()
{
    ClientFixture fixture;
    useOneAMinute(fixture);
    ApiClient &client = fixture.make();
    const Watches calls = send(client, 5);
    fixture.scheduler.advance(1s);
    connect(calls[3]->call, &Call::finished, this, [&fixture] { fixture.client.reset(); });
    ClientConfig changed = client.config();
    changed.rateLimit->maxWait = 5s;
    (void)client.reconfigure(changed);
    QVERIFY(!fixture.client);
    for (const auto &call : calls)
        QCOMPARE(call->finishedCount, 1);
}

void TestApiClientWaits::D2_waitersSeeThePauseThatBegins()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 60;
    fixture.config.rateLimit->burstSize = 1;
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 500ms));
    ApiClient &client = fixture.make();
    client.get(u"/1"_s);
    CallWatch waiter(client.get(u"/2"_s));
    fixture.scheduler.advance(500ms);
    QCOMPARE(waiter.waits.size(), 2);
    QCOMPARE(waiter.waits.at(0).kind, TimelineKind::TokenWait);
    QCOMPARE(waiter.waits.at(1).kind, TimelineKind::ServerPause);
    QVERIFY(waiter.waits.at(1).until >= fixture.scheduler.now() + 30s);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(waiter.entries(TimelineKind::TokenWait).size(), 1);
    QCOMPARE(waiter.entries(TimelineKind::ServerPause).size(), 1);
}

void TestApiClientWaits::D9_aResetOfZeroIsABare429()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.succeedWith(429, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "0"}});
    ApiClient &client = fixture.make();
    client.get(u"/x"_s);
    fixture.scheduler.runDue();
    QCOMPARE(client.limiter()->pausedUntil().value_or(MonotonicTime()), fixture.scheduler.now() + 1s);
}

void TestApiClientWaits::H13_aLimited403_data()
{
    QTest::addColumn<QByteArray>("remaining");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("failures");
    QTest::newRow("H13 nothing left: as 429") << QByteArray("0") << 2 << 4;
    QTest::newRow("H13 something left: forbidden") << QByteArray("1") << 1 << 0;
}

void TestApiClientWaits::H13_aLimited403()
{
    QFETCH(QByteArray, remaining);
    QFETCH(int, requests);
    QFETCH(int, failures);
    ClientFixture fixture;
    fixture.withRetry().maxRetries = 0;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    ApiClient &client = fixture.make();
    fixture.transport.succeedWith(500);
    for (int i = 0; i < 4; ++i) {
        client.get(u"/x"_s);
        fixture.scheduler.runDue();
    }
    ClientConfig retrying = client.config();
    retrying.retry->maxRetries = 1;
    QVERIFY(client.reconfigure(retrying).ok());
    fixture.transport.succeedWith(403, {{"X-RateLimit-Remaining", remaining}, {"X-RateLimit-Reset", "5"}});
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 4 + requests);
    // Neutral in the one case, a living server in the other.
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, failures);
    QCOMPARE(client.metrics().rateLimitHits > 0, failures > 0);
    QCOMPARE(watch.error->httpStatus, 403);
}

void TestApiClientWaits::L21_retriesLeaveAPauseAtTokenRate()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig(); // 100 in 60 s: a token in 600 ms
    for (int i = 0; i < 19; ++i)
        fixture.transport.enqueue(FakeOutcome::success(503, {}, {}, 10ms));
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 20ms));
    ApiClient &client = fixture.make();
    for (int i = 0; i < 20; ++i)
        client.get(u"/x"_s);
    fixture.scheduler.advance(30'019ms);
    QCOMPARE(fixture.transport.requestCount(), 20);
    fixture.scheduler.advance(1ms);
    const int atOnce = fixture.transport.requestCount() - 20;
    QVERIFY2(atOnce <= 2, qPrintable(QString::number(atOnce)));
    fixture.scheduler.advance(6s);
    QVERIFY(fixture.transport.requestCount() <= 20 + 12);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 40);
    QCOMPARE(client.metrics().succeeded, 20);
}

void TestApiClientWaits::R23_theLastAnswerOutlivesALaterFailure()
{
    ClientFixture fixture;
    fixture.withRetry().maxRetries = 1;
    fixture.transport.enqueue(FakeOutcome::success(503, {}, "busy"));
    fixture.transport.enqueue(FakeOutcome::failure(Error(ErrorKind::Reset), 5ms));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.error->kind, ErrorKind::Reset);
    QCOMPARE(watch.lastStatus, 503);
}

void TestApiClientWaits::R23_aRedirectThatWasFollowedIsNoAnswer()
{
    ClientFixture fixture;
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/y"}}));
    fixture.transport.enqueue(FakeOutcome::failure(Error(ErrorKind::Reset), 5ms));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.entries(TimelineKind::Attempt).value(0).status, 0);
    QCOMPARE(watch.lastStatus, 0);
}

void TestApiClientWaits::R11_aNewCallHasANewKey()
{
    ClientFixture fixture;
    fixture.withRetry().idempotencyKeys = true;
    fixture.transport.succeedWith(503);
    ApiClient &client = fixture.make();
    client.post(u"/orders"_s);
    fixture.scheduler.runUntilIdle();
    client.post(u"/orders"_s);
    fixture.scheduler.runUntilIdle();
    client.get(u"/orders"_s);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 12);
    QStringList keys;
    for (const Request &request : fixture.transport.requests())
        keys.append(QString::fromLatin1(request.headers.value("Idempotency-Key").value_or("none")));
    QCOMPARE(keys.first(4).count(keys.first()), 4);
    QCOMPARE(keys.mid(4, 4).count(keys.at(4)), 4);
    QVERIFY(keys.at(0) != keys.at(4));
    QCOMPARE(keys.mid(8), QStringList(4, u"none"_s));
    QCOMPARE(keys.first().size(), 36);
}

void TestApiClientWaits::R11_aKeyThatIsThereStays()
{
    ClientFixture fixture;
    fixture.withRetry().idempotencyKeys = true;
    ApiClient &client = fixture.make();
    Request request;
    request.method = "POST";
    request.url = QUrl(u"/orders"_s);
    request.headers.set("Idempotency-Key", "mine");
    client.send(request);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requests().first().headers.value("Idempotency-Key"), QByteArray("mine"));
}

void TestApiClientWaits::D10_theWallClockMovesNothing()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.succeedWith(503);
    ApiClient &client = fixture.make();
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.advance(500ms);
    fixture.scheduler.jumpWall(24h);
    fixture.scheduler.advance(499ms);
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.scheduler.advance(1ms);
    QCOMPARE(fixture.transport.requestCount(), 2);
    fixture.scheduler.runUntilIdle(6s);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    fixture.scheduler.jumpWall(-48h);
    fixture.scheduler.advance(59'999ms);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    QCOMPARE(client.breaker()->snapshot().retryIn, std::optional<Duration>(1ms));
    fixture.scheduler.advance(1ms);
    QCOMPARE(client.breaker()->state(), BreakerState::HalfOpen);
}

// Each of a hundred answers lengthens the pause by a millisecond: those who wait hear of the first and of the last.
void TestApiClientWaits::D2_aPauseThatGrowsInSmallStepsIsToldSeldom()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->burstSize = 95;
    fixture.transport.setHandler([](const Request &, int number) {
        return FakeOutcome::success(429, {{"Retry-After", "10"}}, {}, std::chrono::milliseconds(100 + number));
    });
    ApiClient &client = fixture.make();
    for (int i = 0; i < 95; ++i)
        client.get(QStringLiteral("/x"));
    const CallWatch first(client.get(QStringLiteral("/x")));
    const CallWatch last(client.get(QStringLiteral("/x")));
    fixture.scheduler.advance(101ms);
    QCOMPARE(first.waits.size(), 2); // for a token, and at once for the pause
    QCOMPARE(first.waits.last().until, *client.limiter()->pausedUntil());
    fixture.scheduler.advance(900ms);
    QCOMPARE(first.waits.size(), 3);
    QCOMPARE(last.waits.size(), 3);
    QCOMPARE(first.waits.last().until, *client.limiter()->pausedUntil());
    QVERIFY(last.waits.last().until > first.waits.last().until);
    fixture.scheduler.advance(1s);
    ServerQuota longer;
    longer.retryAfter = 100s;
    client.limiter()->observe(longer);
    QCOMPARE(first.waits.size(), 4); // at once again
}

// The rest between two pieces of news is each origin's own.
void TestApiClientWaits::D11_thePauseOfAnotherOriginDelaysNoNews()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->burstSize = 2;
    fixture.transport.setHandler([](const Request &request, int) {
        if (request.url.path() == QStringLiteral("/v1/far"))
            return FakeOutcome::success(302, {{"Location", "https://far.example.com/x"}});
        const bool far = request.url.host() == QStringLiteral("far.example.com");
        return FakeOutcome::success(429, {{"Retry-After", "20"}}, {}, far ? 10ms : 50ms);
    });
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/far"));
    client.get(QStringLiteral("/near"));
    const CallWatch waiter(client.get(QStringLiteral("/x")));
    fixture.scheduler.advance(20ms);
    QCOMPARE(client.events().size(), 1);
    QCOMPARE(waiter.waits.size(), 1);
    fixture.scheduler.advance(40ms);
    QCOMPARE(waiter.waits.size(), 2);
    QCOMPARE(waiter.waits.last().kind, TimelineKind::ServerPause);
}

QTEST_GUILESS_MAIN(TestApiClientWaits)
#include "tst_apiclient_waits.moc"
