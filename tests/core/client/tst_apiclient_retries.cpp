// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

class TestApiClientRetries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void R01_aCallHasNoMoreRetriesThanAConfigurationMay();
    void R01_maxRetriesAndOneMore();
    void R09_stopsBeforeSleepingIntoTheDeadline();
    void R10_attemptTimeoutIsRetriedTotalIsNot();
    void R11_postIsNotRepeated_data();
    void R11_postIsNotRepeated();
    void D7_methodsWithoutABodyAreRepeated_data();
    void D7_methodsWithoutABodyAreRepeated();
    void D7_whatHasNotLeftIsSentAgain_data();
    void D7_whatHasNotLeftIsSentAgain();
    void R15_aBodyFromADeviceIsWholeEachTime();
    void R15_bodyThatCannotRewindIsNotRepeated();
    void R23_resultHoldsTheWholeStory();
    void sendNowEndsTheBackoff();
    void theTimeOfACallStopsAtItsEnd();
};

void TestApiClientRetries::theTimeOfACallStopsAtItsEnd()
{
    ClientFixture fixture;
    fixture.transport.succeedWith(200);
    Call *call = fixture.make().get(QStringLiteral("/x"));
    QList<Duration> told;
    connect(call, &Call::finished, this, [&] {
        told.append(call->elapsed());
        fixture.scheduler.suspend(5ms); // time goes on while the end is told
        told.append(call->elapsed());
    });
    fixture.scheduler.runUntilIdle();
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.last(), told.first());
}

void TestApiClientRetries::R01_maxRetriesAndOneMore()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.succeedWith(503);
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 4);
    QCOMPARE(watch.elapsed, Duration(1s + 2s + 4s));
    QCOMPARE(fixture.client->metrics().retries, 3U);
    QCOMPARE(watch.entries(TimelineKind::GaveUp).value(0).decision->reason, RetryReason::RetriesUsedUp);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientRetries::R09_stopsBeforeSleepingIntoTheDeadline()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.timeout = 1s;
    fixture.config.totalTimeout = 5s;
    fixture.transport.succeedWith(503);
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.elapsed, Duration(3s));
    QCOMPARE(fixture.transport.requestCount(), 3);
    QCOMPARE(watch.error->kind, ErrorKind::HttpStatus);
    QCOMPARE(watch.entries(TimelineKind::GaveUp).value(0).decision->reason, RetryReason::TotalTimeoutAhead);
}

void TestApiClientRetries::R10_attemptTimeoutIsRetriedTotalIsNot()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.config.timeout = 10s;
    fixture.config.totalTimeout = 25s;
    fixture.transport.answerWith(FakeOutcome::silence());
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 3); // 0–10, 11–21, 23–25
    QCOMPARE(watch.error->kind, ErrorKind::TotalTimeout);
    QCOMPARE(watch.elapsed, Duration(25s));
    QCOMPARE(watch.entries(TimelineKind::Attempt).value(0).error->kind, ErrorKind::AttemptTimeout);
}

void TestApiClientRetries::R11_postIsNotRepeated_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("key");
    QTest::addColumn<bool>("unsafe");
    QTest::addColumn<int>("requests");
    QTest::newRow("R11 POST") << QByteArray("POST") << false << false << 1;
    QTest::newRow("D7 PATCH") << QByteArray("PATCH") << false << false << 1;
    QTest::newRow("R11 with Idempotency-Key") << QByteArray("POST") << true << false << 4;
    QTest::newRow("D7 retry_unsafe_methods") << QByteArray("POST") << false << true << 4;
    QTest::newRow("D7 PUT") << QByteArray("PUT") << false << false << 4;
    QTest::newRow("D7 DELETE") << QByteArray("DELETE") << false << false << 4;
}

void TestApiClientRetries::R11_postIsNotRepeated()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, key);
    QFETCH(bool, unsafe);
    QFETCH(int, requests);
    ClientFixture fixture;
    fixture.withRetry().retryUnsafeMethods = unsafe;
    fixture.transport.succeedWith(503);
    Request request;
    request.method = method;
    request.url = QUrl(QStringLiteral("/x"));
    request.body = Body("{}");
    if (key)
        request.headers.append("Idempotency-Key", "k-1");
    CallWatch watch(fixture.make().send(request));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), requests);
    for (const Request &sent : fixture.transport.requests()) {
        QCOMPARE(sent.body.bytes(), QByteArray("{}"));
        QCOMPARE(sent.headers.value("Idempotency-Key").value_or("none"), key ? QByteArray("k-1") : QByteArray("none"));
    }
}

void TestApiClientRetries::D7_methodsWithoutABodyAreRepeated_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("D7 GET") << QByteArray("GET");
    QTest::newRow("D7 HEAD") << QByteArray("HEAD");
    QTest::newRow("D7 OPTIONS") << QByteArray("OPTIONS");
    QTest::newRow("D7 TRACE") << QByteArray("TRACE");
}

void TestApiClientRetries::D7_methodsWithoutABodyAreRepeated()
{
    QFETCH(QByteArray, method);
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.enqueue(FakeOutcome::failure(Error(ErrorKind::Reset)));
    fixture.transport.succeedWith(503);
    Request request;
    request.method = method;
    request.url = QUrl(QStringLiteral("/x"));
    CallWatch watch(fixture.make().send(request));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 4);
    for (const Request &sent : fixture.transport.requests())
        QCOMPARE(sent.method, method);
    QCOMPARE(watch.error->httpStatus, 503);
}

