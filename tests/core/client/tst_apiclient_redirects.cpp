// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

FakeOutcome redirectTo(const QByteArray &target, int status = 302)
{
    return FakeOutcome::success(status, {{"Location", target}});
}

} // namespace

class TestApiClientRedirects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S01_followsAndTells();
    void S01_credentialsDoNotLeaveTheirOrigin();
    void ADV_B8_queryKeyIsPutOnAgainOnlyAtHome();
    void S01_blockedRedirectKeepsTheAnswer();
    void S01_tenAndNoMore();
    void R22_redirectLoopsAreNotRetried_data();
    void R22_redirectLoopsAreNotRetried();
    void D11_otherOriginDoesNotTripTheBreaker();
    void followingCanBeSwitchedOff();
    void H09_sendNowInsideWaiting();
    void H09_cancelInsideWaiting();
    void R17_theCircuitOfTheTargetEndsTheRetries();
    void B23_anObserverLetsAllHopsPass_data();
    void B23_anObserverLetsAllHopsPass();
    void B23_aPersonIsObeyedByHopsThatWait_data();
    void B23_aPersonIsObeyedByHopsThatWait();
    void O15_aKeyForTheBodyDoesNotBecomeAGet();

private:
    static void authorize(ClientFixture &fixture, AuthLocation location);
};

void TestApiClientRedirects::authorize(ClientFixture &fixture, AuthLocation location)
{
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::ApiKey;
    fixture.config.auth->tokenLocation = location;
    fixture.config.auth->tokenKey = QStringLiteral("X-Key");
    fixture.config.auth->token = Secret::plain(QStringLiteral("canary-token"));
}

void TestApiClientRedirects::S01_followsAndTells()
{
    ClientFixture fixture;
    fixture.transport.enqueue(redirectTo("/v2/orders", 301));
    fixture.transport.enqueue(FakeOutcome::success(200, {}, "moved"));
    CallWatch watch(fixture.make().get(QStringLiteral("/orders")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.response->response.body, QByteArray("moved"));
    const auto redirects = watch.entries(TimelineKind::Redirect);
    QCOMPARE(redirects.size(), 1);
    QCOMPARE(redirects.first().status, 301);
    QCOMPARE(redirects.first().target, QStringLiteral("https://api.example.com/v2/orders"));
    QCOMPARE(fixture.client->metrics().requests, 2U);
    QCOMPARE(fixture.client->metrics().redirects, 1U);
    QCOMPARE(fixture.client->metrics().retries, 0U);
}

void TestApiClientRedirects::S01_credentialsDoNotLeaveTheirOrigin()
{
    ClientFixture fixture;
    authorize(fixture, AuthLocation::Header);
    fixture.transport.enqueue(redirectTo("/here"));
    fixture.transport.enqueue(redirectTo("https://other.example/there"));
    fixture.transport.enqueue(redirectTo("https://api.example.com/back"));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QVERIFY(watch.response);
    QList<bool> carried;
    for (const Request &request : fixture.transport.requests())
        carried.append(request.headers.contains("X-Key"));
    // ADV-B5: back home by way of another origin it stays away.
    QCOMPARE(carried, (QList<bool>{true, true, false, false}));
}

void TestApiClientRedirects::ADV_B8_queryKeyIsPutOnAgainOnlyAtHome()
{
    ClientFixture fixture;
    authorize(fixture, AuthLocation::Query);
    fixture.transport.enqueue(redirectTo("/next?a=1"));
    fixture.transport.enqueue(redirectTo("https://other.example/?b=2"));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QList<QString> queries;
    for (const Request &request : fixture.transport.requests())
        queries.append(request.url.query());
    QCOMPARE(queries,
             (QList<QString>{QStringLiteral("X-Key=canary-token"), QStringLiteral("a=1&X-Key=canary-token"),
                             QStringLiteral("b=2")}));
    QVERIFY(!watch.response->response.url.toString().contains(QStringLiteral("canary")));
}

void TestApiClientRedirects::S01_blockedRedirectKeepsTheAnswer()
{
    ClientFixture fixture;
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "http://api.example.com/"}}, "see there"));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    const Call *call = watch.call;
    QByteArray body;
    connect(call, &Call::finished, this, [call, &body] { body = call->lastResponse()->body; });
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.error->kind, ErrorKind::RedirectBlocked);
    QCOMPARE(watch.error->detail, ErrorDetail::InsecureRedirect);
    QCOMPARE(body, QByteArray("see there"));
}

void TestApiClientRedirects::S01_tenAndNoMore()
{
    ClientFixture fixture;
    fixture.transport.setHandler(
        [](const Request &, int number) { return redirectTo("/" + QByteArray::number(number)); });
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.error->detail, ErrorDetail::TooManyRedirects);
    QCOMPARE(fixture.transport.requestCount(), 11);
}

void TestApiClientRedirects::R22_redirectLoopsAreNotRetried_data()
{
    QTest::addColumn<bool>("signsWithCookie");
    QTest::newRow("unsigned") << false;
    QTest::newRow("signed with a cookie") << true;
}

void TestApiClientRedirects::R22_redirectLoopsAreNotRetried()
{
    QFETCH(bool, signsWithCookie);
    ClientFixture fixture;
    fixture.withRetry();
    if (signsWithCookie) {
        authorize(fixture, AuthLocation::Header);
        fixture.config.auth->tokenKey = QStringLiteral("Cookie");
    }
    fixture.transport.answerWith(redirectTo("/v1/x"));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.error->detail, ErrorDetail::RedirectLoop);
    QCOMPARE(fixture.transport.requestCount(), 1);
}

