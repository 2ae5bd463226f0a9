// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

#include <utility>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

void takeLimiterAway(ApiClient &client)
{
    ClientConfig without = client.config();
    without.rateLimit.reset();
    QVERIFY(client.reconfigure(without).ok());
}

} // namespace

/// Listeners that destroy, reconfigure or send from inside any signal of the engine. Run under the sanitizers, where a
/// step after such a signal would show.
class TestApiClientListeners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void destroyedInsideTheEventOfAFailure();
    void destroyedInsideTheEventOfARefusal();
    void destroyedInsideTheEventOfAnOpening_data();
    void destroyedInsideTheEventOfAnOpening();
    void destroyedInsideSignalsOfTheLimiter_data();
    void destroyedInsideSignalsOfTheLimiter();
    void destroyedInsideReconfigure();
    void sendingAgainDoesNotOutliveTheClient();
    void limiterTakenAwayInsideItsPause();
    void limiterTakenAwayInsideItsTokens();
    void snapshotInsideReconfigure();
    void reconfigureInsideReconfigure();
    void callFinishesBeforeItsEvent();
    void ADV_O7_callEndsInALoopInsideAPause_data();
    void ADV_O7_callEndsInALoopInsideAPause();
    void L08_ADV_O7_othersAreServedInALoopInsideAnAttempt();
    void X05_whoWaitedForATokenIsOutOfTheQueueAtItsEnd_data();
    void X05_whoWaitedForATokenIsOutOfTheQueueAtItsEnd();
};

void TestApiClientListeners::ADV_O7_callEndsInALoopInsideAPause_data()
{
    QTest::addColumn<FakeOutcome>("outcome");
    QTest::newRow("429") << FakeOutcome::success(429, {{"Retry-After", "30"}});
    QTest::newRow("302 to another origin")
        << FakeOutcome::success(302, {{"Location", "https://other.example/"}, {"Retry-After", "30"}});
}

void TestApiClientListeners::ADV_O7_callEndsInALoopInsideAPause()
{
    QFETCH(FakeOutcome, outcome);
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.enqueue(outcome);
    ApiClient &client = fixture.make();
    CallWatch watch(client.get(u"/1"_s));
    bool paused = false;
    connect(client.limiter(), &RateLimiter::pauseChanged, this, [&] {
        if (std::exchange(paused, true))
            return;
        watch.call->cancel();
        fixture.scheduler.advance(0s); // in which the call goes
    });
    fixture.scheduler.runUntilIdle(1min);
    QVERIFY(paused);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
}

void TestApiClientListeners::L08_ADV_O7_othersAreServedInALoopInsideAnAttempt()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->burstSize = 1;
    fixture.config.rateLimit->window = 1s;
    ApiClient &client = fixture.make();
    CallWatch first(client.get(u"/1"_s));
    CallWatch second(client.get(u"/2"_s));
    CallWatch third(client.get(u"/3"_s));
    int finishedInside = -1;
    connect(second.call, &Call::attemptStarted, this, [&] {
        fixture.scheduler.advance(10s);
        finishedInside = third.finishedCount;
    });
    fixture.scheduler.runUntilIdle(1min);
    QCOMPARE(finishedInside, 1);
    QCOMPARE(second.finishedCount, 1);
    QCOMPARE(fixture.transport.requestCount(), 3);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientListeners::X05_whoWaitedForATokenIsOutOfTheQueueAtItsEnd_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("X05 its client is destroyed") << 0;
    QTest::newRow("X05 ADV_O7 a loop runs") << 1;
    QTest::newRow("X02 X05 its limiter is taken away") << 2;
}

