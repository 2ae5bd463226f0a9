// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/policyset.h"
#include "client/redirects.h"
#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

FakeOutcome redir(const char *to)
{
    return FakeOutcome::success(302, {{"Location", to}});
}

struct SlowStore final : SecretStore
{
    void read(const QString &, ReadCallback done) override { waiting.push_back(std::move(done)); }
    void write(const QString &, const QString &, DoneCallback d) override { d({}); }
    void remove(const QString &, DoneCallback d) override { d({}); }
    void answer(const QString &v)
    {
        for (auto &d : std::exchange(waiting, {}))
            d(v);
    }
    std::vector<ReadCallback> waiting;
};

} // namespace

/// What a hostile reader of the engine has found, server and listener taken together.
class TestApiClientHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D11_aFailedHopIsNoSuccess();
    void B10_aFailedProbeBehindARedirectClosesNothing();
    void failingOriginsAreForgottenToo();
    void D2_newCredentialsInsideAttemptStarted();
    void D8_ourOwnDeadlineIsNotTheServersFault();
    void D1_cancelledInsideTokensChangedCostsNoToken();
    void D2_aPauseThatBeginsBeforeAHopHoldsIt();
    void ADV_B15_localTargets_data();
    void ADV_B15_localTargets();
    void ADV_B8_aKeyThatTheServerRepeats();
    void S05_aCookieOfTheDefaultHeaders();
    void S05_aSecretOfTheRequestItself();
    void S05_aSecretInTheHostOfARedirect();
    void theStoryOfAWaitStaysShort();
    void D5_sendNowDoesNotLengthenTheAttempt();
    void D2_aCircuitThatOpensBeforeAHopHoldsIt();
    void X05_destroyedWhileItsPermitsAreSettled();
    void X03_aHopThatNeverWentIsNotCounted();
    void X03_cancelledInsideAttemptStarted();
    void X03_credentialsThatDoNotFit();
    void D2_aPauseThatBeginsAtTheKeychainHolds();
    void D2_newCredentialsWhileTwoWait();
    void D1_aPauseAtTheKeychainKeepsTheVerdict();
    void B19_isolationLetsNoSecondProbeOut();
    void H09_aBlockedRedirectIsAnAnswer();
};

void TestApiClientHostile::D11_aFailedHopIsNoSuccess()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.withRetry();
    ApiClient &client = f.make();
    // Each call is led to another origin, which fails; at the retry home answers itself.
    f.transport.setHandler([](const Request &r, int n) {
        if (r.url.host() == u"b.example.com"_s)
            return FakeOutcome::success(503);
        return n % 3 == 1 ? redir("https://b.example.com/x") : FakeOutcome::success(200);
    });
    for (int i = 0; i < 10; ++i) {
        client.get(u"/x"_s);
        f.scheduler.runUntilIdle();
    }
    QVERIFY(client.metrics().circuitBreakerOpens > 0);
}

void TestApiClientHostile::B10_aFailedProbeBehindARedirectClosesNothing()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.config.circuitBreaker->successThreshold = 1;
    ApiClient &client = f.make();
    QList<EventKind> kinds;
    connect(&client, &ApiClient::eventAdded, this, [&](const ClientEvent &e) { kinds << e.kind; });
    f.transport.setHandler([](const Request &r, int) {
        return r.url.host() == u"b.example.com"_s ? FakeOutcome::success(503) : redir("https://b.example.com/x");
    });
    client.get(u"/x"_s);
    f.scheduler.runDue();
    QVERIFY(kinds.contains(EventKind::BreakerOpened));
    f.scheduler.advance(61s);
    kinds.clear();
    auto c = client.config();
    c.retry = RetryConfig();
    c.retry->jitter = false;
    QVERIFY(client.reconfigure(c));
    int n = 0;
    f.transport.setHandler([&n](const Request &r, int) {
        if (r.url.host() == u"b.example.com"_s)
            return FakeOutcome::success(503);
        return ++n == 1 ? redir("https://b.example.com/x") : FakeOutcome::success(200);
    });
    CallWatch w(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QVERIFY(!kinds.contains(EventKind::BreakerClosed));
}

