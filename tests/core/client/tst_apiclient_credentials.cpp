// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of a call's place, permits and pauses while its credentials are had.

#include "oauthclientfixture.h"
#include "resilience/serverquota.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestApiClientCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D2_theVerdictOutlivesCredentialsThatFail();
    void D2_credentialsThatFailBeforeTheFirstAttemptAreNoVerdict();
    void D2_aTokenThatExpiresBeforeAHop_data();
    void D2_aTokenThatExpiresBeforeAHop();
    void D2_noNewTokenBeforeAHop();
    void D2_cancelledBeforeAHopWhileATokenIsHad();
    void D2_newSettingsBeforeAHopWhileATokenIsHad();
    void ADV_B18_newCredentialsBeforeAHop();
    void D8_aTokenServerThatIsSilentBeforeAHop();
    void D2_aPauseThatBeginsBeforeAHopWhileATokenIsHad();
    void D2_aHopToAnotherOriginNeedsNoToken();
};

void TestApiClientCredentials::D2_theVerdictOutlivesCredentialsThatFail()
{
    OAuthFixture fixture;
    fixture.withRetry();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.grant = [&fixture](const Request &) {
        return fixture.grants == 0 ? fixture.granted("\"expires_in\":0") : OAuthFixture::refused("invalid_client");
    };
    fixture.api = [](const Request &) { return FakeOutcome::success(503); };
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(10s);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(watch.lastStatus, 503);
    QCOMPARE(fixture.client->breaker()->state(), BreakerState::Open);
}

void TestApiClientCredentials::D2_credentialsThatFailBeforeTheFirstAttemptAreNoVerdict()
{
    OAuthFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.grant = [](const Request &) { return OAuthFixture::refused("invalid_client"); };
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(10s);
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(fixture.client->breaker()->state(), BreakerState::Closed);
    QCOMPARE(fixture.client->breaker()->snapshot().consecutiveFailures, 0);
}

void TestApiClientCredentials::D2_aTokenThatExpiresBeforeAHop_data()
{
    QTest::addColumn<Duration>("delay");
    QTest::addRow("D2 the new one at once") << Duration(0s);
    QTest::addRow("D2 the new one takes its time") << Duration(25s);
}

// A pause before a redirect's hop is as long as any other wait (D2); a new token's time is not the attempt's.
void TestApiClientCredentials::D2_aTokenThatExpiresBeforeAHop()
{
    QFETCH(Duration, delay);
    OAuthFixture fixture;
    fixture.config.timeout = 30s;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.grant = [&](const Request &) {
        return fixture.granted("\"expires_in\":60", fixture.grants == 0 ? Duration() : delay);
    };
    QList<QByteArray> seen;
    fixture.api = [&seen](const Request &request) {
        seen.append(request.headers.value("Authorization").value_or(QByteArray()));
        return request.url.path() == u"/v1/a"_s
            ? FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "100"}})
            : FakeOutcome::success(200, {}, {}, 20s);
    };
    CallWatch watch(fixture.make().get(u"/a"_s));
    fixture.scheduler.advance(300s);
    QCOMPARE(seen, (QList<QByteArray>{"Bearer canary-at1", "Bearer canary-at2"}));
    QVERIFY(watch.response);
    QCOMPARE(fixture.client->metrics().attempts, 2U);
}

void TestApiClientCredentials::D2_noNewTokenBeforeAHop()
{
    OAuthFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.grant = [&fixture](const Request &) {
        return fixture.grants == 0 ? fixture.granted("\"expires_in\":60") : OAuthFixture::refused("invalid_client");
    };
    int requests = 0;
    fixture.api = [&requests](const Request &) {
        ++requests;
        return FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "100"}});
    };
    CallWatch watch(fixture.make().get(u"/a"_s));
    fixture.scheduler.advance(300s);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(requests, 1);
    QCOMPARE(fixture.client->breaker()->snapshot().consecutiveFailures, 0);
}

void TestApiClientCredentials::D2_cancelledBeforeAHopWhileATokenIsHad()
{
    OAuthFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.grant = [&fixture](const Request &) {
        return fixture.granted("\"expires_in\":60", fixture.grants == 0 ? 0s : 5s);
    };
    fixture.api = [](const Request &) {
        return FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "100"}});
    };
    CallWatch watch(fixture.make().get(u"/a"_s));
    fixture.scheduler.advance(102s);
    QCOMPARE(fixture.grants, 2);
    watch.call->sendNow(); // of no effect: it is no pause
    watch.call->cancel();
    fixture.scheduler.advance(100s);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(fixture.transport.requestCount(), 3);
}

