// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QBuffer>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A client of an API that takes one access token only, and the server that grants them.
class OAuthClientFixture : public ClientFixture
{
public:
    OAuthClientFixture()
    {
        config.auth = AuthConfig();
        config.auth->type = AuthType::OAuth2;
        config.auth->clientId = u"shop"_s;
        config.auth->clientSecret = Secret::plain(u"canary-secret"_s);
        config.auth->tokenUrl = QUrl(u"https://auth.example.com/token"_s);
        transport.setHandler([this](const Request &request, int) { return answer(request); });
    }

    FakeOutcome answer(const Request &request)
    {
        if (request.url.host() == u"auth.example.com"_s)
            return grant();
        ++apiRequests;
        if (request.headers.value("Authorization") != "Bearer canary-at" + QByteArray::number(goodToken))
            return FakeOutcome::success(401, {}, {}, apiDelay);
        return FakeOutcome::success(status, {}, {}, apiDelay);
    }

    FakeOutcome grant()
    {
        ++grants;
        if (refusal != 0)
            return FakeOutcome::success(refusal, {{"Content-Type", "application/json"}},
                                        R"({"error":"invalid_client"})", tokenDelay);
        const QByteArray token = "canary-at" + QByteArray::number(grants);
        return FakeOutcome::success(200, {{"Content-Type", "application/json"}},
                                    R"({"token_type":"bearer","expires_in":3600,"access_token":")" + token + "\"}",
                                    tokenDelay);
    }

    /// Gets the first token.
    void warmUp()
    {
        make().get(u"/warm"_s);
        settle();
        client->resetMetrics();
        apiRequests = 0;
        grants = 1;
    }
    void settle() { scheduler.advance(100s); }
    [[nodiscard]] bool booksBalance() const
    {
        const ClientMetrics &m = client->metrics();
        return m.attempts == m.admitted + m.retries + m.replays + m.redirects
            && m.calls == m.succeeded + m.failed + m.refused + m.cancelled;
    }

    int goodToken = 1;
    int status = 200;
    int refusal = 0;
    int grants = 0;
    int apiRequests = 0;
    Duration apiDelay{};
    Duration tokenDelay{};
};

} // namespace

class TestApiClientReplays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O01_firstCallsShareOneToken();
    void O02_hundredRefusalsAreOneRefresh();
    void C10_twoHundredAtTheExpiry_data();
    void C10_twoHundredAtTheExpiry();
    void O03_lateRefusalUsesThePresentToken();
    void O13_isNoRetryAndGoesForPost();
    void O13_R11_whatWasAcceptedIsNotDoneAgain_data();
    void O13_R11_whatWasAcceptedIsNotDoneAgain();
    void O13_isNeutralForTheBreaker_data();
    void O13_isNeutralForTheBreaker();
    void C22_secondRefusalIsTold();
    void C23_bodyThatIsGone();
    void C24_forbiddenIsFinal();
    void O09_cancelledCallCancelsNoRefresh();
    void O07_failedRefreshEndsTheCalls();
    void O11_tokenRequestsTakeNoTokensOfTheLimiter();
    void O11_failuresOfTheTokenServerOpenNoCircuit();
    void C21_waitingCallHasItsOwnDeadline();
    void otherOriginsGetNoReplay();
    void perAttemptReplayTakesAToken();
    void newIdentityMeanwhile();
    void storyTellsOfItAll();
    void D2_tokenThatExpiredInTheQueueIsRenewed();
    void C27_tokensAreShownNowhere();
};

void TestApiClientReplays::O01_firstCallsShareOneToken()
{
    OAuthClientFixture fixture;
    fixture.tokenDelay = 1s;
    fixture.make();
    std::vector<std::unique_ptr<CallWatch>> watches;
    watches.reserve(100);
    for (int i = 0; i < 100; ++i)
        watches.push_back(std::make_unique<CallWatch>(fixture.client->get(u"/x"_s)));
    fixture.settle();
    QCOMPARE(fixture.grants, 1);
    QCOMPARE(fixture.apiRequests, 100);
    QCOMPARE(fixture.client->metrics().succeeded, 100U);
    QVERIFY(fixture.booksBalance());
}

