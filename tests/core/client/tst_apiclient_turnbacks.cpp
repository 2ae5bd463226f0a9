// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/timelinerecorder.h"
#include "cookies/cookiejar.h"
#include "logcapture.h"
#include "oauthclientfixture.h"

#include <QtTest>

#include <memory>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::optional<QByteArray> authorization(const Request &request)
{
    return request.headers.value("Authorization");
}

/// Tokens come over connections of their own.
class SplitTransport final : public Transport
{
public:
    SplitTransport(Transport &tokens, Transport &api)
        : m_tokens(tokens)
        , m_api(api)
    {
    }

    [[nodiscard]] std::unique_ptr<Exchange> send(const Request &request, const Limits &limits) override
    {
        return (request.url.host() == u"auth.example.com"_s ? m_tokens : m_api).send(request, limits);
    }

private:
    Transport &m_tokens;
    Transport &m_api;
};

} // namespace

/// What becomes of a request that has waited for a connection and is sent back, or that is ended by whoever hears of
/// it.
class TestApiClientTurnbacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X05_readersOfTheLogMayEndTheCall_data();
    void X05_readersOfTheLogMayEndTheCall();
    void X05_readersOfTheLogMayEndWhatIsHeldBack_data();
    void X05_readersOfTheLogMayEndWhatIsHeldBack();
    void X05_readersOfTheLogActOutsideOfAnothersEnd_data();
    void X05_readersOfTheLogActOutsideOfAnothersEnd();
    void X05_aClientThatGoesSendsNothingMore();
    void S01_S04_nothingGoesWhereAListenerHasMovedFrom_data();
    void S01_S04_nothingGoesWhereAListenerHasMovedFrom();
    void L09_whoIsEndedByItsLineHasSpentNoToken();
    void D4_whoWasNotContactedHasShownNothing();
    void D1_aRetryInLineIsInsideTheCircuit_data();
    void D1_aRetryInLineIsInsideTheCircuit();
    void D1_aReplayThatWaitsForItsTokenIsInsideTheCircuit_data();
    void D1_aReplayThatWaitsForItsTokenIsInsideTheCircuit();
    void B23_aRetryInLineObeysAPerson();
    void B19_whoWasObservedOnlyIsAskedAgain();
    void O06_aTokenForOneUseServesThoseInLine();
    void O06_newcomersLeaveThoseInLineTheirTurns();
    void D8_theTimeInLineCountsForTheNextRound();
    void D2_sendNowHoldsWhenTheTokenHasToBeRenewed();
    void D2_sendNowHoldsInLine();
    void D2_sendNowHoldsForARedirect();
    void D2_sendNowIsForOneRequest();
    void waitsInARowAreOneLine();
    void cookiesAndRedirectsAreAsConfiguredByThen();
};

void TestApiClientTurnbacks::X05_readersOfTheLogMayEndTheCall_data()
{
    QTest::addColumn<QString>("event");
    QTest::addColumn<FakeOutcome>("outcome");
    QTest::addColumn<int>("requests");
    QTest::addColumn<bool>("destroyed");
    const auto add = [](const char *name, const char *event, const FakeOutcome &outcome, int requests) {
        for (const bool destroyed : {false, true})
            QTest::addRow("X05 %s, %s", name, destroyed ? "destroyed" : "cancelled")
                << QString::fromLatin1(event) << outcome << requests << destroyed;
    };
    add("sent", "event=sent", FakeOutcome::success(200), 0);
    add("answered", "event=answered", FakeOutcome::success(200, {{"Content-Type", "text/plain"}}, "hello"), 1);
    add("its body", "event=body", FakeOutcome::success(200, {{"Content-Type", "text/plain"}}, "hello"), 1);
    add("asked to retry", "event=answered", FakeOutcome::success(503), 1);
    add("redirected", "event=answered", FakeOutcome::success(302, {{"Location", "/y"}}), 1);
    add("failed", "event=failed", FakeOutcome::failure(Error(ErrorKind::Reset)), 1);
    add("ignored", "event=ignored", FakeOutcome::success(429, {{"Retry-After", "soon"}}), 1);
}

