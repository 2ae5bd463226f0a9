// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"
#include "resilience/serverquota.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A keychain that asks its user.
class SlowStore final : public SecretStore
{
public:
    void read(const QString &, ReadCallback done) override { m_waiting.push_back(std::move(done)); }
    void write(const QString &, const QString &, DoneCallback done) override { done({}); }
    void remove(const QString &, DoneCallback done) override { done({}); }
    void answer(const QString &value)
    {
        for (const ReadCallback &done : std::exchange(m_waiting, {}))
            done(value);
    }

private:
    std::vector<ReadCallback> m_waiting;
};

} // namespace

/// What a call may use of limiter and breaker after long waits, and what it gives back.
class TestApiClientAdmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void L21_thoseWhoWaitedAsAskedAreNoBurst_data();
    void L21_thoseWhoWaitedAsAskedAreNoBurst();
    void D1_aSpentTokenIsNotGivenBack();
    void D1_aTokenOfARetryThatSentNothingIsGivenBack();
    void D4_aProbeThatLostItsSlotAtTheKeychainAsksAgain();
    void D2_aCircuitThatOpensAtTheKeychainHolds();
    void D2_X02_aNewCircuitIsAskedAndLearns();
    void D12_aCircuitThatChangesCostsTheOthersNothing();
    void D1_anotherServersCircuitCostsNoSecondToken();
    void L03_strictHoldsWhatWaitedAtTheKeychain_data();
    void L03_strictHoldsWhatWaitedAtTheKeychain();
    void L11_whoWaitsBehindATokenThatIsUsedLaterHearsOfIt_data();
    void L11_whoWaitsBehindATokenThatIsUsedLaterHearsOfIt();
    void L21_whatWaitedAtTheKeychainOverAPauseIsNoBurst();
    void D11_sendNowPassesNoOpenCircuitOfARedirect();
    void H09_theWordOfAnAnswerWithABadBodyHolds_data();
    void H09_theWordOfAnAnswerWithABadBodyHolds();
    void R23_sendingsOfWhatWasCutShort_data();
    void R23_sendingsOfWhatWasCutShort();
    void S01_aTargetThatCannotBeSentToIsTheServersFault();
    void B17_probesKeepTheirSlotsThroughWaits_data();
    void B17_probesKeepTheirSlotsThroughWaits();
    void B17_B19_aLongAttemptKeepsItsSlotsOverAHop_data();
    void B17_B19_aLongAttemptKeepsItsSlotsOverAHop();

private:
    /// All is sent on to another server, which fails: slowly, if the path says so.
    static void redirectToAFailure(ClientFixture &f)
    {
        f.withRetry();
        f.config.circuitBreaker = CircuitBreakerConfig();
        f.config.circuitBreaker->failureThreshold = 1;
        f.config.rateLimit = RateLimitConfig();
        f.transport.setHandler([](const Request &request, int) {
            const bool isHome = request.url.host() == u"api.example.com"_s;
            const QByteArray there = "https://b.example.com" + request.url.path().toUtf8();
            return isHome ? FakeOutcome::success(302, {{"Location", there}})
                          : FakeOutcome::success(503, {}, {}, request.url.path().endsWith(u"slow"_s) ? 2s : 0s);
        });
    }

    void useKeychain(ApiClient &client)
    {
        ClientConfig config = client.config();
        config.auth = AuthConfig();
        config.auth->type = AuthType::Bearer;
        config.auth->token = Secret::keychain();
        QVERIFY(client.reconfigure(config));
    }
};

void TestApiClientAdmission::L21_thoseWhoWaitedAsAskedAreNoBurst_data()
{
    QTest::addColumn<bool>("jitter");
    QTest::newRow("to the second") << false;
    QTest::newRow("with jitter") << true;
}

void TestApiClientAdmission::L21_thoseWhoWaitedAsAskedAreNoBurst()
{
    QFETCH(bool, jitter);
    constexpr int calls = 40;
    ClientFixture f;
    f.withRetry(jitter);
    f.config.rateLimit = RateLimitConfig();
    for (int i = 0; i < calls; ++i)
        f.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 10ms));
    ApiClient &client = f.make();
    for (int i = 0; i < calls; ++i)
        client.get(u"/x"_s);
    f.scheduler.advance(33'010ms);
    const int retries = f.transport.requestCount() - calls;
    QVERIFY2(retries >= 1 && retries <= 7, qPrintable(QString::number(retries)));
    f.scheduler.advance(60s);
    QCOMPARE(client.metrics().succeeded, quint64(calls));
}