void TestApiClientHostile::failingOriginsAreForgottenToo()
{
    ClientFixture f;
    ClientConfig config = f.config;
    config.rateLimit = RateLimitConfig();
    config.circuitBreaker = CircuitBreakerConfig();
    PolicySet set(config, f.scheduler);
    set.setHome("https://home");
    for (int i = 0; i < 5000; ++i)
        set.at("https://h" + QByteArray::number(i)).breaker->admit().value().failure();
    f.scheduler.advance(24h);
    set.at("https://more");
    int known = 0;
    for (int i = 0; i < 5000; ++i)
        known += set.find("https://h" + QByteArray::number(i)) ? 1 : 0;
    QVERIFY(known <= 64);
}

void TestApiClientHostile::D2_newCredentialsInsideAttemptStarted()
{
    ClientFixture f;
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::Bearer;
    f.config.auth->token = Secret::plain(u"first-token"_s);
    ApiClient &client = f.make();
    CallWatch w(client.get(u"/x"_s));
    connect(w.call, &Call::attemptStarted, this, [&] {
        auto c = client.config();
        c.auth->token = Secret::plain(u"second-token"_s);
        QVERIFY(client.reconfigure(c));
    });
    f.scheduler.runUntilIdle();
    QVERIFY(!w.error);
}

void TestApiClientHostile::D8_ourOwnDeadlineIsNotTheServersFault()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.totalTimeout = 5s;
    f.config.timeout = 5s;
    f.transport.answerWith(FakeOutcome::success(302, {{"Location", "/y"}, {"Retry-After", "10"}}));
    ApiClient &client = f.make();
    for (int i = 0; i < 5; ++i) {
        CallWatch w(client.get(u"/x"_s));
        f.scheduler.runDue();
        QCOMPARE(w.error->kind, ErrorKind::TotalTimeout);
    }
    QCOMPARE(client.breaker()->state(), BreakerState::Closed);
}

void TestApiClientHostile::D1_cancelledInsideTokensChangedCostsNoToken()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    ApiClient &client = f.make();
    const double before = client.limiter()->tokens();
    CallWatch w(client.get(u"/x"_s));
    connect(client.limiter(), &RateLimiter::tokensChanged, this, [&] { w.call->cancel(); });
    f.scheduler.runDue();
    QCOMPARE(w.finishedCount, 1);
    QCOMPARE(f.transport.requestCount(), 0);
    QCOMPARE(client.limiter()->tokens(), before);
}

void TestApiClientHostile::D2_aPauseThatBeginsBeforeAHopHoldsIt()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.transport.setHandler([](const Request &r, int) {
        if (r.url.path().endsWith(u"slow"_s))
            return FakeOutcome::success(429, {{"Retry-After", "60"}}, {}, 2s);
        if (r.url.path().endsWith(u"a"_s))
            return FakeOutcome::success(302, {{"Location", "/y"}, {"Retry-After", "5"}});
        return FakeOutcome::success(200);
    });
    ApiClient &client = f.make();
    CallWatch slow(client.get(u"/slow"_s));
    CallWatch a(client.get(u"/a"_s));
    f.scheduler.advance(2s);
    QVERIFY(client.limiter()->pausedUntil());
    f.scheduler.advance(3s);
    QCOMPARE(f.transport.requestCount(), 2);
}

void TestApiClientHostile::ADV_B15_localTargets_data()
{
    QTest::addColumn<QByteArray>("to");
    for (const char *t : {"https://0.0.0.0/", "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://localhost./",
                          "https://a.localhost/", "https://127.1/", "https://2130706433/", "https://0x7f.0.0.1/",
                          "https://[::ffff:a9fe:a9fe]/", "https://ip6-localhost/", "https://ip6-loopback/",
                          "https://[::ffff:0.0.0.0]/"})
        QTest::newRow(t) << QByteArray(t);
}