void TestApiClientTurnbacks::X05_readersOfTheLogMayEndTheCall()
{
    QFETCH(QString, event);
    QFETCH(FakeOutcome, outcome);
    QFETCH(int, requests);
    QFETCH(bool, destroyed);
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.logResponseBody = true;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.enqueue(outcome);
    const CallWatch watch(fixture.make().get(u"/x"_s));
    const LogCapture log(u"*=false\nfuseboard.client.info=true"_s);
    bool told = false;
    LogCapture::once(event, [&] {
        told = true;
        destroyed ? fixture.client.reset() : watch.call->cancel();
    });
    fixture.scheduler.advance(1min);
    QVERIFY(told);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    QCOMPARE(watch.entries(TimelineKind::Cancelled).size(), 1);
    QCOMPARE(fixture.transport.requestCount(), requests);
    fixture.client.reset();
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientTurnbacks::X05_readersOfTheLogMayEndWhatIsHeldBack_data()
{
    QTest::addColumn<bool>("isRedirect");
    QTest::addColumn<bool>("destroyed");
    QTest::newRow("X05 cancelled") << false << false;
    QTest::newRow("X05 with its client") << false << true;
    QTest::newRow("X05 a redirect, cancelled") << true << false;
    QTest::newRow("X05 a redirect, with its client") << true << true;
}

void TestApiClientTurnbacks::X05_readersOfTheLogMayEndWhatIsHeldBack()
{
    QFETCH(bool, isRedirect);
    QFETCH(bool, destroyed);
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.setMaxConnections(1);
    if (isRedirect)
        fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/y"}}));
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}, {}, 1s));
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 2);
    const CallWatch &held = isRedirect ? *watches.front() : *watches.back();
    const LogCapture log(u"*=false\nfuseboard.client.info=true"_s);
    bool told = false;
    LogCapture::once(u"event=held_back"_s, [&] {
        told = true;
        destroyed ? fixture.client.reset() : held.call->cancel();
    });
    fixture.scheduler.advance(10s);
    QVERIFY(told);
    QCOMPARE(held.finishedCount, 1);
    QCOMPARE(held.error->kind, ErrorKind::Cancelled);
    QCOMPARE(fixture.transport.requestCount(), isRedirect ? 2 : 1);
    QCOMPARE(fixture.transport.inFlight(), 0);
    if (!destroyed) {
        client.resetMetrics(); // nothing is under way
        QCOMPARE(client.metrics().attempts, 0U);
        QCOMPARE(client.metrics().admitted, 0U);
        QCOMPARE(client.metrics().redirects, 0U);
    }
    fixture.client.reset();
    QCOMPARE(fixture.scheduler.pending(), 0);
}

// Who ends leaves its connection to another call, which is held back: the line of that is told when the end is over.
void TestApiClientTurnbacks::X05_readersOfTheLogActOutsideOfAnothersEnd_data()
{
    QTest::addColumn<bool>("destroyed");
    QTest::newRow("X05 cancelled") << false;
    QTest::newRow("X05 destroyed") << true;
}

void TestApiClientTurnbacks::X05_readersOfTheLogActOutsideOfAnothersEnd()
{
    QFETCH(bool, destroyed);
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.setMaxConnections(1);
    fixture.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = fixture.make();
    CallWatch first(client.get(u"/1"_s));
    CallWatch second(client.get(u"/2"_s));
    fixture.scheduler.runDue();
    client.breaker()->forceOpen();
    const LogCapture log(u"*=false\nfuseboard.client.info=true"_s);
    int endedByThen = -1;
    LogCapture::once(u"event=held_back"_s, [&] {
        endedByThen = first.finishedCount;
        destroyed ? fixture.client.reset() : second.call->cancel();
    });
    first.call->cancel();
    QCOMPARE(first.finishedCount, 1);
    fixture.scheduler.runDue();
    QCOMPARE(endedByThen, 1);
    QCOMPARE(second.finishedCount, 1);
    QCOMPARE(second.error->kind, ErrorKind::Cancelled);
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.client.reset();
    QCOMPARE(fixture.scheduler.pending(), 0);
}

