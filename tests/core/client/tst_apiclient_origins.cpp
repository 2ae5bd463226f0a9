// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The home origin sends everything on to another one, as http:// does to https:// at many servers.
FakeTransport::Handler redirectingTo(const FakeOutcome &outcome)
{
    return [outcome](const Request &request, int) {
        if (request.url.scheme() == u"http"_s)
            return FakeOutcome::success(301, {{"Location", "https://api.example.com/x"}});
        return outcome;
    };
}

} // namespace

/// Policies of a call that redirects lead elsewhere (D11, H09).
class TestApiClientOrigins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void D11_failuresBehindARedirectOpenThatOriginsBreaker();
    void D11_theHomeBreakerSeesALivingServer();
    void D11_aPauseBehindARedirectHolds();
    void D11_anotherPortIsAnotherOrigin_data();
    void D11_anotherPortIsAnotherOrigin();
    void D6_aRetryWaitsForTheServerBehindARedirect();
    void D4_B16_aProbeBehindARedirectFreesItsSlot();
    void H09_retryAfterOfARedirectIsWaitedFor();
    void H09_aRedirectThatAsksForTooMuchIsNotFollowed();
    void H09_sendNowEndsTheWaitBeforeARedirect();
    void L19_aRedirectWithNothingLeftHoldsTheNextHop();
    void D5_waitsForTheServerAreNotTheAttemptsTime();
    void D8_D11_whoTookTheTimeOfAnAttempt_data();
    void D8_D11_whoTookTheTimeOfAnAttempt();
    void D2_D4_B19_aHopAsksAnewWhereTheCircuitIsAnother_data();
    void D2_D4_B19_aHopAsksAnewWhereTheCircuitIsAnother();

private:
    std::unique_ptr<ClientFixture> m_fixture;
};

void TestApiClientOrigins::init()
{
    m_fixture = std::make_unique<ClientFixture>();
    m_fixture->config.baseUrl = QUrl(u"http://api.example.com/"_s);
    m_fixture->config.rateLimit = RateLimitConfig();
    m_fixture->config.circuitBreaker = CircuitBreakerConfig();
}

void TestApiClientOrigins::D11_failuresBehindARedirectOpenThatOriginsBreaker()
{
    m_fixture->transport.setHandler(redirectingTo(FakeOutcome::success(503)));
    ApiClient &client = m_fixture->make();
    for (int i = 0; i < 5; ++i) {
        client.get(u"/x"_s);
        m_fixture->scheduler.runDue();
    }
    QCOMPARE(m_fixture->transport.requestCount(), 10);
    CallWatch refused(client.get(u"/x"_s));
    m_fixture->scheduler.runDue();
    QCOMPARE(m_fixture->transport.requestCount(), 11); // the redirect itself; its target is left alone
    QCOMPARE(refused.error->kind, ErrorKind::CircuitOpen);
    QCOMPARE(refused.error->httpStatus, 301);
    QCOMPARE(client.metrics().circuitBreakerOpens, 1);
}

void TestApiClientOrigins::D11_theHomeBreakerSeesALivingServer()
{
    m_fixture->transport.enqueue(FakeOutcome::success(503));
    m_fixture->transport.setHandler(redirectingTo(FakeOutcome::success(503)));
    ApiClient &client = m_fixture->make();
    client.get(u"/x"_s);
    m_fixture->scheduler.runDue();
    QCOMPARE(client.breaker()->snapshot().consecutiveFailures, 1);
    client.get(u"/x"_s);
    m_fixture->scheduler.runDue();
    QCOMPARE(client.breaker()->snapshot().consecutiveFailures, 0);
}