void TestApiClientListeners::X05_whoWaitedForATokenIsOutOfTheQueueAtItsEnd()
{
    QFETCH(int, which);
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->burstSize = 1;
    fixture.config.rateLimit->window = 1s;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    ApiClient &client = fixture.make();
    CallWatch first(client.get(u"/1"_s));
    CallWatch second(client.get(u"/2"_s));
    fixture.scheduler.runDue();
    QCOMPARE(client.snapshot().limiter->waiting, 1);
    int waitingInside = -1;
    connect(second.call, &Call::finished, this, [&] {
        waitingInside = client.snapshot().limiter->waiting;
        if (which == 0)
            fixture.client.reset();
        else if (which == 1)
            fixture.scheduler.advance(10s); // in which the call goes, and its turn comes
        else
            takeLimiterAway(client);
    });
    second.call->cancel();
    QCOMPARE(waitingInside, 0);
    QCOMPARE(second.finishedCount, 1);
    fixture.scheduler.runUntilIdle(1min);
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.client.reset();
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientListeners::destroyedInsideTheEventOfAFailure()
{
    ClientFixture fixture;
    fixture.transport.failWith(Error(ErrorKind::Reset));
    ApiClient &client = fixture.make();
    connect(&client, &ApiClient::eventAdded, this, [&fixture] { fixture.client.reset(); });
    CallWatch failing(client.get(u"/1"_s));
    CallWatch other(client.get(u"/2"_s));
    fixture.scheduler.runUntilIdle();
    QVERIFY(!fixture.client);
    QCOMPARE(failing.finishedCount, 1);
    QCOMPARE(failing.error->kind, ErrorKind::Reset);
    QCOMPARE(other.finishedCount, 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientListeners::destroyedInsideTheEventOfARefusal()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->burstSize = 1;
    fixture.config.rateLimit->maxQueue = 0;
    ApiClient &client = fixture.make();
    connect(&client, &ApiClient::eventAdded, this, [&fixture] { fixture.client.reset(); });
    CallWatch first(client.get(u"/1"_s));
    CallWatch refused(client.get(u"/2"_s));
    fixture.scheduler.runUntilIdle();
    QVERIFY(!fixture.client);
    QCOMPARE(refused.error->detail, ErrorDetail::QueueFull);
    QCOMPARE(first.finishedCount, 1);
}

void TestApiClientListeners::destroyedInsideTheEventOfAnOpening_data()
{
    QTest::addColumn<FakeOutcome>("outcome");
    QTest::addColumn<Pipeline>("pipeline");
    for (const Pipeline pipeline : {Pipeline::PerCall, Pipeline::PerAttempt}) {
        const char *name = pipeline == Pipeline::PerCall ? "per_call" : "per_attempt";
        QTest::addRow("%s: 503", name) << FakeOutcome::success(503) << pipeline;
        QTest::addRow("%s: total timeout", name) << FakeOutcome::silence() << pipeline;
    }
}

void TestApiClientListeners::destroyedInsideTheEventOfAnOpening()
{
    QFETCH(FakeOutcome, outcome);
    QFETCH(Pipeline, pipeline);
    ClientFixture fixture;
    fixture.config.pipeline = pipeline;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.config.timeout = 10s;
    fixture.config.totalTimeout = 10s;
    fixture.transport.answerWith(outcome);
    ApiClient &client = fixture.make();
    int openings = 0;
    connect(&client, &ApiClient::eventAdded, this, [&](const ClientEvent &event) {
        openings += event.kind == EventKind::BreakerOpened ? 1 : 0;
        fixture.client.reset();
    });
    CallWatch watch(client.get(u"/1"_s));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(openings, 1);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientListeners::destroyedInsideSignalsOfTheLimiter_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("tokens change") << 0;
    QTest::newRow("waiters change") << 1;
    QTest::newRow("a pause begins") << 2;
}

void TestApiClientListeners::destroyedInsideSignalsOfTheLimiter()
{
    QFETCH(int, which);
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->burstSize = 1;
    fixture.transport.succeedWith(429, {{"Retry-After", "30"}});
    ApiClient &client = fixture.make();
    const auto destroy = [&fixture] { fixture.client.reset(); };
    if (which == 0)
        connect(client.limiter(), &RateLimiter::tokensChanged, this, destroy);
    else if (which == 1)
        connect(client.limiter(), &RateLimiter::waitingChanged, this, destroy);
    else
        connect(client.limiter(), &RateLimiter::pauseChanged, this, destroy);
    CallWatch first(client.get(u"/1"_s));
    CallWatch second(client.get(u"/2"_s));
    fixture.scheduler.runUntilIdle();
    QVERIFY(!fixture.client);
    QCOMPARE(first.finishedCount, 1);
    QCOMPARE(second.finishedCount, 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientListeners::destroyedInsideReconfigure()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    ApiClient &client = fixture.make();
    connect(client.limiter(), &RateLimiter::tokensChanged, this, [&fixture] { fixture.client.reset(); });
    ClientConfig other = fixture.config;
    other.rateLimit->maxRequests = 7;
    other.baseUrl = QUrl(u"https://other.example/"_s);
    QVERIFY(client.reconfigure(other).ok());
    QVERIFY(!fixture.client);
}

void TestApiClientListeners::sendingAgainDoesNotOutliveTheClient()
{
    ClientFixture fixture;
    fixture.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = fixture.make();
    int ended = 0;
    Call *last = nullptr;
    connect(&client, &ApiClient::callFinished, this, [&] {
        ++ended;
        last = client.get(u"/again"_s);
        QVERIFY(last->isFinished());
    });
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.advance(1s);
    fixture.client.reset();
    QCOMPARE(ended, 1);
    QVERIFY(last);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(fixture.transport.requestCount(), 1);
}

void TestApiClientListeners::limiterTakenAwayInsideItsPause()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.succeedWith(429, {{"Retry-After", "30"}});
    ApiClient &client = fixture.make();
    connect(client.limiter(), &RateLimiter::pauseChanged, this, [&client] { takeLimiterAway(client); });
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.finishedCount, 1);
    QVERIFY(!client.limiter());
}

void TestApiClientListeners::limiterTakenAwayInsideItsTokens()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    ApiClient &client = fixture.make();
    connect(client.limiter(), &RateLimiter::tokensChanged, this, [&client] { takeLimiterAway(client); });
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.finishedCount, 1);
    QVERIFY(watch.response);
}

