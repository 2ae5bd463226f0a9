// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QPointer>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

class TestApiClientBooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X02_reconfigureKeepsState();
    void X03_booksBalance();
    void X03_cancelledOnTheWay_data();
    void X03_cancelledOnTheWay();
    void X03_resetKeepsTheBalance();
    void eventsTellTheStory();
    void snapshotShowsWhatIs();
    void eventsOfCallsThatNeverBegan();
    void L13_aFullQueueIsToldOnceASecond();
    void theChartsFollowTheBreaker_data();
    void theChartsFollowTheBreaker();
    void eventsOfRetries_data();
    void eventsOfRetries();
    void rateLimitHitsAreCalls_data();
    void rateLimitHitsAreCalls();
    void X04_attemptLatencyHoldsNoPause();
    void X03_resetWithExchangesOnTheWay();
    void givenBackIsNotGranted();
};

void TestApiClientBooks::X02_reconfigureKeepsState()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.succeedWith(500);
    ApiClient &client = fixture.make();
    for (int i = 0; i < 4; ++i)
        client.get(QStringLiteral("/x"));
    fixture.scheduler.runDue();
    ClientConfig changed = client.config();
    changed.circuitBreaker->failureThreshold = 10;
    changed.rateLimit->maxRequests = 50;
    QVERIFY(client.reconfigure(changed).ok());
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, 4);
    QVERIFY(client.limiter()->tokens() <= 50);
    changed.timeout = -1s;
    const auto refused = client.reconfigure(changed);
    QVERIFY(!refused.ok());
    QVERIFY(!refused.error().faults.isEmpty());
    QCOMPARE(client.config().timeout, Duration(30s));
}

void TestApiClientBooks::X03_booksBalance()
{
    ClientFixture fixture;
    fixture.withRetry(true);
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 20;
    fixture.config.rateLimit->maxQueue = 2;
    SeededRandom dice(99);
    fixture.transport.setHandler([&dice](const Request &, int) {
        const double throwOf = dice.uniform();
        if (throwOf < 0.1)
            return FakeOutcome::failure(Error(ErrorKind::Reset), 5ms);
        if (throwOf < 0.15)
            return FakeOutcome::success(302, {{"Location", "/elsewhere"}}, {}, 5ms);
        return FakeOutcome::success(throwOf < 0.4 ? 503 : 200, {}, {}, 20ms);
    });
    ApiClient &client = fixture.make();
    int finished = 0;
    connect(&client, &ApiClient::callFinished, this, [&finished] { ++finished; });
    for (int i = 0; i < 2000; ++i) {
        QPointer<Call> call = client.get(QStringLiteral("/x"));
        fixture.scheduler.advance(std::chrono::milliseconds(static_cast<int>(dice.uniform() * 2000)));
        if (call && dice.uniform() < 0.1)
            call->cancel();
        const ClientMetrics &now = client.metrics();
        QCOMPARE(now.attempts, now.admitted + now.retries + now.redirects);
    }
    fixture.scheduler.runUntilIdle();
    const ClientMetrics &books = client.metrics();
    QCOMPARE(books.calls, 2000U);
    QCOMPARE(finished, 2000);
    QCOMPARE(books.succeeded + books.failed + books.refused + books.cancelled, books.calls);
    QCOMPARE(static_cast<int>(books.requests), fixture.transport.requestCount());
    QCOMPARE(books.requests, books.attempts);
    QVERIFY(books.succeeded > 0 && books.failed > 0 && books.refused > 0 && books.cancelled > 0);
    QVERIFY(books.redirects > 0 && books.retries > 0);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientBooks::X03_cancelledOnTheWay_data()
{
    QTest::addColumn<FakeOutcome>("first");
    QTest::addColumn<quint64>("requests");
    QTest::newRow("X03 in a backoff") << FakeOutcome::success(503) << quint64(1);
    QTest::newRow("X03 behind a redirect") << FakeOutcome::success(302, {{"Location", "/y"}}) << quint64(2);
    QTest::newRow("X03 in flight") << FakeOutcome::silence() << quint64(1);
}

void TestApiClientBooks::X03_cancelledOnTheWay()
{
    QFETCH(FakeOutcome, first);
    QFETCH(quint64, requests);
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.enqueue(first);
    fixture.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = fixture.make();
    CallWatch watch(client.get(QStringLiteral("/x")));
    fixture.scheduler.advance(100ms);
    watch.call->cancel();
    const ClientMetrics &books = client.metrics();
    QCOMPARE(books.requests, requests);
    QCOMPARE(books.attempts, requests);
    QCOMPARE(books.admitted + books.retries + books.redirects, requests);
    QCOMPARE(books.cancelled, 1U);
}

void TestApiClientBooks::X03_resetKeepsTheBalance()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.setDelay(1s);
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/1"));
    client.get(QStringLiteral("/2"));
    fixture.scheduler.advance(100ms);
    client.resetMetrics();
    QCOMPARE(client.metrics().calls, 2U);
    fixture.scheduler.runUntilIdle();
    const ClientMetrics &books = client.metrics();
    QCOMPARE(books.succeeded, 2U);
    QCOMPARE(books.calls, books.succeeded + books.failed + books.refused + books.cancelled);
    QCOMPARE(books.attempts, books.admitted + books.retries + books.redirects);
}