void TestApiClientAdmission::D1_aSpentTokenIsNotGivenBack()
{
    ClientFixture f;
    SlowStore store;
    f.withRetry();
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->maxRequests = 1;
    f.config.rateLimit->burstSize = 2;
    f.config.rateLimit->window = 1h;
    f.transport.enqueue(FakeOutcome::success(503));
    f.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "60"}}, {}, 3s));
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    const CallWatch failing(client.get(u"/1"_s));
    const CallWatch limited(client.get(u"/2"_s));
    f.scheduler.advance(500ms);
    useKeychain(client);
    f.scheduler.advance(4s);
    limited.call->cancel();
    store.answer(u"canary-12345"_s);
    f.scheduler.runDue();
    QVERIFY(client.limiter()->tokens() < 0.1);
    f.scheduler.advance(61s);
    QCOMPARE(f.transport.requestCount(), 2);
}

void TestApiClientAdmission::D1_aTokenOfARetryThatSentNothingIsGivenBack()
{
    ClientFixture f;
    SlowStore store;
    f.withRetry();
    f.config.pipeline = Pipeline::PerAttempt;
    f.config.rateLimit = RateLimitConfig();
    f.transport.succeedWith(503);
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    const CallWatch call(client.get(u"/1"_s));
    f.scheduler.advance(500ms);
    useKeychain(client);
    const double before = client.limiter()->tokens();
    f.scheduler.advance(600ms);
    call.call->cancel();
    f.scheduler.runDue();
    QCOMPARE(f.transport.requestCount(), 1);
    QVERIFY(client.limiter()->tokens() >= before);
}

void TestApiClientAdmission::D4_aProbeThatLostItsSlotAtTheKeychainAsksAgain()
{
    ClientFixture f;
    SlowStore store;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.transport.enqueue(FakeOutcome::success(503));
    f.transport.enqueue(FakeOutcome::success(200, {}, {}, 1s));
    f.transport.answerWith(FakeOutcome::success(200, {}, {}, 1s));
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    const CallWatch trips(client.get(u"/1"_s));
    f.scheduler.advance(60s);
    const CallWatch probe(client.get(u"/2"_s));
    f.scheduler.advance(1s);
    useKeychain(client);
    const CallWatch slow(client.get(u"/3"_s));
    f.scheduler.advance(90s);
    const CallWatch next(client.get(u"/4"_s));
    f.scheduler.advance(1s);
    store.answer(u"canary-12345"_s);
    f.scheduler.advance(10s);
    QCOMPARE(f.transport.maxInFlight(), 1);
    QCOMPARE(slow.finishedCount + next.finishedCount, 2);
}

void TestApiClientAdmission::D2_aCircuitThatOpensAtTheKeychainHolds()
{
    ClientFixture f;
    SlowStore store;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.transport.enqueue(FakeOutcome::success(503, {}, {}, 5s));
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    const CallWatch trips(client.get(u"/1"_s));
    f.scheduler.advance(1s);
    useKeychain(client);
    const CallWatch waits(client.get(u"/2"_s));
    f.scheduler.advance(5s);
    store.answer(u"canary-12345"_s);
    f.scheduler.advance(1s);
    QCOMPARE(f.transport.requestCount(), 1);
    QCOMPARE(waits.finishedCount, 1);
    QCOMPARE(waits.error->kind, ErrorKind::CircuitOpen);
}

void TestApiClientAdmission::D2_X02_aNewCircuitIsAskedAndLearns()
{
    ClientFixture f;
    SlowStore store;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.transport.succeedWith(503);
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    useKeychain(client);
    const CallWatch watch(client.get(u"/x"_s));
    f.scheduler.advance(1s);
    ClientConfig changed = client.config();
    const auto section = std::exchange(changed.circuitBreaker, std::nullopt);
    QVERIFY(client.reconfigure(changed));
    changed.circuitBreaker = section;
    QVERIFY(client.reconfigure(changed));
    store.answer(u"canary-12345"_s);
    f.scheduler.advance(1s);
    QVERIFY(watch.error);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
}