void TestApiClientCredentials::D2_newSettingsBeforeAHopWhileATokenIsHad()
{
    OAuthFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.grant = [&fixture](const Request &) {
        return fixture.granted("\"expires_in\":60", fixture.grants == 0 ? 0s : 5s);
    };
    QByteArray last;
    fixture.api = [&last](const Request &request) {
        last = request.headers.value("Authorization").value_or(QByteArray());
        return request.url.path() == u"/v1/a"_s
            ? FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "100"}})
            : FakeOutcome::success(200);
    };
    CallWatch watch(fixture.make().get(u"/a"_s));
    fixture.scheduler.advance(102s);
    ClientConfig config = fixture.config;
    config.auth = AuthConfig();
    config.auth->type = AuthType::Bearer;
    config.auth->token = Secret::plain(u"canary-new"_s);
    QVERIFY(fixture.client->reconfigure(config).ok());
    fixture.scheduler.advance(100s);
    QVERIFY(watch.response);
    QCOMPARE(last, QByteArray("Bearer canary-new"));
}

void TestApiClientCredentials::ADV_B18_newCredentialsBeforeAHop()
{
    ClientFixture fixture;
    const auto bearer = [](const QString &token) {
        AuthConfig auth;
        auth.type = AuthType::Bearer;
        auth.token = Secret::plain(token);
        return auth;
    };
    fixture.config.auth = bearer(u"canary-old"_s);
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "30"}}));
    CallWatch watch(fixture.make().get(u"/a"_s));
    fixture.scheduler.advance(10s);
    ClientConfig config = fixture.config;
    config.auth = bearer(u"canary-new"_s);
    QVERIFY(fixture.client->reconfigure(config).ok());
    fixture.scheduler.advance(30s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.transport.requests().at(1).headers.value("Authorization").value_or(""), "Bearer canary-new");
}

void TestApiClientCredentials::D8_aTokenServerThatIsSilentBeforeAHop()
{
    OAuthFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.totalTimeout = 120s;
    fixture.grant = [&fixture](const Request &) {
        return fixture.grants == 0 ? fixture.granted("\"expires_in\":60") : FakeOutcome::silence();
    };
    fixture.api = [](const Request &) {
        return FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "100"}});
    };
    CallWatch watch(fixture.make().get(u"/a"_s));
    fixture.scheduler.advance(130s);
    QVERIFY(watch.error);
    QCOMPARE(watch.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(fixture.client->breaker()->snapshot().consecutiveFailures, 0);
}

void TestApiClientCredentials::D2_aPauseThatBeginsBeforeAHopWhileATokenIsHad()
{
    OAuthFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.grant = [&fixture](const Request &) {
        return fixture.grants == 0 ? fixture.granted("\"expires_in\":60") : fixture.granted("\"expires_in\":3600", 5s);
    };
    QList<Duration> sent;
    const MonotonicTime start = fixture.scheduler.now();
    fixture.api = [&](const Request &request) {
        sent.append(fixture.scheduler.now() - start);
        if (request.url.path() == u"/v1/a"_s)
            return FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "100"}});
        return FakeOutcome::success(200);
    };
    CallWatch watch(fixture.make().get(u"/a"_s));
    fixture.scheduler.advance(102s);
    ServerQuota quota;
    quota.retryAfter = 50s;
    fixture.client->limiter()->observe(quota);
    fixture.scheduler.advance(10s);
    QCOMPARE(sent.size(), 1);
    fixture.scheduler.advance(100s);
    QCOMPARE(sent, (QList<Duration>{0s, 152s}));
    QVERIFY(watch.response);
}

void TestApiClientCredentials::D2_aHopToAnotherOriginNeedsNoToken()
{
    OAuthFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.grant = [&fixture](const Request &) { return fixture.granted("\"expires_in\":60"); };
    fixture.api = [](const Request &request) {
        return request.url.host() == u"api.example.com"_s
            ? FakeOutcome::success(302, {{"Location", "https://far.example.com/b"}, {"Retry-After", "100"}})
            : FakeOutcome::success(200);
    };
    const CallWatch watch(fixture.make().get(u"/a"_s));
    fixture.scheduler.advance(300s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.grants, 1);
}

QTEST_GUILESS_MAIN(TestApiClientCredentials)
#include "tst_apiclient_credentials.moc"