void TestApiClientReplays::O02_hundredRefusalsAreOneRefresh()
{
    OAuthClientFixture fixture;
    fixture.warmUp();
    fixture.goodToken = 2;
    fixture.apiDelay = 50ms;
    fixture.tokenDelay = 200ms;
    std::vector<std::unique_ptr<CallWatch>> watches;
    watches.reserve(100);
    for (int i = 0; i < 100; ++i)
        watches.push_back(std::make_unique<CallWatch>(fixture.client->get(u"/x"_s)));
    fixture.settle();
    for (const auto &watch : watches) {
        QCOMPARE(watch->finishedCount, 1);
        QVERIFY(watch->response);
        QCOMPARE(watch->response->response.status, 200);
    }
    QCOMPARE(fixture.grants, 2);
    QCOMPARE(fixture.apiRequests, 200);
    const ClientMetrics &metrics = fixture.client->metrics();
    QCOMPARE(metrics.replays, 100U);
    QCOMPARE(metrics.admitted, 100U);
    QCOMPARE(metrics.retries, 0U);
    QCOMPARE(metrics.attempts, 200U);
    QVERIFY(fixture.booksBalance());
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientReplays::C10_twoHundredAtTheExpiry_data()
{
    QTest::addColumn<Duration>("age"); // of a token that lives for an hour
    QTest::addColumn<int>("replays");
    QTest::newRow("C10 it has just expired") << Duration(1h) << 0;
    QTest::newRow("C10 it is about to") << Duration(1h - 1ms) << 0;
    QTest::newRow("C10 the server has it expire earlier") << Duration(30min) << 200;
}

void TestApiClientReplays::C10_twoHundredAtTheExpiry()
{
    QFETCH(Duration, age);
    QFETCH(int, replays);
    OAuthClientFixture fixture;
    fixture.warmUp();
    fixture.scheduler.advance(age - 100s); // which the first call has taken
    fixture.goodToken = 2;
    fixture.apiDelay = 50ms;
    fixture.tokenDelay = 200ms;
    std::vector<std::unique_ptr<CallWatch>> watches;
    for (int i = 0; i < 200; ++i)
        watches.push_back(std::make_unique<CallWatch>(fixture.client->get(u"/x"_s)));
    fixture.settle();
    for (const auto &watch : watches) {
        QCOMPARE(watch->finishedCount, 1);
        QVERIFY(watch->response);
    }
    QCOMPARE(fixture.grants, 2); // one for all
    QCOMPARE(fixture.apiRequests, 200 + replays);
    QCOMPARE(fixture.client->metrics().replays, quint64(replays));
    QVERIFY(fixture.booksBalance());
}

void TestApiClientReplays::O03_lateRefusalUsesThePresentToken()
{
    OAuthClientFixture fixture;
    fixture.warmUp();
    fixture.goodToken = 2;
    fixture.apiDelay = 10s;
    CallWatch late(fixture.client->get(u"/late"_s));
    fixture.scheduler.advance(1s);
    fixture.apiDelay = 1s;
    CallWatch quick(fixture.client->get(u"/quick"_s));
    fixture.settle();
    QCOMPARE(fixture.grants, 2);
    QVERIFY(late.response && quick.response);
    QVERIFY(late.entries(TimelineKind::Replay).value(0).replay == ReplayReason::TokenReplaced);
    QVERIFY(quick.entries(TimelineKind::Replay).value(0).replay == ReplayReason::TokenRefused);
    QVERIFY(late.entries(TimelineKind::CredentialWait).isEmpty());
}

void TestApiClientReplays::O13_isNoRetryAndGoesForPost()
{
    OAuthClientFixture fixture;
    fixture.withRetry().maxRetries = 1;
    fixture.warmUp();
    fixture.goodToken = 2;
    fixture.status = 503;
    CallWatch get(fixture.client->get(u"/x"_s));
    fixture.settle();
    QCOMPARE(fixture.apiRequests, 3); // refused, replayed, retried
    QCOMPARE(fixture.client->metrics().retries, 1U);
    QCOMPARE(fixture.client->metrics().replays, 1U);
    QCOMPARE(get.entries(TimelineKind::Attempt).value(2).attempt, 2);
    fixture.status = 200;
    fixture.goodToken = 3;
    CallWatch post(fixture.client->post(u"/x"_s, Body("{}")));
    fixture.settle();
    QVERIFY(post.response);
    QCOMPARE(fixture.transport.requests().last().body.bytes(), QByteArray("{}"));
    QVERIFY(fixture.booksBalance());
}

void TestApiClientReplays::O13_R11_whatWasAcceptedIsNotDoneAgain_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<int>("sendings");
    QTest::newRow("O13 POST") << QByteArray("POST") << Headers() << 1;
    QTest::newRow("O13 POST with a key") << QByteArray("POST") << Headers{{"Idempotency-Key", "1"}} << 2;
    QTest::newRow("O13 PUT") << QByteArray("PUT") << Headers() << 2;
}