void TestApiClientRedirects::D11_otherOriginDoesNotTripTheBreaker()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.enqueue(redirectTo("https://other.example/"));
    fixture.transport.enqueue(FakeOutcome::success(503));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.error->httpStatus, 503);
    QCOMPARE(fixture.client->breaker()->state(), BreakerState::Closed);
}

void TestApiClientRedirects::followingCanBeSwitchedOff()
{
    ClientFixture fixture;
    fixture.config.followRedirects = false;
    fixture.transport.enqueue(redirectTo("/elsewhere"));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.response->response.status, 302);
    QCOMPARE(fixture.transport.requestCount(), 1);
}

// Each other wait can be ended from inside the signal that tells of it.
void TestApiClientRedirects::H09_sendNowInsideWaiting()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "20"}}));
    CallWatch watch(fixture.make().get(QStringLiteral("/a")));
    connect(watch.call, &Call::waiting, this, [&watch] { watch.call->sendNow(); });
    fixture.scheduler.advance(1s);
    QCOMPARE(watch.waits.size(), 1);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QVERIFY(watch.response);
}

void TestApiClientRedirects::H09_cancelInsideWaiting()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "20"}}));
    CallWatch watch(fixture.make().get(QStringLiteral("/a")));
    connect(watch.call, &Call::waiting, this, [&watch] { watch.call->cancel(); });
    fixture.scheduler.advance(60s);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

// per_attempt: a circuit on the way opens between two attempts, be it the first origin's or the one redirected to.
void TestApiClientRedirects::R17_theCircuitOfTheTargetEndsTheRetries()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.pipeline = Pipeline::PerAttempt;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.setHandler([](const Request &request, int) {
        return request.url.host() == QStringLiteral("api.example.com")
            ? FakeOutcome::success(307, {{"Location", "https://far.example.com/x"}})
            : FakeOutcome::success(503);
    });
    CallWatch watch(fixture.make().get(QStringLiteral("/a")));
    fixture.scheduler.advance(100s);
    QVERIFY(watch.error);
    QCOMPARE(watch.error->httpStatus, 503);
    QCOMPARE(watch.error->kind, ErrorKind::HttpStatus);
    QCOMPARE(watch.entries(TimelineKind::GaveUp).value(0).decision->reason, RetryReason::CircuitOpen);
    QVERIFY(watch.entries(TimelineKind::GaveUp).value(0).trip);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(fixture.client->breaker()->state(), BreakerState::Closed);
}

void TestApiClientRedirects::B23_anObserverLetsAllHopsPass_data()
{
    QTest::addColumn<bool>("now");
    QTest::newRow("after the wait") << false;
    QTest::newRow("sent now") << true;
}

void TestApiClientRedirects::B23_anObserverLetsAllHopsPass()
{
    QFETCH(bool, now);
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.config.circuitBreaker->observeOnly = true;
    fixture.transport.enqueue(FakeOutcome::success(500));
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "1"}}));
    const CallWatch first(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.advance(10ms);
    QCOMPARE(fixture.client->breaker()->state(), BreakerState::Open);
    CallWatch watch(fixture.client->get(QStringLiteral("/a")));
    if (now)
        connect(watch.call, &Call::waiting, this, [&watch] { watch.call->sendNow(); });
    fixture.scheduler.advance(2s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.transport.requestCount(), 3);
}

void TestApiClientRedirects::B23_aPersonIsObeyedByHopsThatWait_data()
{
    QTest::addColumn<bool>("isObserver");
    QTest::addColumn<bool>("isIsolated");
    QTest::addColumn<ErrorDetail>("why");
    QTest::newRow("an observer, isolated") << true << true << ErrorDetail::Isolated;
    QTest::newRow("an observer, forced open") << true << false << ErrorDetail::ForcedOpen;
    QTest::newRow("isolated") << false << true << ErrorDetail::Isolated;
    QTest::newRow("forced open") << false << false << ErrorDetail::ForcedOpen;
}

void TestApiClientRedirects::B23_aPersonIsObeyedByHopsThatWait()
{
    QFETCH(bool, isObserver);
    QFETCH(bool, isIsolated);
    QFETCH(ErrorDetail, why);
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->observeOnly = isObserver;
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "30"}}));
    CallWatch watch(fixture.make().get(QStringLiteral("/a")));
    fixture.scheduler.advance(10ms);
    CircuitBreaker &breaker = *fixture.client->breaker();
    isIsolated ? breaker.isolate() : breaker.forceOpen();
    fixture.scheduler.advance(30s);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(watch.error->detail, why);
    QCOMPARE(watch.error->httpStatus, 302);
}

// The server has taken the order: to tell that its credentials were at fault would have it ordered again.
void TestApiClientRedirects::O15_aKeyForTheBodyDoesNotBecomeAGet()
{
    ClientFixture fixture;
    authorize(fixture, AuthLocation::Body);
    fixture.make();
    const auto order = [&fixture](const QByteArray &target) {
        fixture.transport.enqueue(redirectTo(target, 303));
        Request request;
        request.method = "POST";
        request.url = QUrl(QStringLiteral("/orders"));
        request.headers.append("Content-Type", "application/json");
        request.body = Body("{}");
        auto watch = std::make_unique<CallWatch>(fixture.client->send(request));
        fixture.scheduler.runUntilIdle();
        return watch;
    };
    const auto atHome = order("/v1/orders/1");
    QVERIFY(atHome->response);
    QCOMPARE(atHome->response->response.status, 303);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QVERIFY2(order("https://other.example/orders/1")->response, "nothing is signed there");
    QCOMPARE(fixture.transport.requestCount(), 3);
}

QTEST_GUILESS_MAIN(TestApiClientRedirects)
#include "tst_apiclient_redirects.moc"