// The youngest ends first and leaves its connection to an older one, which is to end too.
void TestApiClientTurnbacks::X05_aClientThatGoesSendsNothingMore()
{
    ClientFixture fixture;
    fixture.withRetry().initialDelay = 1s;
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.enqueue(FakeOutcome::success(200, {}, {}, 5s));
    const Watches watches = send(fixture.make(), 2);
    fixture.scheduler.advance(3s); // the retry of the first waits for the second
    QCOMPARE(fixture.transport.requestCount(), 2);
    fixture.client.reset();
    QCOMPARE(fixture.transport.requestCount(), 2);
    for (const auto &watch : watches)
        QCOMPARE(watch->finishedCount, 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientTurnbacks::S01_S04_nothingGoesWhereAListenerHasMovedFrom_data()
{
    QTest::addColumn<bool>("isReader");
    QTest::addColumn<bool>("isPinned");
    QTest::newRow("S01 at its start, with a token") << false << false;
    QTest::newRow("S01 at its line, with a token") << true << false;
    QTest::newRow("S04 at its start, with a pin") << false << true;
    QTest::newRow("S04 at its line, with a pin") << true << true;
}

void TestApiClientTurnbacks::S01_S04_nothingGoesWhereAListenerHasMovedFrom()
{
    QFETCH(bool, isReader);
    QFETCH(bool, isPinned);
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    if (isPinned) {
        fixture.config.tls = TlsConfig();
        fixture.config.tls->pinnedSha256 = QString(64, u'a');
    } else {
        fixture.config.auth = AuthConfig();
        fixture.config.auth->type = AuthType::Bearer;
        fixture.config.auth->token = Secret::plain(u"canary"_s);
    }
    ApiClient &client = fixture.make();
    const CallWatch watch(client.get(u"/x"_s));
    const auto move = [&client] {
        ClientConfig moved = client.config();
        moved.baseUrl = QUrl(u"https://other.example.com/v1"_s);
        QVERIFY(client.reconfigure(moved).ok());
    };
    const LogCapture log(u"*=false\nfuseboard.client.info=true"_s);
    if (isReader)
        LogCapture::once(u"event=sent"_s, move);
    else
        connect(watch.call, &Call::attemptStarted, this, move);
    fixture.scheduler.runUntilIdle(1min);
    QCOMPARE(fixture.transport.requestCount(), 0);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->detail, ErrorDetail::ClientMoved);
    QCOMPARE(client.metrics().requests, 0U);
    QCOMPARE(client.metrics().cancelled, 1U);
}

void TestApiClientTurnbacks::L09_whoIsEndedByItsLineHasSpentNoToken()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    ApiClient &client = fixture.make();
    const CallWatch watch(client.get(u"/x"_s));
    const LogCapture log(u"*=false\nfuseboard.client.info=true"_s);
    LogCapture::once(u"event=sent"_s, [&watch] { watch.call->cancel(); });
    fixture.scheduler.runDue();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(fixture.transport.requestCount(), 0);
    QCOMPARE(client.snapshot().limiter->granted, 0U);
    QCOMPARE(client.limiter()->tokens(), client.snapshot().limiter->burst * 1.0);
}

// A redirect was held back before it came to its target, and then refused: only the server that sent it has answered.
void TestApiClientTurnbacks::D4_whoWasNotContactedHasShownNothing()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxWait = 10s;
    const QString other = u"other.example.com"_s;
    int answers = 0;
    fixture.transport.setHandler([&](const Request &request, int) {
        if (request.url.host() != other)
            return FakeOutcome::success(302, {{"Location", "https://other.example.com/y"}});
        return ++answers == 1 ? FakeOutcome::success(500) : FakeOutcome::success(429, {{"Retry-After", "300"}}, {}, 1s);
    });
    ApiClient &client = fixture.make();
    (void)client.get(u"/x"_s);
    fixture.scheduler.advance(1s);
    QCOMPARE(answers, 1);
    fixture.transport.setMaxConnections(1);
    const Watches watches = send(client, 2);
    fixture.scheduler.advance(10s);
    QCOMPARE(answers, 2);
    QCOMPARE(watches.back()->error->detail, ErrorDetail::WaitTooLong);
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, 0);
    ClientConfig moved = client.config();
    moved.baseUrl = QUrl(u"https://other.example.com/"_s);
    QVERIFY(client.reconfigure(moved).ok());
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, 1);
}

// One verdict for a call with its retries: whether they have to wait for a connection makes no difference.
void TestApiClientTurnbacks::D1_aRetryInLineIsInsideTheCircuit_data()
{
    QTest::addColumn<int>("connections");
    QTest::newRow("D1 in line") << 1;
    QTest::newRow("D1 at once") << 2;
}