void TestApiClientReplays::O13_R11_whatWasAcceptedIsNotDoneAgain()
{
    QFETCH(QByteArray, method);
    QFETCH(Headers, headers);
    QFETCH(int, sendings);
    OAuthClientFixture fixture;
    fixture.warmUp();
    int done = 0;
    fixture.transport.setHandler([&](const Request &request, int) {
        if (request.url.host() == u"auth.example.com"_s)
            return fixture.grant();
        if (request.method == "GET")
            return FakeOutcome::success(401); // what came of it cannot be read
        ++done;
        return FakeOutcome::success(303, {{"Location", "/orders/1"}});
    });
    CallWatch watch(
        fixture.client->send({.method = method, .url = QUrl(u"/orders"_s), .headers = headers, .body = Body("{}")}));
    fixture.settle();
    QCOMPARE(done, sendings);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->httpStatus, 401);
    QCOMPARE(fixture.client->metrics().replays, quint64(sendings - 1));
    QVERIFY(fixture.booksBalance());
}

void TestApiClientReplays::O13_isNeutralForTheBreaker_data()
{
    QTest::addColumn<bool>("perAttempt");
    QTest::newRow("O13 per call") << false;
    QTest::newRow("O13 per attempt") << true;
}

void TestApiClientReplays::O13_isNeutralForTheBreaker()
{
    QFETCH(bool, perAttempt);
    OAuthClientFixture fixture;
    fixture.config.pipeline = perAttempt ? Pipeline::PerAttempt : Pipeline::PerCall;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 2;
    fixture.warmUp();
    fixture.goodToken = -1;
    for (int i = 0; i < 5; ++i) {
        fixture.client->get(u"/x"_s);
        fixture.settle();
    }
    QCOMPARE(fixture.client->breaker()->state(), BreakerState::Closed);
    fixture.goodToken = fixture.grants + 1;
    fixture.status = 503;
    fixture.client->get(u"/x"_s);
    fixture.settle();
    QCOMPARE(fixture.client->breaker()->snapshot().consecutiveFailures, 1);
}

void TestApiClientReplays::C22_secondRefusalIsTold()
{
    OAuthClientFixture fixture;
    fixture.withRetry();
    fixture.warmUp();
    fixture.goodToken = -1;
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.settle();
    QCOMPARE(fixture.apiRequests, 2);
    QCOMPARE(fixture.grants, 2);
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(watch.error->detail, ErrorDetail::CredentialsRejected);
    QCOMPARE(watch.error->httpStatus, 401);
    QCOMPARE(watch.lastStatus, 401);
    QVERIFY(fixture.booksBalance());
}

