// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What a timeout says of a server: nothing where it was not given its time (D8).
class TestApiClientTimeouts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void D8_whatWeWaitedForIsNotTheServersFault();
    void D8_aServerThatHadAllTheTimeOfTheCall_data();
    void D8_aServerThatHadAllTheTimeOfTheCall();
    void D8_aWaitForAConnectionOfOurOwn_data();
    void D8_aWaitForAConnectionOfOurOwn();
    void D8_whatAnAttemptHasShownOutlastsOneThatIsCutShort();
    void D8_whatAnAttemptHasShownOutlastsOneInLine();
    void D8_aPauseWithinAnAttempt();

private:
    static ClientFixture &withOneTimeout(ClientFixture &f)
    {
        f.config.timeout = f.config.connectTimeout = 5s;
        f.config.totalTimeout = 5s;
        f.config.circuitBreaker = CircuitBreakerConfig();
        return f;
    }
};

void TestApiClientTimeouts::D8_whatWeWaitedForIsNotTheServersFault()
{
    constexpr int calls = 1000;
    ClientFixture f;
    withOneTimeout(f).config.rateLimit = RateLimitConfig();
    f.config.rateLimit->maxRequests = 100;
    f.config.rateLimit->burstSize = 100;
    f.config.rateLimit->window = 1s;
    f.transport.answerWith(FakeOutcome::success(200, {}, {}, 200ms));
    ApiClient &client = f.make();
    for (int i = 0; i < calls; ++i)
        client.get(u"/x"_s);
    f.scheduler.advance(6s);
    QVERIFY(f.transport.cancelledCount() >= 5); // had their token in the last 0.2 s
    QCOMPARE(client.snapshot().breaker->openings, 0U);
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, 0);
}

void TestApiClientTimeouts::D8_aServerThatHadAllTheTimeOfTheCall_data()
{
    QTest::addColumn<std::optional<Duration>>("timeout"); // of the call's own
    QTest::addColumn<bool>("redirected");
    QTest::newRow("D8 as long as an attempt") << std::optional<Duration>() << false;
    QTest::newRow("D8 less than its own timeout") << std::optional<Duration>(300s) << false;
    QTest::newRow("D8 D11 behind a quick redirect") << std::optional<Duration>() << true;
}

void TestApiClientTimeouts::D8_aServerThatHadAllTheTimeOfTheCall()
{
    QFETCH(std::optional<Duration>, timeout);
    QFETCH(bool, redirected);
    ClientFixture f;
    withOneTimeout(f).config.circuitBreaker->failureThreshold = 1;
    f.transport.answerWith(FakeOutcome::silence());
    if (redirected)
        f.transport.enqueue(FakeOutcome::success(301, {{"Location", "https://b.example.com/x"}}, {}, 50ms));
    CallWatch watch(f.make().send({.url = QUrl(u"/x"_s)}, {.timeout = timeout}));
    f.scheduler.advance(6s);
    QCOMPARE(watch.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(f.client->metrics().circuitBreakerOpens, 1U);
    QCOMPARE(f.client->breaker()->state(), redirected ? BreakerState::Closed : BreakerState::Open);
}

void TestApiClientTimeouts::D8_aWaitForAConnectionOfOurOwn_data()
{
    QTest::addColumn<bool>("ofTheCall");
    QTest::addColumn<Duration>("busy");
    QTest::addColumn<int>("answer"); // of the first exchange; 0 = none
    QTest::addColumn<int>("failures");
    QTest::newRow("D8 to the end") << true << Duration(6s) << 0 << 0;
    QTest::newRow("D8 before a redirect") << true << Duration(3s) << 302 << 0;
    QTest::newRow("D8 attempt, before a redirect") << false << Duration(3s) << 302 << 0;
    QTest::newRow("D8 a short one before a redirect") << true << Duration(2s) << 302 << 1;
    QTest::newRow("D8 attempt, a short one before a redirect") << false << Duration(2s) << 302 << 1;
}

void TestApiClientTimeouts::D8_aWaitForAConnectionOfOurOwn()
{
    QFETCH(bool, ofTheCall);
    QFETCH(Duration, busy);
    QFETCH(int, answer);
    QFETCH(int, failures);
    ClientFixture f;
    withOneTimeout(f).transport.setMaxConnections(1);
    if (!ofTheCall)
        f.config.totalTimeout.reset();
    f.transport.answerWith(FakeOutcome::silence());
    f.transport.enqueue(FakeOutcome::success(200, {}, {}, busy));
    if (answer)
        f.transport.enqueue(FakeOutcome::success(answer, {{"Location", "/v1/y"}}));
    const auto other = f.transport.send(Request{.url = QUrl(u"https://other.example.com/"_s)}, {});
    CallWatch watch(f.make().get(u"/x"_s));
    f.scheduler.advance(6s);
    QCOMPARE(watch.error->kind, ofTheCall ? ErrorKind::TotalTimeout : ErrorKind::AttemptTimeout);
    QCOMPARE(f.client->snapshot().breaker->consecutiveFailures, failures);
}

void TestApiClientTimeouts::D8_whatAnAttemptHasShownOutlastsOneThatIsCutShort()
{
    ClientFixture f;
    f.withRetry();
    withOneTimeout(f).config.totalTimeout = 8s;
    f.transport.answerWith(FakeOutcome::silence());
    CallWatch watch(f.make().get(u"/x"_s));
    f.scheduler.advance(9s);
    QCOMPARE(f.transport.requestCount(), 2); // 0–5 s, 6–8 s
    QCOMPARE(watch.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(f.client->snapshot().breaker->consecutiveFailures, 1);
}

void TestApiClientTimeouts::D8_whatAnAttemptHasShownOutlastsOneInLine()
{
    ClientFixture f;
    f.withRetry().maxRetries = 1;
    withOneTimeout(f).config.totalTimeout.reset();
    f.transport.setMaxConnections(1);
    f.transport.answerWith(FakeOutcome::success(200, {}, {}, 1min));
    f.transport.enqueue(FakeOutcome::success(503));
    CallWatch watch(f.make().get(u"/x"_s));
    f.scheduler.advance(500ms);
    const auto other = f.transport.send(Request{.url = QUrl(u"https://other.example.com/"_s)}, {});
    f.scheduler.advance(10s);
    QCOMPARE(watch.error->detail, ErrorDetail::NoConnectionFree);
    QCOMPARE(f.client->snapshot().breaker->consecutiveFailures, 1);
}

void TestApiClientTimeouts::D8_aPauseWithinAnAttempt()
{
    ClientFixture f;
    withOneTimeout(f).transport.answerWith(FakeOutcome::success(200, {}, {}, 2s));
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/y"}, {"Retry-After", "4"}}));
    CallWatch watch(f.make().get(u"/x"_s));
    f.scheduler.advance(6s);
    QCOMPARE(watch.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(f.client->snapshot().breaker->consecutiveFailures, 0);
}

QTEST_GUILESS_MAIN(TestApiClientTimeouts)
#include "tst_apiclient_timeouts.moc"