void TestApiClientTurnbacks::D1_aRetryInLineIsInsideTheCircuit()
{
    QFETCH(int, connections);
    ClientFixture fixture;
    fixture.withRetry().initialDelay = 1s;
    fixture.config.retry->idempotencyKeys = false;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.transport.setMaxConnections(connections);
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.enqueue(FakeOutcome::success(503, {}, {}, 5s));
    ApiClient &client = fixture.make();
    const CallWatch retried(client.get(u"/x"_s));
    fixture.scheduler.advance(100ms);
    const CallWatch opens(client.post(u"/y"_s, Body(QByteArray("x")))); // is not retried, while the other one waits
    fixture.scheduler.advance(20s);
    QCOMPARE(opens.finishedCount, 1);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    QVERIFY(retried.response);
    QCOMPARE(fixture.transport.requestCount(), 3);
    QCOMPARE(client.snapshot().limiter->granted, 2U);
}

void TestApiClientTurnbacks::D1_aReplayThatWaitsForItsTokenIsInsideTheCircuit_data()
{
    QTest::addColumn<bool>("isReset");
    QTest::newRow("D1 the circuit is open") << false;
    QTest::newRow("D1 the circuit was open") << true;
}

void TestApiClientTurnbacks::D1_aReplayThatWaitsForItsTokenIsInsideTheCircuit()
{
    QFETCH(bool, isReset);
    OAuthFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.grant = [&fixture](const Request &) {
        return fixture.granted("\"expires_in\":3600", fixture.grants == 0 ? 0s : 10s);
    };
    fixture.api = [](const Request &request) {
        if (request.url.path().endsWith(u"y"))
            return FakeOutcome::success(503, {}, {}, 5s);
        const bool isOld = authorization(request) == QByteArray("Bearer canary-at1");
        return FakeOutcome::success(isOld ? 401 : 200, {}, {}, 1s);
    };
    ApiClient &client = fixture.make();
    const CallWatch replayed(client.get(u"/x"_s));
    const CallWatch opens(client.get(u"/y"_s));
    fixture.scheduler.advance(6s);
    QCOMPARE(opens.finishedCount, 1);
    QCOMPARE(client.breaker()->state(), BreakerState::Open);
    if (isReset)
        client.breaker()->reset();
    fixture.scheduler.advance(20s);
    QVERIFY(replayed.response);
    QCOMPARE(client.snapshot().limiter->granted, 2U);
}

void TestApiClientTurnbacks::B23_aRetryInLineObeysAPerson()
{
    ClientFixture fixture;
    fixture.withRetry().initialDelay = 1s;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.enqueue(FakeOutcome::success(200, {}, {}, 5s));
    ApiClient &client = fixture.make();
    const CallWatch retried(client.get(u"/x"_s));
    fixture.scheduler.advance(100ms);
    const CallWatch other(client.get(u"/x"_s));
    fixture.scheduler.advance(2s);
    client.breaker()->isolate();
    fixture.scheduler.advance(20s);
    QVERIFY(other.response);
    QVERIFY(retried.error);
    QCOMPARE(retried.error->httpStatus, 503);
    QCOMPARE(fixture.transport.requestCount(), 2);
    client.breaker()->endIsolation();
}

void TestApiClientTurnbacks::B19_whoWasObservedOnlyIsAskedAgain()
{
    ClientFixture fixture;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.config.circuitBreaker->observeOnly = true;
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.answerWith(FakeOutcome::success(200, {}, {}, 5s));
    ApiClient &client = fixture.make();
    (void)client.get(u"/x"_s);
    fixture.scheduler.advance(1min);
    const Watches watches = send(client, 2); // a probe, and one beside it that waits for its connection
    fixture.scheduler.runDue();
    QCOMPARE(client.snapshot().breaker->probesOut, 1);
    ClientConfig strict = client.config();
    strict.circuitBreaker->observeOnly = false;
    QVERIFY(client.reconfigure(strict).ok());
    fixture.scheduler.advance(6s);
    QCOMPARE(fixture.transport.requestCount(), 3);
    QCOMPARE(client.snapshot().breaker->probesOut, 1); // it has a slot of its own by now
    fixture.scheduler.advance(6s);
    QVERIFY(watches.back()->response);
    QCOMPARE(client.breaker()->state(), BreakerState::Closed);
}