void TestApiClientRetries::D7_whatHasNotLeftIsSentAgain_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("sendings");
    QTest::addColumn<int>("requests");
    for (const QByteArray method : {"POST", "PATCH"}) {
        const auto row = [&method](const char *after, ErrorKind kind, ErrorDetail detail, int sendings, int requests) {
            QTest::addRow("D7 %s after %s", method.constData(), after)
                << method << Error(kind, detail) << sendings << requests;
        };
        row("a DNS failure", ErrorKind::Dns, ErrorDetail::None, 0, 2);
        row("a refused connection", ErrorKind::Refused, ErrorDetail::None, 0, 2);
        row("a TLS failure", ErrorKind::Tls, ErrorDetail::HandshakeFailed, 0, 2);
        row("a reset, having left", ErrorKind::Reset, ErrorDetail::None, 1, 1);
    }
}

void TestApiClientRetries::D7_whatHasNotLeftIsSentAgain()
{
    QFETCH(QByteArray, method);
    QFETCH(Error, error);
    QFETCH(int, sendings);
    QFETCH(int, requests);
    ClientFixture fixture;
    fixture.withRetry();
    FakeOutcome failure = FakeOutcome::failure(error);
    failure.sendings = sendings;
    fixture.transport.enqueue(failure);
    Request request;
    request.method = method;
    request.url = QUrl(QStringLiteral("/x"));
    request.body = Body("{}");
    CallWatch watch(fixture.make().send(request));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.bodies(), QList<QByteArray>(requests, "{}"));
    QCOMPARE(watch.response.has_value(), requests > 1);
}

void TestApiClientRetries::R15_aBodyFromADeviceIsWholeEachTime()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.enqueue(FakeOutcome::success(503));
    fixture.transport.enqueue(FakeOutcome::failure(Error(ErrorKind::Reset)));
    fixture.transport.enqueue(FakeOutcome::success(307, {{"Location", "/there"}}));
    Request request;
    request.method = "PUT";
    request.url = QUrl(QStringLiteral("/x"));
    request.body = Body([] { return Body("abc").open(); }, 3);
    CallWatch watch(fixture.make().send(request));
    fixture.scheduler.runUntilIdle();
    QVERIFY(watch.response);
    QCOMPARE(fixture.transport.bodies(), QList<QByteArray>(4, "abc"));
}

void TestApiClientRetries::R15_bodyThatCannotRewindIsNotRepeated()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.succeedWith(503);
    Request request;
    request.method = "PUT";
    request.url = QUrl(QStringLiteral("/x"));
    request.body = Body(
        [opened = std::make_shared<bool>(false)]() -> std::unique_ptr<QIODevice> {
            return std::exchange(*opened, true) ? nullptr : Body("abc").open();
        },
        3);
    CallWatch watch(fixture.make().send(request));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(fixture.transport.bodies(), QList<QByteArray>{"abc"});
    QCOMPARE(watch.entries(TimelineKind::GaveUp).value(0).decision->reason, RetryReason::BodyNotReplayable);
}

void TestApiClientRetries::R23_resultHoldsTheWholeStory()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.enqueue(FakeOutcome::success(503, {}, {}, 40ms));
    fixture.transport.enqueue(FakeOutcome::failure(Error(ErrorKind::Reset), 20ms));
    fixture.transport.enqueue(FakeOutcome::success(200, {}, "ok", 10ms));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QVERIFY(watch.response);
    const auto attempts = watch.entries(TimelineKind::Attempt);
    QCOMPARE(attempts.size(), 3);
    QCOMPARE(attempts.at(0).status, 503);
    QCOMPARE(attempts.at(0).lasted, Duration(40ms));
    QCOMPARE(attempts.at(1).status, 0);
    QCOMPARE(attempts.at(1).error->kind, ErrorKind::Reset);
    QCOMPARE(attempts.at(1).at, Duration(1040ms));
    QCOMPARE(attempts.at(2).status, 200);
    const auto backoffs = watch.entries(TimelineKind::Backoff);
    QCOMPARE(backoffs.size(), 2);
    QCOMPARE(backoffs.at(0).lasted, Duration(1s));
    QCOMPARE(backoffs.at(0).decision->reason, RetryReason::StatusListed);
    QCOMPARE(backoffs.at(1).decision->reason, RetryReason::TransportFailed);
    QCOMPARE(watch.elapsed, Duration(3070ms));
}

void TestApiClientRetries::sendNowEndsTheBackoff()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.enqueue(FakeOutcome::success(503));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.advance(100ms);
    watch.call->sendNow();
    fixture.scheduler.runUntilIdle();
    QVERIFY(watch.response);
    QCOMPARE(watch.elapsed, Duration(100ms));
}

void TestApiClientRetries::R01_aCallHasNoMoreRetriesThanAConfigurationMay()
{
    ClientFixture fixture;
    fixture.config.retry = RetryConfig();
    fixture.config.retry->initialDelay = 1ms;
    fixture.config.retry->maxDelay = 1ms;
    fixture.config.circuitBreaker.reset();
    fixture.transport.setHandler([](const Request &, int) { return FakeOutcome::success(503); });
    ApiClient &client = fixture.make();
    CallOptions options;
    options.maxRetries = 70'000;
    const CallWatch watch(client.send({.url = QUrl(QStringLiteral("/x"))}, options));
    fixture.scheduler.runUntilIdle(1h);
    QCOMPARE(fixture.transport.requestCount(), 1'001);
    QCOMPARE(watch.finishedCount, 1);
}

QTEST_GUILESS_MAIN(TestApiClientRetries)
#include "tst_apiclient_retries.moc"