void TestApiClientBooks::eventsTellTheStory()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.enqueue(FakeOutcome::success(500));
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/x"));
    fixture.scheduler.advance(60s);
    for (int i = 0; i < 2; ++i) {
        client.get(QStringLiteral("/x"));
        fixture.scheduler.advance(1s);
    }
    QList<EventKind> kinds;
    for (const ClientEvent &event : client.events())
        kinds.append(event.kind);
    const QList<EventKind> expected{EventKind::BreakerOpened, EventKind::CallFailed, EventKind::BreakerHalfOpen,
                                    EventKind::BreakerClosed};
    QCOMPARE(kinds, expected);
}

void TestApiClientBooks::snapshotShowsWhatIs()
{
    ClientFixture fixture;
    ApiClient &client = fixture.make();
    QVERIFY(!client.snapshot().breaker);
    QVERIFY(!client.snapshot().limiter);
    QVERIFY(!client.snapshot().p95);
    QVERIFY(!client.snapshot().errorRate);
    fixture.transport.enqueue(FakeOutcome::success(200, {}, {}, 50ms));
    fixture.transport.enqueue(FakeOutcome::success(500, {}, {}, 50ms));
    client.get(QStringLiteral("/x"));
    client.get(QStringLiteral("/x"));
    fixture.scheduler.advance(10ms);
    QCOMPARE(client.snapshot().inFlight, 2);
    fixture.scheduler.advance(1s);
    const ClientSnapshot snapshot = client.snapshot();
    QCOMPARE(snapshot.inFlight, 0);
    QCOMPARE(snapshot.errorRate, std::optional(50.0));
    QVERIFY(snapshot.p95 > Duration(49ms) && snapshot.p95 < Duration(51ms));
    client.resetMetrics();
    QCOMPARE(client.snapshot().calls, 0U);
}

void TestApiClientBooks::eventsOfCallsThatNeverBegan()
{
    ClientFixture fixture;
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("https://other.example.com/x"));
    fixture.scheduler.advance(1s);
    QCOMPARE(client.events().size(), 1);
    QCOMPARE(client.events().at(0).kind, EventKind::CallFailed);
    QCOMPARE(client.events().at(0).count, std::optional(0));
}

void TestApiClientBooks::L13_aFullQueueIsToldOnceASecond()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->maxQueue = 1;
    fixture.transport.succeedWith(500);
    ApiClient &client = fixture.make();
    for (int second = 0; second < 3; ++second) {
        for (int i = 0; i < 400; ++i)
            client.get(QStringLiteral("/x"));
        fixture.scheduler.runDue();
        fixture.scheduler.advance(1s);
    }
    QList<EventKind> kinds;
    for (const ClientEvent &event : client.events())
        kinds.append(event.kind);
    QCOMPARE(kinds.count(EventKind::QueueFull), 3);
    QCOMPARE(kinds.count(EventKind::CallFailed), 1); // by a clock of its own
}

void TestApiClientBooks::theChartsFollowTheBreaker_data()
{
    using Change = void (*)(ClientConfig &);
    QTest::addColumn<Change>("change");
    QTest::addColumn<Change>("undo");
    QTest::addColumn<BreakerState>("undone");
    const Change remove = [](ClientConfig &config) { config.circuitBreaker.reset(); };
    const Change putBack = [](ClientConfig &config) { config.circuitBreaker = CircuitBreakerConfig(); };
    const Change move = [](ClientConfig &config) { config.baseUrl = QUrl(QStringLiteral("https://b.example.com")); };
    const Change comeBack = [](ClientConfig &config) {
        config.baseUrl = QUrl(QStringLiteral("https://api.example.com/v1"));
    };
    QTest::newRow("without a breaker") << remove << putBack << BreakerState::Closed;
    QTest::newRow("another server") << move << comeBack << BreakerState::Open;
}

void TestApiClientBooks::theChartsFollowTheBreaker()
{
    using Change = void (*)(ClientConfig &);
    QFETCH(Change, change);
    QFETCH(Change, undo);
    QFETCH(BreakerState, undone);
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.enqueue(FakeOutcome::success(500));
    ApiClient &client = fixture.make();
    const auto lastPoint = [&] {
        fixture.scheduler.advance(2s);
        client.get(QStringLiteral("/x"));
        fixture.scheduler.runDue();
        return client.series().points(fixture.scheduler.now(), 5min).constLast();
    };
    client.get(QStringLiteral("/x"));
    fixture.scheduler.runDue();
    QCOMPARE(lastPoint().breaker, BreakerState::Open);
    ClientConfig config = client.config();
    change(config);
    QVERIFY(client.reconfigure(config).ok());
    SeriesPoint point = lastPoint();
    QCOMPARE(point.breaker, BreakerState::Closed);
    QCOMPARE(point.succeeded, 1U);
    undo(config);
    QVERIFY(client.reconfigure(config).ok());
    point = lastPoint();
    QCOMPARE(point.breaker, undone);
    int openings = 0;
    for (const SeriesPoint &one : client.series().points(fixture.scheduler.now(), 5min))
        openings += one.openings;
    QCOMPARE(openings, 1); // coming back to one that is open is none
}