void TestApiClientTurnbacks::O06_aTokenForOneUseServesThoseInLine()
{
    OAuthFixture fixture;
    fixture.transport.setMaxConnections(1);
    fixture.grant = [&fixture](const Request &) { return fixture.granted("\"expires_in\":0"); };
    fixture.api = [](const Request &) { return FakeOutcome::success(200, {}, {}, 100ms); };
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 50);
    fixture.scheduler.advance(30s);
    QCOMPARE(client.metrics().succeeded, 50U);
    QCOMPARE(fixture.grants, 1); // all of them have waited for it
    QCOMPARE(fixture.transport.requestCount(), 51);
    QVERIFY(watches.back()->entries(TimelineKind::ConnectionWait).isEmpty());
}

// Each of them brings a token of its own, which is later than those that stand in line already.
void TestApiClientTurnbacks::O06_newcomersLeaveThoseInLineTheirTurns()
{
    OAuthFixture fixture;
    fixture.grant = [&fixture](const Request &) { return fixture.granted("\"expires_in\":0"); };
    FakeTransport api(fixture.scheduler);
    api.setMaxConnections(1);
    api.answerWith(FakeOutcome::success(200, {}, {}, 100ms));
    SplitTransport transport(fixture.transport, api);
    ApiClient client(fixture.config, Services{fixture.scheduler, fixture.random, transport, fixture.secrets});
    Watches watches = send(client, 2);
    for (int i = 0; i < 100; ++i) {
        fixture.scheduler.advance(50ms);
        watches.push_back(std::make_unique<CallWatch>(client.get(u"/x"_s)));
        fixture.scheduler.advance(50ms);
    }
    fixture.scheduler.advance(1s);
    for (const auto &watch : watches) {
        QVERIFY(watch->response);
        QVERIFY(watch->elapsed <= 300ms);
    }
    QVERIFY(fixture.grants <= api.requestCount());
}

void TestApiClientTurnbacks::D8_theTimeInLineCountsForTheNextRound()
{
    ClientFixture fixture;
    fixture.config.timeout = 10s;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.transport.setMaxConnections(1);
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "10"}}, {}, 6s));
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 2);
    fixture.scheduler.advance(7s);
    fixture.transport.enqueue(FakeOutcome::silence());
    const auto other = fixture.transport.send(Request{.url = QUrl(u"https://other.example.com/"_s)},
                                              {.attemptTimeout = 1h});
    fixture.scheduler.advance(12s);
    const CallWatch &held = *watches.back();
    QCOMPARE(held.finishedCount, 0);
    fixture.scheduler.advance(1s); // at 20 s: 6 s before the pause and 4 s behind it
    QVERIFY(held.error);
    QCOMPARE(held.error->kind, ErrorKind::AttemptTimeout);
    QCOMPARE(held.error->detail, ErrorDetail::NoConnectionFree);
    QCOMPARE(held.error->limit, std::optional<Duration>(10s));
    QCOMPARE(client.snapshot().breaker->consecutiveFailures, 0);
}

void TestApiClientTurnbacks::D2_sendNowHoldsInLine()
{
    OAuthFixture fixture;
    fixture.config.timeout = 5min;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.setMaxConnections(1);
    fixture.grant = [&fixture](const Request &) { return fixture.granted("\"expires_in\":120"); };
    int asked = 0;
    fixture.api = [&asked](const Request &) {
        return ++asked == 1 ? FakeOutcome::success(429, {{"Retry-After", "300"}})
                            : FakeOutcome::success(200, {}, {}, 100s);
    };
    const Watches watches = send(fixture.make(), 3);
    fixture.scheduler.advance(1s);
    QCOMPARE(asked, 1);
    watches[1]->call->sendNow();
    watches[2]->call->sendNow(); // in line behind it, where its token gets too old
    fixture.scheduler.advance(110s);
    QCOMPARE(asked, 3);
    QCOMPARE(authorization(fixture.transport.requests().last()), std::optional<QByteArray>("Bearer canary-at2"));
}

