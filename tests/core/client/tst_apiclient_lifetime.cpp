// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QPointer>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

class TestApiClientLifetime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void X05_destroyedClientEndsEachCallOnce();
    void X05_destroyedInsideFinished();
    void cancelInsideAttemptStarted();
    void cancelRightAfterSend();
    void sendInsideFinished();
    void limiterTakenAwayLetsWaitersGo();
    void ADV_O8_newCredentialsWhileTheOldAreLookedUp();
    void X05_cancelInsideDestroyed();
    void X05_clientDestroyedInsideDestroyed();
    void X05_sendInsideDestroyedOfADyingClient();
    void X05_cancelInsidePrepareRequest();
    void X05_goneInsideHandleResponse_data();
    void X05_goneInsideHandleResponse();
    void X05_O8_theClientGoesInsideAHook_data();
    void X05_O8_theClientGoesInsideAHook();
};

void TestApiClientLifetime::X05_destroyedClientEndsEachCallOnce()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 15;
    for (int i = 0; i < 5; ++i)
        fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.answerWith(FakeOutcome::silence());
    ApiClient &client = fixture.make();
    std::vector<std::unique_ptr<CallWatch>> watches;
    watches.reserve(65);
    for (int i = 0; i < 65; ++i) // 5 back off, 10 are in flight, 50 wait for a token
        watches.push_back(std::make_unique<CallWatch>(client.get(QStringLiteral("/x"))));
    fixture.scheduler.advance(100ms);
    QCOMPARE(fixture.transport.inFlight(), 10);
    QCOMPARE(client.snapshot().limiter->waiting, 50);
    fixture.client.reset();
    for (const auto &watch : watches) {
        QCOMPARE(watch->finishedCount, 1);
        QCOMPARE(watch->error->kind, ErrorKind::Cancelled);
    }
    QCOMPARE(fixture.transport.inFlight(), 0);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientLifetime::X05_destroyedInsideFinished()
{
    ClientFixture fixture;
    ApiClient &client = fixture.make();
    Call *call = client.get(QStringLiteral("/1"));
    CallWatch other(client.get(QStringLiteral("/2")));
    connect(call, &Call::finished, this, [&fixture] { fixture.client.reset(); });
    fixture.scheduler.runUntilIdle();
    QVERIFY(!fixture.client);
    QCOMPARE(other.finishedCount, 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientLifetime::cancelInsideAttemptStarted()
{
    ClientFixture fixture;
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    connect(watch.call, &Call::attemptStarted, this, [&watch] { watch.call->cancel(); });
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    QCOMPARE(fixture.transport.requestCount(), 0);
}

void TestApiClientLifetime::cancelRightAfterSend()
{
    ClientFixture fixture;
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    watch.call->cancel();
    watch.call->cancel();
    QCOMPARE(watch.finishedCount, 1);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(fixture.transport.requestCount(), 0);
}

void TestApiClientLifetime::sendInsideFinished()
{
    ClientFixture fixture;
    ApiClient &client = fixture.make();
    int answers = 0;
    connect(&client, &ApiClient::callFinished, this, [&client, &answers] {
        if (++answers < 50)
            client.get(QStringLiteral("/next"));
    });
    client.get(QStringLiteral("/first"));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(answers, 50);
    QCOMPARE(fixture.transport.requestCount(), 50);
}

void TestApiClientLifetime::limiterTakenAwayLetsWaitersGo()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    ApiClient &client = fixture.make();
    CallWatch first(client.get(QStringLiteral("/1")));
    CallWatch second(client.get(QStringLiteral("/2")));
    fixture.scheduler.advance(1s);
    QCOMPARE(second.finishedCount, 0);
    ClientConfig changed = client.config();
    changed.rateLimit.reset();
    QVERIFY(client.reconfigure(changed).ok());
    fixture.scheduler.runDue();
    QVERIFY(second.response);
}

void TestApiClientLifetime::ADV_O8_newCredentialsWhileTheOldAreLookedUp()
{
    ClientFixture fixture;
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::Bearer;
    fixture.config.auth->token = Secret::plain(QStringLiteral("old"));
    fixture.transport.enqueue(FakeOutcome::success(200, {}, {}, 1s));
    ApiClient &client = fixture.make();
    CallWatch first(client.get(QStringLiteral("/1")));
    fixture.scheduler.advance(100ms);
    ClientConfig changed = client.config();
    changed.auth->token = Secret::plain(QStringLiteral("new"));
    QVERIFY(client.reconfigure(changed).ok());
    CallWatch second(client.get(QStringLiteral("/2")));
    fixture.scheduler.runUntilIdle();
    QVERIFY(first.response && second.response);
    QCOMPARE(*fixture.transport.requests().at(0).headers.value("Authorization"), QByteArray("Bearer old"));
    QCOMPARE(*fixture.transport.requests().at(1).headers.value("Authorization"), QByteArray("Bearer new")); // B18
}

// Ended calls are destroyed all at once, which QObject tells each time: a call that ends meanwhile goes next time.
void TestApiClientLifetime::X05_cancelInsideDestroyed()
{
    ClientFixture fixture;
    fixture.transport.setDelay(10s);
    ApiClient &client = fixture.make();
    Call *first = client.get(QStringLiteral("/a"));
    const QPointer<Call> second = client.get(QStringLiteral("/b"));
    fixture.scheduler.advance(1s);
    connect(first, &QObject::destroyed, this, [&second] { second->cancel(); });
    first->cancel();
    fixture.scheduler.advance(1s);
    QVERIFY(second.isNull());
}

void TestApiClientLifetime::X05_clientDestroyedInsideDestroyed()
{
    ClientFixture fixture;
    fixture.transport.setDelay(10s);
    fixture.make();
    Call *first = fixture.client->get(QStringLiteral("/a"));
    CallWatch other(fixture.client->get(QStringLiteral("/b")));
    fixture.scheduler.advance(1s);
    connect(first, &QObject::destroyed, this, [&fixture] { fixture.client.reset(); });
    first->cancel();
    fixture.scheduler.advance(1s);
    QVERIFY(!fixture.client);
    QCOMPARE(other.finishedCount, 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientLifetime::X05_sendInsideDestroyedOfADyingClient()
{
    ClientFixture fixture;
    fixture.transport.setDelay(10s);
    fixture.make();
    ApiClient *client = fixture.client.get();
    Call *first = client->get(QStringLiteral("/a"));
    QPointer<Call> late;
    connect(first, &QObject::destroyed, this, [&late, client] { late = client->get(QStringLiteral("/b")); });
    fixture.scheduler.advance(1s);
    bool lateIsGone = false;
    connect(first, &QObject::destroyed, this, [this, &late, &lateIsGone] {
        connect(late, &QObject::destroyed, this, [&lateIsGone] { lateIsGone = true; });
    });
    fixture.client.reset();
    QVERIFY(lateIsGone);
    QVERIFY(late.isNull());
}

void TestApiClientLifetime::X05_cancelInsidePrepareRequest()
{
    class PreparingClient final : public ApiClient
    {
    public:
        using ApiClient::ApiClient;
        std::function<void()> preparing;

    protected:
        Result<Request> prepareRequest(Request request) override
        {
            preparing();
            return ApiClient::prepareRequest(std::move(request));
        }
    };
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.totalTimeout = 10s;
    PreparingClient client(fixture.config,
                           Services{fixture.scheduler, fixture.random, fixture.transport, fixture.secrets});
    CallWatch watch(client.get(QStringLiteral("/x")));
    client.preparing = [&watch] { watch.call->cancel(); };
    bool startedAfterTheEnd = false;
    connect(watch.call, &Call::attemptStarted, this, [&startedAfterTheEnd] { startedAfterTheEnd = true; });
    fixture.scheduler.runDue();
    QCOMPARE(watch.finishedCount, 1);
    QVERIFY(!startedAfterTheEnd);
    QCOMPARE(client.metrics().attempts, 0U);
    QCOMPARE(client.limiter()->tokens(), client.limiter()->snapshot().burst * 1.0);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientLifetime::X05_goneInsideHandleResponse_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("X05 of a success") << 200 << false;
    QTest::newRow("X05 of an error") << 404 << false;
    QTest::newRow("X05 of a failure whose retry is refused") << 503 << true;
}

// The sanitizers see a step in a call that is gone.
void TestApiClientLifetime::X05_goneInsideHandleResponse()
{
    class HandlingClient final : public ApiClient
    {
    public:
        using ApiClient::ApiClient;
        std::function<void()> handling;

    protected:
        Result<ApiResponse> handleResponse(ApiResponse response) override
        {
            handling();
            return ApiClient::handleResponse(std::move(response));
        }
    };
    QFETCH(int, status);
    QFETCH(bool, isRefused);
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.circuitBreaker = CircuitBreakerConfig();
    fixture.config.pipeline = Pipeline::PerAttempt;
    fixture.transport.succeedWith(status);
    HandlingClient client(fixture.config,
                          Services{fixture.scheduler, fixture.random, fixture.transport, fixture.secrets});
    CallWatch watch(client.get(QStringLiteral("/x")));
    bool isGone = false;
    connect(watch.call, &QObject::destroyed, this, [&isGone] { isGone = true; });
    client.handling = [&] {
        watch.call->cancel();
        fixture.scheduler.advance(0s);
    };
    fixture.scheduler.advance(100ms);
    if (isRefused)
        client.breaker()->forceOpen();
    fixture.scheduler.advance(1min);
    QVERIFY(isGone);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    QCOMPARE(client.metrics().cancelled, 1U);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientLifetime::X05_O8_theClientGoesInsideAHook_data()
{
    QTest::addColumn<bool>("inPrepare");
    QTest::addColumn<int>("status");
    QTest::newRow("X05 O8 before it is sent") << true << 200;
    QTest::newRow("X05 O8 at a success") << false << 200;
    QTest::newRow("X05 O8 at an error") << false << 404;
    QTest::newRow("X05 O8 at a pause that is too long") << false << 429;
}

// The sanitizers see a step in a client that is gone.
void TestApiClientLifetime::X05_O8_theClientGoesInsideAHook()
{
    class GoingClient final : public ApiClient
    {
    public:
        using ApiClient::ApiClient;
        std::function<void()> preparing;
        std::function<void()> handling;

    protected:
        Result<Request> prepareRequest(Request request) override
        {
            if (!preparing)
                return ApiClient::prepareRequest(std::move(request));
            const auto act = preparing; // for this goes in it
            act();
            return request;
        }
        Result<ApiResponse> handleResponse(ApiResponse response) override
        {
            const auto act = handling;
            act();
            return response;
        }
    };
    QFETCH(bool, inPrepare);
    QFETCH(int, status);
    ClientFixture fixture;
    fixture.withRetry().maxServerDelay = 10s;
    fixture.transport.succeedWith(status, {{"Retry-After", "60"}});
    auto client = std::make_unique<GoingClient>(
        fixture.config, Services{fixture.scheduler, fixture.random, fixture.transport, fixture.secrets});
    CallWatch watch(client->post(QStringLiteral("/x"), Body("x")));
    (inPrepare ? client->preparing : client->handling) = [&client] { client.reset(); };
    fixture.scheduler.runUntilIdle();
    QVERIFY(!client);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

QTEST_GUILESS_MAIN(TestApiClientLifetime)
#include "tst_apiclient_lifetime.moc"