void TestApiClientHostile::ADV_B15_localTargets()
{
    QFETCH(QByteArray, to);
    Request r;
    r.method = "GET";
    r.url = QUrl(u"https://api.example.com/"_s);
    Response a;
    a.status = 302;
    a.headers = Headers{{"Location", to}};
    const auto next = followRedirect(r, a, RedirectRules{}, {{"GET", r.url}});
    QVERIFY(!next.ok());
}

void TestApiClientHostile::ADV_B8_aKeyThatTheServerRepeats()
{
    ClientFixture f;
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::ApiKey;
    f.config.auth->tokenKey = u"api_key"_s;
    f.config.auth->tokenLocation = AuthLocation::Query;
    f.config.auth->token = Secret::plain(u"canary-12345"_s);
    f.transport.setHandler([](const Request &r, int n) {
        if (n > 1)
            return FakeOutcome::success(200);
        QUrl to = r.url;
        to.setPath(to.path() + u'/');
        return FakeOutcome::success(301, {{"Location", to.toEncoded()}});
    });
    ApiClient &client = f.make();
    CallWatch w(client.get(u"/x?q=1"_s));
    f.scheduler.runUntilIdle();
    QVERIFY(w.response);
    QVERIFY(!w.response->response.url.toString().contains(u"canary"_s));
}

void TestApiClientHostile::S05_aCookieOfTheDefaultHeaders()
{
    ClientFixture f;
    f.config.defaultHeaders.append({u"Cookie"_s, u"session=canary-12345; theme=dark"_s});
    f.transport.setHandler(
        [](const Request &, int n) { return n > 1 ? FakeOutcome::success(200) : redir("/login/canary-12345"); });
    ApiClient &client = f.make();
    CallWatch w(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    const QString target = w.entries(TimelineKind::Redirect).value(0).target;
    QVERIFY(!target.contains(u"canary"_s));
}

void TestApiClientHostile::S05_aSecretOfTheRequestItself()
{
    ClientFixture f;
    f.transport.setHandler(
        [](const Request &, int n) { return n > 1 ? FakeOutcome::success(200) : redir("/login/canary-12345"); });
    ApiClient &client = f.make();
    Request r;
    r.method = "GET";
    r.url = QUrl(u"/x"_s);
    r.headers.append("Authorization", "Bearer canary-12345");
    CallWatch w(client.send(r));
    f.scheduler.runUntilIdle();
    const QString target = w.entries(TimelineKind::Redirect).value(0).target;
    QVERIFY(!target.contains(u"canary"_s));
}

void TestApiClientHostile::S05_aSecretInTheHostOfARedirect()
{
    ClientFixture f;
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::Bearer;
    f.config.auth->token = Secret::plain(u"canary-12345"_s);
    f.transport.answerWith(redir("http://canary-12345.evil.example/"));
    ApiClient &client = f.make();
    CallWatch w(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QVERIFY(w.error);
    QVERIFY(!w.error->subject.contains(u"canary"_s));
}

void TestApiClientHostile::theStoryOfAWaitStaysShort()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.rateLimit->maxRequests = 60;
    f.config.rateLimit->burstSize = 1;
    f.transport.answerWith(FakeOutcome::success(429, {{"Retry-After", "30"}}));
    ApiClient &client = f.make();
    std::vector<std::unique_ptr<CallWatch>> w;
    w.reserve(1000);
    for (int i = 0; i < 1000; ++i)
        w.push_back(std::make_unique<CallWatch>(client.get(u"/x"_s)));
    f.scheduler.advance(1h);
    QVERIFY(w.back()->call->timeline().size() <= 2); // one wait for a token, one for the server
}

void TestApiClientHostile::D5_sendNowDoesNotLengthenTheAttempt()
{
    ClientFixture f;
    f.config.timeout = 30s;
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "/y"}, {"Retry-After", "100"}}));
    f.transport.enqueue(FakeOutcome::silence());
    ApiClient &client = f.make();
    CallWatch w(client.get(u"/x"_s));
    f.scheduler.runDue();
    w.call->sendNow();
    f.scheduler.runDue();
    QCOMPARE(f.transport.requestCount(), 2);
    QVERIFY(f.transport.limits().last().attemptTimeout <= 30s);
}