void TestApiClientReplays::C23_bodyThatIsGone()
{
    OAuthClientFixture fixture;
    fixture.warmUp();
    fixture.goodToken = 2;
    int opened = 0;
    const auto once = [&opened]() -> std::unique_ptr<QIODevice> {
        if (++opened > 1)
            return nullptr;
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData("abc");
        buffer->open(QIODevice::ReadOnly);
        return buffer;
    };
    const Body body(once, 3);
    CallWatch watch(fixture.client->post(u"/x"_s, body));
    fixture.settle();
    QCOMPARE(fixture.apiRequests, 1);
    QCOMPARE(fixture.client->metrics().replays, 0U);
    QCOMPARE(watch.error->httpStatus, 401);
    QCOMPARE(watch.entries(TimelineKind::GaveUp).value(0).decision->reason, RetryReason::BodyNotReplayable);
    CallWatch next(fixture.client->get(u"/x"_s)); // the token is known to be bad
    fixture.settle();
    QVERIFY(next.response);
    QCOMPARE(fixture.apiRequests, 2);
}

void TestApiClientReplays::C24_forbiddenIsFinal()
{
    OAuthClientFixture fixture;
    fixture.status = 403;
    fixture.warmUp();
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.settle();
    QCOMPARE(fixture.apiRequests, 1);
    QCOMPARE(fixture.grants, 1);
    QCOMPARE(watch.error->kind, ErrorKind::HttpStatus);
}

void TestApiClientReplays::O09_cancelledCallCancelsNoRefresh()
{
    OAuthClientFixture fixture;
    fixture.tokenDelay = 5s;
    fixture.make();
    Call *first = fixture.client->get(u"/a"_s);
    CallWatch firstWatch(first);
    CallWatch second(fixture.client->get(u"/b"_s));
    fixture.scheduler.advance(1s);
    first->cancel();
    QCOMPARE(firstWatch.error->kind, ErrorKind::Cancelled);
    fixture.settle();
    QVERIFY(second.response);
    QCOMPARE(fixture.grants, 1);
    QCOMPARE(fixture.apiRequests, 1);
    QVERIFY(fixture.booksBalance());
}

void TestApiClientReplays::O07_failedRefreshEndsTheCalls()
{
    OAuthClientFixture fixture;
    fixture.warmUp();
    fixture.goodToken = 2;
    fixture.refusal = 401;
    CallWatch one(fixture.client->get(u"/x"_s));
    CallWatch two(fixture.client->get(u"/x"_s));
    fixture.settle();
    QCOMPARE(one.error->detail, ErrorDetail::CredentialsRejected);
    QCOMPARE(two.error->value, u"invalid_client"_s);
    QCOMPARE(fixture.grants, 2);
    QVERIFY(fixture.booksBalance());
}

void TestApiClientReplays::O11_tokenRequestsTakeNoTokensOfTheLimiter()
{
    OAuthClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->burstSize = 1;
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.runDue();
    QVERIFY(watch.response);
    QCOMPARE(fixture.client->metrics().attempts, 1U);
}

void TestApiClientReplays::O11_failuresOfTheTokenServerOpenNoCircuit()
{
    OAuthClientFixture fixture;
    fixture.refusal = 503;
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.circuitBreaker->failureThreshold = 1;
    fixture.make();
    for (int i = 0; i < 3; ++i) {
        CallWatch watch(fixture.client->get(u"/x"_s));
        fixture.settle();
        QCOMPARE(watch.error->detail, ErrorDetail::TokenEndpointFailed);
    }
    QCOMPARE(fixture.client->breaker()->state(), BreakerState::Closed);
    QCOMPARE(fixture.apiRequests, 0);
    QVERIFY(fixture.booksBalance());
}

void TestApiClientReplays::C21_waitingCallHasItsOwnDeadline()
{
    OAuthClientFixture fixture;
    fixture.config.timeout = 1s;
    fixture.config.totalTimeout = 2s;
    fixture.tokenDelay = 20s;
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(2s);
    QCOMPARE(watch.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(watch.elapsed, Duration(2s));
}

void TestApiClientReplays::otherOriginsGetNoReplay()
{
    OAuthClientFixture fixture;
    fixture.warmUp();
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "https://other.example/x"}}));
    fixture.transport.enqueue(FakeOutcome::success(401));
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.settle();
    QCOMPARE(fixture.grants, 1);
    QCOMPARE(watch.error->kind, ErrorKind::HttpStatus);
    QCOMPARE(fixture.client->metrics().replays, 0U);
}