void TestApiClientListeners::snapshotInsideReconfigure()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    ApiClient &client = fixture.make();
    int taken = 0;
    connect(client.limiter(), &RateLimiter::tokensChanged, this, [&] {
        ++taken;
        QVERIFY(client.snapshot().limiter);
        QVERIFY(!client.breaker());
    });
    ClientConfig other = client.config();
    other.baseUrl = QUrl(u"https://other.example/"_s);
    QVERIFY(client.reconfigure(other).ok());
    QCOMPARE(taken, 1);
}

void TestApiClientListeners::reconfigureInsideReconfigure()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    ApiClient &client = fixture.make();
    connect(
        client.limiter(), &RateLimiter::tokensChanged, this,
        [&client] {
            ClientConfig inner = client.config();
            inner.rateLimit->maxRequests = 5;
            inner.rateLimit->burstSize = 5;
            QVERIFY(client.reconfigure(inner).ok());
        },
        Qt::SingleShotConnection);
    ClientConfig outer = client.config();
    outer.rateLimit->maxRequests = 50;
    QVERIFY(client.reconfigure(outer).ok());
    // The inner one was the last word.
    QCOMPARE(client.config().rateLimit->maxRequests, 5);
    QCOMPARE(client.limiter()->config().maxRequests, 5);
}

void TestApiClientListeners::callFinishesBeforeItsEvent()
{
    ClientFixture fixture;
    fixture.transport.failWith(Error(ErrorKind::Reset));
    ApiClient &client = fixture.make();
    QStringList order;
    Call *call = client.get(u"/x"_s);
    connect(call, &Call::finished, this, [&order] { order.append(u"call"_s); });
    connect(&client, &ApiClient::callFinished, this, [&order] { order.append(u"client"_s); });
    connect(&client, &ApiClient::eventAdded, this, [&order] { order.append(u"event"_s); });
    fixture.scheduler.runUntilIdle();
    QCOMPARE(order, QStringList({u"call"_s, u"client"_s, u"event"_s}));
}

QTEST_GUILESS_MAIN(TestApiClientListeners)
#include "tst_apiclient_listeners.moc"