void TestApiClientHostile::D2_aCircuitThatOpensBeforeAHopHoldsIt()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.transport.setHandler([](const Request &r, int) {
        if (r.url.path().endsWith(u"bad"_s))
            return FakeOutcome::success(503);
        if (r.url.path().endsWith(u"a"_s))
            return FakeOutcome::success(302, {{"Location", "/y"}, {"Retry-After", "50"}});
        return FakeOutcome::success(200);
    });
    ApiClient &client = f.make();
    CallWatch a(client.get(u"/a"_s));
    f.scheduler.advance(1s);
    CallWatch bad(client.get(u"/bad"_s));
    f.scheduler.advance(1s);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    f.scheduler.advance(49s);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    QCOMPARE(f.transport.requestCount(), 2);
}

void TestApiClientHostile::X05_destroyedWhileItsPermitsAreSettled()
{
    ClientFixture f;
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.config.circuitBreaker->failureThreshold = 1;
    f.config.circuitBreaker->successThreshold = 1;
    f.transport.succeedWith(503);
    ApiClient &client = f.make();
    client.get(u"/x"_s);
    f.scheduler.runDue();
    f.scheduler.advance(61s);
    f.transport.setHandler([](const Request &r, int) {
        return r.url.host() == u"b.example.com"_s ? FakeOutcome::success(200) : redir("https://b.example.com/x");
    });
    connect(&client, &ApiClient::eventAdded, this, [&](const ClientEvent &e) {
        if (e.kind == EventKind::BreakerClosed)
            f.client.reset();
    });
    CallWatch w(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QVERIFY(!f.client);
    QCOMPARE(w.finishedCount, 1);
}

void TestApiClientHostile::X03_aHopThatNeverWentIsNotCounted()
{
    ClientFixture f;
    f.transport.answerWith(FakeOutcome::success(302, {{"Location", "/y"}, {"Retry-After", "10"}}));
    ApiClient &client = f.make();
    CallWatch w(client.get(u"/x"_s));
    f.scheduler.advance(1s);
    w.call->cancel();
    QCOMPARE(f.transport.requestCount(), 1);
    QCOMPARE(client.metrics().requests, 1U);
    QCOMPARE(client.metrics().attempts, 1U);
}

void TestApiClientHostile::X03_cancelledInsideAttemptStarted()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    ApiClient &client = f.make();
    CallWatch w(client.get(u"/x"_s));
    connect(w.call, &Call::attemptStarted, this, [&] { w.call->cancel(); });
    f.scheduler.runUntilIdle();
    QCOMPARE(f.transport.requestCount(), 0);
    QCOMPARE(client.limiter()->tokens(), 60.0);
}

void TestApiClientHostile::X03_credentialsThatDoNotFit()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::ApiKey;
    f.config.auth->tokenKey = u"k"_s;
    f.config.auth->tokenLocation = AuthLocation::Body;
    f.config.auth->token = Secret::plain(u"canary-12345"_s);
    ApiClient &client = f.make();
    CallWatch w(client.get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QVERIFY(w.error);
    QCOMPARE(f.transport.requestCount(), 0);
    QCOMPARE(client.limiter()->tokens(), 60.0);
}