void TestApiClientOrigins::D11_aPauseBehindARedirectHolds()
{
    m_fixture->transport.setHandler(redirectingTo(FakeOutcome::success(429, {{"Retry-After", "30"}})));
    ApiClient &client = m_fixture->make();
    client.get(u"/x"_s);
    m_fixture->scheduler.runDue();
    QCOMPARE(m_fixture->transport.requestCount(), 2);
    QVERIFY(!client.limiter()->pausedUntil()); // home has not asked for it
    client.get(u"/x"_s);
    m_fixture->scheduler.advance(29'999ms);
    QCOMPARE(m_fixture->transport.requestCount(), 3);
    m_fixture->scheduler.advance(1ms);
    QCOMPARE(m_fixture->transport.requestCount(), 4);
}

void TestApiClientOrigins::D11_anotherPortIsAnotherOrigin_data()
{
    QTest::addColumn<bool>("limits");
    QTest::newRow("D11 breakers of https://a:1 and https://a:2") << false;
    QTest::newRow("D11 limiters of https://a:1 and https://a:2") << true;
}

void TestApiClientOrigins::D11_anotherPortIsAnotherOrigin()
{
    QFETCH(bool, limits);
    m_fixture->config.baseUrl = QUrl(u"https://a:1/"_s);
    m_fixture->config.circuitBreaker->failureThreshold = 1;
    m_fixture->transport.setHandler([limits](const Request &request, int) {
        if (request.url.port() == 2)
            return limits ? FakeOutcome::success(429, {{"Retry-After", "30"}}) : FakeOutcome::success(503);
        const bool leads = request.url.path() == u"/away"_s;
        return leads ? FakeOutcome::success(307, {{"Location", "https://a:2/"}}) : FakeOutcome::success(200);
    });
    ApiClient &client = m_fixture->make();
    client.get(u"/away"_s);
    m_fixture->scheduler.runDue();
    QCOMPARE(m_fixture->transport.requestCount(), 2);
    const CallWatch away(client.get(u"/away"_s));
    const CallWatch home(client.get(u"/home"_s));
    m_fixture->scheduler.runDue();
    QCOMPARE(m_fixture->transport.requestCount(), 4); // a:2 is left alone
    QVERIFY(home.response);
    QCOMPARE(client.breaker()->snapshot().consecutiveFailures, 0);
    QVERIFY(!client.limiter()->pausedUntil());
    if (!limits) {
        QCOMPARE(away.error->kind, ErrorKind::CircuitOpen);
        return;
    }
    QCOMPARE(away.finishedCount, 0);
    QCOMPARE(client.limiter()->snapshot().tokens, 57.0); // of 60, and a redirect takes none there
    m_fixture->scheduler.advance(30s);
    QCOMPARE(m_fixture->transport.requestCount(), 5);
}

void TestApiClientOrigins::D6_aRetryWaitsForTheServerBehindARedirect()
{
    m_fixture->withRetry();
    m_fixture->transport.setHandler(redirectingTo(FakeOutcome::success(503, {{"Retry-After", "30"}})));
    CallWatch watch(m_fixture->make().get(u"/x"_s));
    m_fixture->scheduler.advance(29'999ms);
    QCOMPARE(m_fixture->transport.requestCount(), 2);
    m_fixture->scheduler.advance(1ms);
    QCOMPARE(m_fixture->transport.requestCount(), 4);
}

void TestApiClientOrigins::D4_B16_aProbeBehindARedirectFreesItsSlot()
{
    m_fixture->config.circuitBreaker->failureThreshold = 1;
    m_fixture->transport.setHandler(redirectingTo(FakeOutcome::success(503)));
    ApiClient &client = m_fixture->make();
    client.get(u"/x"_s);
    m_fixture->scheduler.runDue();
    m_fixture->scheduler.advance(60s);
    m_fixture->transport.setHandler(redirectingTo(FakeOutcome::silence()));
    CallWatch probe(client.get(u"/x"_s));
    m_fixture->scheduler.runDue();
    CallWatch second(client.get(u"/x"_s));
    m_fixture->scheduler.runDue();
    QCOMPARE(second.error->detail, ErrorDetail::ProbeInFlight);
    probe.call->cancel();
    m_fixture->transport.setHandler(redirectingTo(FakeOutcome::success(200)));
    CallWatch third(client.get(u"/x"_s));
    m_fixture->scheduler.runDue();
    QVERIFY(third.response);
}

void TestApiClientOrigins::H09_retryAfterOfARedirectIsWaitedFor()
{
    m_fixture->transport.enqueue(FakeOutcome::success(307, {{"Location", "/y"}, {"Retry-After", "20"}}));
    CallWatch watch(m_fixture->make().get(u"/x"_s));
    m_fixture->scheduler.runUntilIdle();
    QCOMPARE(watch.elapsed, Duration(20s));
    QCOMPARE(watch.response->response.status, 200);
    QCOMPARE(watch.waits.size(), 1);
    QCOMPARE(watch.waits.first().kind, TimelineKind::ServerPause);
    QCOMPARE(watch.entries(TimelineKind::Redirect).value(0).planned, std::optional<Duration>(20s));
}

void TestApiClientOrigins::H09_aRedirectThatAsksForTooMuchIsNotFollowed()
{
    m_fixture->transport.enqueue(FakeOutcome::success(307, {{"Location", "/y"}, {"Retry-After", "121"}}));
    CallWatch watch(m_fixture->make().get(u"/x"_s));
    m_fixture->scheduler.runDue();
    QCOMPARE(watch.error->detail, ErrorDetail::ServerPauseTooLong);
    QCOMPARE(watch.lastStatus, 307);
    QCOMPARE(m_fixture->transport.requestCount(), 1);
}

void TestApiClientOrigins::H09_sendNowEndsTheWaitBeforeARedirect()
{
    m_fixture->transport.enqueue(FakeOutcome::success(307, {{"Location", "/y"}, {"Retry-After", "20"}}));
    CallWatch watch(m_fixture->make().get(u"/x"_s));
    m_fixture->scheduler.advance(5s);
    watch.call->sendNow();
    m_fixture->scheduler.runDue();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.elapsed, Duration(5s));
}

void TestApiClientOrigins::L19_aRedirectWithNothingLeftHoldsTheNextHop()
{
    m_fixture->transport.enqueue(
        FakeOutcome::success(302, {{"Location", "/y"}, {"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "30"}}));
    ApiClient &client = m_fixture->make();
    CallWatch watch(client.get(u"/x"_s));
    m_fixture->scheduler.runDue();
    QVERIFY(client.limiter()->pausedUntil());
    m_fixture->scheduler.advance(29'999ms);
    QCOMPARE(m_fixture->transport.requestCount(), 1);
    m_fixture->scheduler.runUntilIdle();
    QVERIFY(watch.response);
}

void TestApiClientOrigins::D5_waitsForTheServerAreNotTheAttemptsTime()
{
    m_fixture->config.timeout = 10s;
    m_fixture->transport.enqueue(FakeOutcome::success(307, {{"Location", "/y"}, {"Retry-After", "60"}}, {}, 4s));
    m_fixture->transport.answerWith(FakeOutcome::silence());
    CallWatch watch(m_fixture->make().get(u"/x"_s));
    m_fixture->scheduler.runUntilIdle();
    QCOMPARE(watch.error->kind, ErrorKind::AttemptTimeout);
    QCOMPARE(watch.elapsed, Duration(70s));
}

void TestApiClientOrigins::D8_D11_whoTookTheTimeOfAnAttempt_data()
{
    QTest::addColumn<Duration>("homeTakes");
    QTest::addColumn<Duration>("connectTimeout");
    QTest::addColumn<FakeOutcome>("target");
    QTest::addColumn<bool>("opens"); // the target's circuit
    const auto row = [](const char *name, Duration homeTakes, const FakeOutcome &target, bool opens,
                        Duration connectTimeout = 1s) {
        QTest::newRow(name) << homeTakes << connectTimeout << target << opens;
    };
    const auto unreached = [](Duration after) { return FakeOutcome::failure(Error(ErrorKind::ConnectTimeout), after); };
    row("D8 a healthy target that is left 10 ms", 990ms, FakeOutcome::success(200, {}, {}, 20ms), false);
    row("D8 a silent target that is left most of it", 10ms, FakeOutcome::silence(), true);
    row("D8 a silent target that is left half of it", 500ms, FakeOutcome::silence(), true);
    row("D8 a silent target that is left less", 501ms, FakeOutcome::silence(), false);
    row("D8 a target that cannot be connected to in what is left", 800ms, unreached(199ms), false);
    row("D8 a target that cannot be connected to in its time", 800ms, unreached(100ms), true, 100ms);
    row("D8 a target that cuts off", 990ms, FakeOutcome::failure(Error(ErrorKind::Reset)), true);
}

void TestApiClientOrigins::D8_D11_whoTookTheTimeOfAnAttempt()
{
    QFETCH(Duration, homeTakes);
    QFETCH(Duration, connectTimeout);
    QFETCH(FakeOutcome, target);
    QFETCH(bool, opens);
    m_fixture->config.timeout = 1s;
    m_fixture->config.connectTimeout = connectTimeout;
    m_fixture->transport.setHandler([&](const Request &request, int) {
        if (request.url.scheme() == u"https"_s)
            return target;
        return FakeOutcome::success(301, {{"Location", "https://api.example.com/x"}}, {}, homeTakes);
    });
    ApiClient &client = m_fixture->make();
    for (int i = 0; i < 5; ++i) {
        const CallWatch watch(client.get(u"/x"_s));
        m_fixture->scheduler.advance(2s);
        QVERIFY(watch.error);
    }
    QCOMPARE(client.metrics().circuitBreakerOpens, opens ? 1U : 0U);
    QCOMPARE(client.breaker()->snapshot().consecutiveFailures, 0); // home has answered
}

void TestApiClientOrigins::D2_D4_B19_aHopAsksAnewWhereTheCircuitIsAnother_data()
{
    QTest::addColumn<bool>("isProbed");
    QTest::newRow("B19 a probe is out") << true;
    QTest::newRow("D4 it is the probe") << false;
}

void TestApiClientOrigins::D2_D4_B19_aHopAsksAnewWhereTheCircuitIsAnother()
{
    QFETCH(bool, isProbed);
    m_fixture->config.circuitBreaker->failureThreshold = 1;
    m_fixture->config.rateLimit.reset(); // or the pause at home would hold the others back
    FakeOutcome target = FakeOutcome::success(503);
    m_fixture->transport.setHandler([&target](const Request &request, int) {
        if (request.url.scheme() == u"https"_s)
            return target;
        const bool isSlow = request.url.path().endsWith(u"slow"_s);
        const Headers later = isSlow ? Headers{{"Retry-After", "90"}} : Headers();
        Headers headers = later;
        headers.append("Location", "https://api.example.com/x");
        return FakeOutcome::success(302, headers);
    });
    ApiClient &client = m_fixture->make();
    CallWatch slow(client.get(u"/slow"_s)); // has a permit for the target since now
    m_fixture->scheduler.runDue();
    client.get(u"/x"_s); // opens the target's circuit, for a minute
    m_fixture->scheduler.advance(89s);
    target = FakeOutcome::silence();
    std::optional<CallWatch> probe;
    if (isProbed)
        probe.emplace(client.get(u"/x"_s));
    m_fixture->scheduler.runDue();
    const int before = m_fixture->transport.requestCount();
    m_fixture->scheduler.advance(1s);
    if (isProbed) {
        QCOMPARE(m_fixture->transport.requestCount(), before);
        QCOMPARE(slow.error->detail, ErrorDetail::ProbeInFlight);
        return;
    }
    QCOMPARE(m_fixture->transport.requestCount(), before + 1);
    CallWatch second(client.get(u"/x"_s));
    m_fixture->scheduler.runDue();
    QCOMPARE(second.error->detail, ErrorDetail::ProbeInFlight);
    slow.call->cancel(); // and its slot is free again
    target = FakeOutcome::success(200);
    CallWatch third(client.get(u"/x"_s));
    m_fixture->scheduler.runDue();
    QVERIFY(third.response);
}

QTEST_GUILESS_MAIN(TestApiClientOrigins)
#include "tst_apiclient_origins.moc"