void TestApiClientAdmission::D12_aCircuitThatChangesCostsTheOthersNothing()
{
    ClientFixture f;
    SlowStore store;
    redirectToAFailure(f);
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    const CallWatch watch(client.get(u"/x"_s));
    f.scheduler.advance(500ms);
    useKeychain(client);
    f.scheduler.advance(1s); // it is back from its backoff, and waits for the keychain
    client.breaker()->forceOpen();
    store.answer(u"canary-12345"_s);
    f.scheduler.advance(1s);
    QCOMPARE(f.transport.requestCount(), 2);
    QVERIFY(watch.error);
    QCOMPARE(client.metrics().circuitBreakerOpens, 1U); // of the one that failed
}

void TestApiClientAdmission::D1_anotherServersCircuitCostsNoSecondToken()
{
    ClientFixture f;
    SlowStore store;
    redirectToAFailure(f);
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    const CallWatch watch(client.get(u"/x"_s));
    const CallWatch opens(client.send({.url = QUrl(u"/slow"_s)}, {.maxRetries = 0}));
    f.scheduler.advance(500ms);
    useKeychain(client);
    f.scheduler.advance(2s);
    QCOMPARE(client.metrics().circuitBreakerOpens, 1U);
    store.answer(u"canary-12345"_s);
    f.scheduler.advance(1s);
    QCOMPARE(f.transport.requestCount(), 5); // at home once more, and not where the circuit is open
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(client.snapshot().limiter->granted, 2U);
}