void TestApiClientBooks::eventsOfRetries_data()
{
    QTest::addColumn<int>("last");
    QTest::addColumn<Duration>("totalTimeout");
    QTest::addColumn<QList<EventKind>>("kinds");
    QTest::addColumn<int>("retries");
    using Kinds = QList<EventKind>;
    QTest::addRow("used up") << 503 << Duration(600s) << Kinds{EventKind::RetriesUsedUp} << 3;
    QTest::addRow("the wrong question after all") << 404 << Duration(600s) << Kinds{} << 0;
    QTest::addRow("not worth another") << 501 << Duration(600s) << Kinds{EventKind::CallFailed} << 1;
    QTest::addRow("no time left") << 503 << Duration(2s) << Kinds{EventKind::CallFailed} << 1;
}

void TestApiClientBooks::eventsOfRetries()
{
    QFETCH(int, last);
    QFETCH(Duration, totalTimeout);
    QFETCH(QList<EventKind>, kinds);
    QFETCH(int, retries);
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.timeout = 1s;
    fixture.config.totalTimeout = totalTimeout;
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.answerWith(FakeOutcome::success(last));
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/x"));
    fixture.scheduler.advance(100s);
    QList<EventKind> told;
    for (const ClientEvent &event : client.events())
        told.append(event.kind);
    QCOMPARE(told, kinds);
    if (!kinds.isEmpty())
        QCOMPARE(client.events().at(0).count, std::optional(retries));
}

void TestApiClientBooks::rateLimitHitsAreCalls_data()
{
    QTest::addColumn<int>("burst");
    QTest::addColumn<int>("queue");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("calls");
    QTest::addColumn<quint64>("hits");
    QTest::addRow("four times 429") << 10 << 10 << 429 << 1 << quint64(1);
    QTest::addRow("waited") << 1 << 10 << 200 << 2 << quint64(1);
    QTest::addRow("waited and got 429") << 1 << 10 << 429 << 2 << quint64(2);
    QTest::addRow("refused") << 1 << 1 << 200 << 3 << quint64(2);
    QTest::addRow("none") << 10 << 10 << 503 << 2 << quint64(0);
}

void TestApiClientBooks::rateLimitHitsAreCalls()
{
    QFETCH(int, burst);
    QFETCH(int, queue);
    QFETCH(int, status);
    QFETCH(int, calls);
    QFETCH(quint64, hits);
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->burstSize = burst;
    fixture.config.rateLimit->maxQueue = queue;
    fixture.transport.succeedWith(status);
    ApiClient &client = fixture.make();
    for (int i = 0; i < calls; ++i)
        client.get(QStringLiteral("/x"));
    fixture.scheduler.advance(10000s);
    QCOMPARE(client.snapshot().inFlight, 0);
    QCOMPARE(client.metrics().rateLimitHits, hits);
}

// A pause before a redirect's hop is a wait like any other: it says nothing of the server's speed.
void TestApiClientBooks::X04_attemptLatencyHoldsNoPause()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.setDelay(10ms);
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "20"}}));
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/a"));
    fixture.scheduler.advance(60s);
    const LatencyHistogram &latency = client.metrics().attemptLatency;
    QCOMPARE(latency.count(), 1U);
    QCOMPARE(latency.mean(), std::optional<Duration>(20ms));
}

void TestApiClientBooks::X03_resetWithExchangesOnTheWay()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.setDelay(10s);
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/b"}}));
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/a"));
    client.get(QStringLiteral("/a"));
    fixture.scheduler.advance(12s);
    Call *given = client.get(QStringLiteral("/c"));
    fixture.scheduler.advance(1s); // a retry, a redirect and a first attempt are under way
    client.resetMetrics();
    given->cancel();
    const ClientMetrics &books = client.metrics();
    const auto balanced = [&books] {
        return books.attempts == books.admitted + books.retries + books.replays + books.redirects
            && books.requests <= books.attempts + books.resends;
    };
    QVERIFY(balanced());
    fixture.scheduler.advance(60s);
    QVERIFY(balanced());
    QCOMPARE(books.calls, 3U);
    QCOMPARE(books.succeeded, 2U);
    client.resetMetrics();
    QCOMPARE(books.attempts, 0U);
    QCOMPARE(books.requests, 0U);
}

void TestApiClientBooks::givenBackIsNotGranted()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::Bearer;
    fixture.config.auth->token = Secret::keychain(); // which is empty
    ApiClient &client = fixture.make();
    client.get(QStringLiteral("/x"));
    fixture.scheduler.advance(1s);
    const LimiterSnapshot limiter = client.limiter()->snapshot();
    QCOMPARE(limiter.tokens, limiter.burst * 1.0);
    QCOMPARE(limiter.granted, 0U);
}

QTEST_GUILESS_MAIN(TestApiClientBooks)
#include "tst_apiclient_books.moc"