void TestApiClientTurnbacks::D2_sendNowHoldsWhenTheTokenHasToBeRenewed()
{
    OAuthFixture fixture;
    fixture.withRetry().maxServerDelay = 10min;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.grant = [&fixture](const Request &) { return fixture.granted("\"expires_in\":120"); };
    int asked = 0;
    fixture.api = [&asked](const Request &) {
        return ++asked == 1 ? FakeOutcome::success(429, {{"Retry-After", "300"}}) : FakeOutcome::success(200);
    };
    const CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(100s);
    watch.call->sendNow();
    fixture.scheduler.advance(1s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.grants, 2);
}

void TestApiClientTurnbacks::D2_sendNowHoldsForARedirect()
{
    OAuthFixture fixture;
    fixture.withRetry().maxServerDelay = 10min;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.grant = [&fixture](const Request &) { return fixture.granted("\"expires_in\":120"); };
    int asked = 0;
    fixture.api = [&asked](const Request &) {
        return ++asked == 1 ? FakeOutcome::success(302, {{"Location", "/y"}, {"Retry-After", "300"}})
                            : FakeOutcome::success(200);
    };
    const CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(100s);
    QCOMPARE(asked, 1);
    watch.call->sendNow();
    fixture.scheduler.advance(1s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.grants, 2);
}

void TestApiClientTurnbacks::D2_sendNowIsForOneRequest()
{
    ClientFixture fixture;
    fixture.withRetry().initialDelay = 1s;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "60"}}));
    fixture.transport.enqueue(FakeOutcome::success(503));
    const CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(1s);
    watch.call->sendNow();
    fixture.scheduler.advance(50s);
    QCOMPARE(fixture.transport.requestCount(), 2); // its retry waits for the server again
    fixture.scheduler.advance(20s);
    QVERIFY(watch.response);
}

// A call that is asked twice whether it may leave, and may not, with nothing in between.
void TestApiClientTurnbacks::waitsInARowAreOneLine()
{
    TimelineRecorder recorder(MonotonicTime{});
    const auto turnBack = [&recorder](Duration from, Duration to) {
        recorder.begin(MonotonicTime{} + from, TimelineKind::Attempt).attempt = 1;
        recorder.endAsConnectionWait(MonotonicTime{} + to);
    };
    turnBack(1s, 2s);
    turnBack(2s, 5s);
    Timeline timeline = recorder.entries(MonotonicTime{} + 6s);
    QCOMPARE(timeline.size(), 1);
    QCOMPARE(timeline.first().kind, TimelineKind::ConnectionWait);
    QCOMPARE(timeline.first().at, Duration(1s));
    QCOMPARE(timeline.first().lasted, Duration(4s));
    recorder.begin(MonotonicTime{} + 6s, TimelineKind::ServerPause);
    recorder.end(MonotonicTime{} + 7s);
    turnBack(7s, 9s);
    timeline = recorder.entries(MonotonicTime{} + 9s);
    QCOMPARE(timeline.size(), 3);
    QCOMPARE(timeline.last().lasted, Duration(2s));
}

void TestApiClientTurnbacks::cookiesAndRedirectsAreAsConfiguredByThen()
{
    ClientFixture fixture;
    fixture.transport.setMaxConnections(1);
    fixture.transport.answerWith(
        FakeOutcome::success(302, {{"Location", "/y"}, {"Set-Cookie", "session=1; Path=/"}}, {}, 1s));
    ApiClient &client = fixture.make();
    const auto jar = std::make_shared<CookieJar>(fixture.scheduler);
    client.setCookieJar(jar);
    (void)client.get(u"/x"_s);
    fixture.scheduler.runDue();
    const CallWatch waits(client.get(u"/x"_s));
    fixture.scheduler.runDue();
    ClientConfig changed = client.config();
    changed.cookies = false;
    changed.followRedirects = false;
    QVERIFY(client.reconfigure(changed).ok());
    fixture.scheduler.advance(90s);
    QVERIFY(waits.response);
    QCOMPARE(waits.response->response.status, 302);
    QCOMPARE(fixture.transport.requests().at(1).url.path(), u"/v1/x"_s);
    QVERIFY(!fixture.transport.requests().at(1).headers.contains("Cookie"));
}

QTEST_GUILESS_MAIN(TestApiClientTurnbacks)
#include "tst_apiclient_turnbacks.moc"