void TestApiClientReplays::perAttemptReplayTakesAToken()
{
    OAuthClientFixture fixture;
    fixture.config.pipeline = Pipeline::PerAttempt;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 60;
    fixture.config.rateLimit->burstSize = 10;
    fixture.warmUp();
    fixture.goodToken = 2;
    QCOMPARE(fixture.client->limiter()->tokens(), 10.0);
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.scheduler.runDue();
    QVERIFY(watch.response);
    QCOMPARE(fixture.client->limiter()->tokens(), 8.0);
}

void TestApiClientReplays::newIdentityMeanwhile()
{
    OAuthClientFixture fixture;
    fixture.warmUp();
    fixture.goodToken = 2;
    fixture.apiDelay = 5s;
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.scheduler.advance(1s);
    ClientConfig config = fixture.config;
    config.auth->clientId = u"other"_s;
    QVERIFY(fixture.client->reconfigure(config).ok());
    fixture.settle();
    QVERIFY(watch.response);
    QCOMPARE(fixture.grants, 2);
}

void TestApiClientReplays::storyTellsOfItAll()
{
    OAuthClientFixture fixture;
    fixture.warmUp();
    fixture.goodToken = 2;
    fixture.apiDelay = 50ms;
    fixture.tokenDelay = 200ms;
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.settle();
    QCOMPARE(watch.timeline.size(), 4);
    QCOMPARE(watch.timeline[0].kind, TimelineKind::Attempt);
    QCOMPARE(watch.timeline[0].status, 401);
    QCOMPARE(watch.timeline[1].kind, TimelineKind::Replay);
    QVERIFY(watch.timeline[1].replay == ReplayReason::TokenRefused);
    QCOMPARE(watch.timeline[2].kind, TimelineKind::CredentialWait);
    QCOMPARE(watch.timeline[2].lasted, Duration(200ms));
    QCOMPARE(watch.timeline[3].kind, TimelineKind::Attempt);
    QCOMPARE(watch.timeline[3].attempt, 1);
    QCOMPARE(watch.timeline[3].status, 200);
}

void TestApiClientReplays::D2_tokenThatExpiredInTheQueueIsRenewed()
{
    OAuthClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->window = 2h;
    fixture.config.rateLimit->burstSize = 1;
    fixture.warmUp();
    fixture.goodToken = 2;
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.scheduler.advance(2h);
    QVERIFY(watch.response);
    QCOMPARE(fixture.apiRequests, 1);
    QCOMPARE(fixture.client->metrics().replays, 0U);
}

void TestApiClientReplays::C27_tokensAreShownNowhere()
{
    OAuthClientFixture fixture;
    fixture.config.auth->tokenLocation = AuthLocation::Query;
    fixture.config.auth->tokenKey = u"access_token"_s;
    fixture.transport.enqueue(FakeOutcome::success(200, {{"Content-Type", "application/json"}},
                                                   "{\"token_type\":\"bearer\",\"access_token\":\"canary-first\"}"));
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/x?again=canary-first"}}));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.settle();
    QVERIFY(watch.error);
    QString shown = watch.error->subject + watch.error->value;
    for (const TimelineEntry &entry : watch.timeline)
        shown += entry.target + (entry.error ? entry.error->subject + entry.error->value : QString());
    for (const ClientEvent &event : fixture.client->events())
        shown += event.subject;
    QCOMPARE(watch.entries(TimelineKind::Redirect).size(), 1);
    QVERIFY2(!shown.contains(u"canary"_s), qPrintable(shown));
}

QTEST_GUILESS_MAIN(TestApiClientReplays)
#include "tst_apiclient_replays.moc"