void TestApiClientAdmission::L03_strictHoldsWhatWaitedAtTheKeychain_data()
{
    QTest::addColumn<bool>("strict");
    QTest::addColumn<Duration>("wait");
    QTest::addColumn<int>("most"); // in 5 s
    QTest::addColumn<Duration>("whole"); // until all are done
    QTest::newRow("L03 longer than a window") << true << Duration(20s) << 3 << Duration(35s);
    QTest::newRow("L03 shorter than a window") << true << Duration(4900ms) << 3 << Duration(19'900ms);
    QTest::newRow("L03 without strict") << false << Duration(20s) << 12 << Duration(20s);
}

void TestApiClientAdmission::L03_strictHoldsWhatWaitedAtTheKeychain()
{
    QFETCH(bool, strict);
    QFETCH(Duration, wait);
    QFETCH(int, most);
    QFETCH(Duration, whole);
    SlowStore keychain;
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 3;
    fixture.config.rateLimit->window = 5s;
    fixture.config.rateLimit->strict = strict;
    QList<MonotonicTime> sent;
    fixture.transport.setHandler([&](const Request &, int) {
        sent.append(fixture.scheduler.now());
        return FakeOutcome::success(200);
    });
    ApiClient client(fixture.config, {fixture.scheduler, fixture.random, fixture.transport, keychain});
    useKeychain(client);
    const MonotonicTime start = fixture.scheduler.now();
    std::vector<std::unique_ptr<CallWatch>> calls;
    for (int i = 0; i < 12; ++i)
        calls.push_back(std::make_unique<CallWatch>(client.get(u"/x"_s)));
    fixture.scheduler.advance(wait);
    QCOMPARE(sent.size(), 0);
    keychain.answer(u"token"_s);
    fixture.scheduler.advance(5min);
    QCOMPARE(sent.size(), 12);
    QVERIFY(std::all_of(calls.begin(), calls.end(), [](const auto &call) { return call->response.has_value(); }));
    QCOMPARE(sent.constLast() - start, whole);
    for (qsizetype i = most; i < sent.size(); ++i)
        QVERIFY(sent[i] - sent[i - most] >= 5s);
    QCOMPARE(client.limiter()->snapshot().granted, 12U);
}

void TestApiClientAdmission::L11_whoWaitsBehindATokenThatIsUsedLaterHearsOfIt_data()
{
    QTest::addColumn<Duration>("maxWait");
    QTest::addColumn<bool>("refused");
    QTest::newRow("L11 too long by then") << Duration(60s) << true;
    QTest::newRow("L11 longer") << Duration(2min) << false;
}

void TestApiClientAdmission::L11_whoWaitsBehindATokenThatIsUsedLaterHearsOfIt()
{
    QFETCH(Duration, maxWait);
    QFETCH(bool, refused);
    ClientFixture fixture;
    SlowStore keychain;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->window = 60s;
    fixture.config.rateLimit->strict = true;
    fixture.config.rateLimit->maxWait = maxWait;
    ApiClient client(fixture.config, {fixture.scheduler, fixture.random, fixture.transport, keychain});
    useKeychain(client);
    const MonotonicTime start = fixture.scheduler.now();
    const CallWatch first(client.get(u"/1"_s));
    fixture.scheduler.advance(1s);
    const CallWatch second(client.get(u"/2"_s));
    fixture.scheduler.advance(49s);
    QCOMPARE(second.waits.size(), 1);
    QCOMPARE(second.waits.constLast().until, start + 60s);
    keychain.answer(u"token"_s);
    fixture.scheduler.runDue();
    QCOMPARE(second.error.has_value(), refused);
    if (refused) {
        QCOMPARE(second.error->detail, ErrorDetail::WaitTooLong);
        return;
    }
    QCOMPARE(second.waits.size(), 2);
    QCOMPARE(second.waits.constLast().until, start + 110s);
    fixture.scheduler.advance(1min);
    QVERIFY(second.response);
}

void TestApiClientAdmission::L21_whatWaitedAtTheKeychainOverAPauseIsNoBurst()
{
    ClientFixture fixture;
    SlowStore keychain;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 10;
    fixture.config.rateLimit->window = 60s;
    fixture.config.rateLimit->burstSize = 10;
    QList<Duration> sent;
    const MonotonicTime start = fixture.scheduler.now();
    fixture.transport.setHandler([&](const Request &, int) {
        sent.append(fixture.scheduler.now() - start);
        return FakeOutcome::success(200);
    });
    ApiClient client(fixture.config, {fixture.scheduler, fixture.random, fixture.transport, keychain});
    useKeychain(client);
    for (int i = 0; i < 10; ++i)
        client.get(u"/x"_s);
    fixture.scheduler.advance(1s);
    ServerQuota asked;
    asked.retryAfter = 30s;
    client.limiter()->observe(asked);
    fixture.scheduler.advance(30s);
    keychain.answer(u"token"_s);
    fixture.scheduler.advance(24s);
    QCOMPARE(sent, (QList<Duration>{31s, 37s, 43s, 49s, 55s}));
}

void TestApiClientAdmission::D11_sendNowPassesNoOpenCircuitOfARedirect()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.transport.setHandler([](const Request &request, int) {
        if (request.url.path().endsWith(u"slow"_s))
            return FakeOutcome::success(302, {{"Location", "https://b.example.com/1"}, {"Retry-After", "30"}});
        if (request.url.host() == u"api.example.com"_s)
            return FakeOutcome::success(302, {{"Location", "https://b.example.com/2"}});
        return FakeOutcome::success(503);
    });
    ApiClient &client = f.make();
    const CallWatch slow(client.get(u"/slow"_s));
    f.scheduler.advance(1s);
    const CallWatch opens(client.get(u"/quick"_s));
    f.scheduler.advance(1s);
    const int before = f.transport.requestCount();
    slow.call->sendNow();
    f.scheduler.advance(1s);
    QCOMPARE(f.transport.requestCount(), before);
    QCOMPARE(slow.error->kind, ErrorKind::CircuitOpen);
}

void TestApiClientAdmission::H09_theWordOfAnAnswerWithABadBodyHolds_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("requests"); // in the first second
    QTest::newRow("cut off, which is retried") << Error(ErrorKind::Reset) << 1;
    QTest::newRow("too large, which is not") << Error(ErrorKind::TooLarge, ErrorDetail::BodyLimit) << 1;
}

void TestApiClientAdmission::H09_theWordOfAnAnswerWithABadBodyHolds()
{
    QFETCH(Error, error);
    ClientFixture f;
    f.withRetry();
    f.config.retry->initialDelay = 10ms;
    f.config.rateLimit = RateLimitConfig();
    Response head;
    head.status = 429;
    head.headers.append("Retry-After", "30");
    FakeOutcome outcome = FakeOutcome::failure(error, 10ms);
    outcome.partial = head;
    f.transport.enqueue(outcome);
    ApiClient &client = f.make();
    const CallWatch first(client.get(u"/1"_s));
    f.scheduler.advance(500ms);
    const CallWatch second(client.get(u"/2"_s));
    f.scheduler.advance(29s);
    QCOMPARE(f.transport.requestCount(), 1);
    f.scheduler.advance(10s);
    QCOMPARE(second.finishedCount, 1);
    QCOMPARE(first.finishedCount, 1);
}