void TestApiClientHostile::D2_aPauseThatBeginsAtTheKeychainHolds()
{
    ClientFixture f;
    SlowStore store;
    f.config.rateLimit = RateLimitConfig();
    f.transport.answerWith(FakeOutcome::success(429, {{"Retry-After", "60"}}, {}, 2s));
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    CallWatch first(client.get(u"/1"_s));
    f.scheduler.advance(1s);
    auto c = client.config();
    c.auth = AuthConfig();
    c.auth->type = AuthType::Bearer;
    c.auth->token = Secret::keychain();
    QVERIFY(client.reconfigure(c));
    CallWatch second(client.get(u"/2"_s));
    f.scheduler.advance(2s);
    QVERIFY(client.limiter()->pausedUntil());
    store.answer(u"canary-12345"_s);
    f.scheduler.runDue();
    QCOMPARE(f.transport.requestCount(), 1);
}

void TestApiClientHostile::D2_newCredentialsWhileTwoWait()
{
    ClientFixture f;
    SlowStore store;
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::Bearer;
    f.config.auth->token = Secret::keychain();
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    CallWatch a(client.get(u"/1"_s)), b(client.get(u"/2"_s));
    f.scheduler.runDue();
    bool once = false;
    for (Call *call : {a.call, b.call}) {
        connect(call, &Call::attemptStarted, this, [&] {
            if (std::exchange(once, true))
                return;
            auto c = client.config();
            c.auth->tokenPrefix = u"Token"_s;
            QVERIFY(client.reconfigure(c));
        });
    }
    store.answer(u"canary-12345"_s);
    f.scheduler.runDue();
    store.answer(u"canary-12345"_s);
    f.scheduler.runUntilIdle();
    QVERIFY(!a.error && !b.error);
}

void TestApiClientHostile::D1_aPauseAtTheKeychainKeepsTheVerdict()
{
    ClientFixture f;
    SlowStore store;
    f.withRetry();
    f.config.rateLimit = RateLimitConfig();
    f.config.circuitBreaker = CircuitBreakerConfig();
    f.transport.enqueue(FakeOutcome::success(503));
    f.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "600"}}, {}, 3s));
    ApiClient client(f.config, Services{f.scheduler, f.random, f.transport, store});
    CallWatch failing(client.get(u"/1"_s));
    CallWatch limited(client.get(u"/2"_s));
    f.scheduler.advance(500ms);
    auto c = client.config();
    c.auth = AuthConfig();
    c.auth->type = AuthType::Bearer;
    c.auth->token = Secret::keychain();
    QVERIFY(client.reconfigure(c));
    f.scheduler.advance(4s); // its retry waits for the keychain when the pause begins
    store.answer(u"canary-12345"_s);
    f.scheduler.runDue();
    QCOMPARE(failing.error->httpStatus, 503);
    QCOMPARE(client.breaker()->snapshot().consecutiveFailures, 1);
}

void TestApiClientHostile::B19_isolationLetsNoSecondProbeOut()
{
    ClientFixture f;
    CircuitBreakerConfig c;
    c.failureThreshold = 1;
    CircuitBreaker b(c, f.scheduler);
    b.admit().value().failure();
    f.scheduler.advance(61s);
    auto p1 = b.admit();
    QVERIFY(p1.ok());
    QVERIFY(!b.admit().ok());
    b.isolate();
    b.endIsolation();
    QCOMPARE(b.state(), BreakerState::HalfOpen);
    QVERIFY(!b.admit().ok());
}

void TestApiClientHostile::H09_aBlockedRedirectIsAnAnswer()
{
    ClientFixture f;
    f.config.rateLimit = RateLimitConfig();
    f.transport.answerWith(FakeOutcome::success(302, {{"Location", "http://api.example.com/"}, {"Retry-After", "30"}}));
    ApiClient &client = f.make();
    CallWatch a(client.get(u"/1"_s));
    f.scheduler.runDue();
    QCOMPARE(a.error->kind, ErrorKind::RedirectBlocked);
    QVERIFY(client.limiter()->pausedUntil());
}

QTEST_GUILESS_MAIN(TestApiClientHostile)
#include "tst_apiclient_hostile.moc"