void TestApiClientAdmission::R23_sendingsOfWhatWasCutShort_data()
{
    QTest::addColumn<bool>("cancel");
    QTest::newRow("cancelled") << true;
    QTest::newRow("total timeout") << false;
}

void TestApiClientAdmission::R23_sendingsOfWhatWasCutShort()
{
    QFETCH(bool, cancel);
    ClientFixture f;
    f.config.timeout = 10s;
    f.config.totalTimeout = 12s;
    f.withRetry();
    f.config.retry->initialDelay = 1ms;
    f.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = f.make();
    const CallWatch watch(client.get(u"/x"_s));
    f.scheduler.advance(11s);
    if (cancel)
        watch.call->cancel();
    f.scheduler.advance(5s);
    QCOMPARE(watch.finishedCount, 1);
    int sendings = 0;
    for (const TimelineEntry &entry : watch.entries(TimelineKind::Attempt))
        sendings += entry.sendings;
    QCOMPARE(sendings, 2);
    QCOMPARE(client.metrics().requests, quint64(2));
}

void TestApiClientAdmission::S01_aTargetThatCannotBeSentToIsTheServersFault()
{
    ClientFixture f;
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "https://other.example.com:0/"}}));
    ApiClient &client = f.make();
    const CallWatch watch(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QCOMPARE(watch.error->kind, ErrorKind::RedirectBlocked);
    QCOMPARE(client.metrics().redirects, quint64(0));
}

void TestApiClientAdmission::B17_probesKeepTheirSlotsThroughWaits_data()
{
    QTest::addColumn<QByteArray>("wait");
    QTest::newRow("a backoff") << QByteArray("backoff");
    QTest::newRow("a redirect that comes later") << QByteArray("redirect");
}

void TestApiClientAdmission::B17_probesKeepTheirSlotsThroughWaits()
{
    QFETCH(QByteArray, wait);
    ClientFixture f;
    f.withRetry();
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.transport.enqueue(FakeOutcome::success(500)); // not retried, and a failure
    if (wait == "backoff")
        f.transport.enqueue(FakeOutcome::success(503, {{"Retry-After", "100"}}));
    else
        f.transport.enqueue(FakeOutcome::success(302, {{"Location", "/later"}, {"Retry-After", "100"}}));
    f.config.retry->retryStatusCodes = {503};
    ApiClient &client = f.make();
    const CallWatch trips(client.get(u"/1"_s));
    f.scheduler.advance(61s);
    const CallWatch probe(client.get(u"/2"_s));
    f.scheduler.advance(90s);
    const CallWatch other(client.get(u"/3"_s));
    f.scheduler.advance(1s);
    QCOMPARE(other.error->kind, ErrorKind::CircuitOpen); // the slot is taken
    f.scheduler.advance(20s);
    QCOMPARE(probe.finishedCount, 1);
    QCOMPARE(client.breaker()->snapshot().probeSuccesses, 1);
}

void TestApiClientAdmission::B17_B19_aLongAttemptKeepsItsSlotsOverAHop_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("B17 at home") << QByteArray("https://api.example.com/later");
    QTest::newRow("B19 elsewhere") << QByteArray("https://b.example.com/later");
}

void TestApiClientAdmission::B17_B19_aLongAttemptKeepsItsSlotsOverAHop()
{
    QFETCH(QByteArray, target);
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    FakeOutcome later = FakeOutcome::success(500);
    f.transport.setHandler([&](const Request &request, int) {
        return request.url == QUrl(QString::fromUtf8(target)) ? later
                                                              : FakeOutcome::success(302, {{"Location", target}});
    });
    ApiClient &client = f.make();
    const CallWatch trips(client.get(u"/1"_s));
    f.scheduler.advance(61s);
    later = FakeOutcome::success(200, {}, {}, 100s);
    const CallWatch probe(client.send({.url = QUrl(u"/2"_s)}, {.timeout = 300s}));
    f.scheduler.advance(70s);
    const CallWatch other(client.get(u"/3"_s));
    f.scheduler.advance(1s);
    QCOMPARE(other.error ? other.error->detail : ErrorDetail::None, ErrorDetail::ProbeInFlight);
    f.scheduler.advance(30s);
    QVERIFY(probe.response);
}

QTEST_GUILESS_MAIN(TestApiClientAdmission)
#include "tst_apiclient_admission.moc"
