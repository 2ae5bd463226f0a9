// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;

class TestApiClientFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finishedComesOnceAndNeverFromInsideSend();
    void preparesByTheHooks();
    void statusesAreCounted_data();
    void statusesAreCounted();
    void R08_cancelDuringBackoff();
    void R08_cancelDuringTokenWait();
    void S02_badRequestsAreRefusedBeforeAnythingIsSent();
    void unknownSecretStopsTheCall();
    void bodyIsParsed();
};

void TestApiClientFlow::finishedComesOnceAndNeverFromInsideSend()
{
    ClientFixture fixture;
    CallWatch watch(fixture.make().get(QStringLiteral("/orders")));
    QCOMPARE(watch.finishedCount, 0);
    QCOMPARE(fixture.transport.requestCount(), 0);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.finishedCount, 1);
    QVERIFY(watch.response);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestApiClientFlow::preparesByTheHooks()
{
    ClientFixture fixture;
    fixture.config.defaultHeaders = {{QStringLiteral("Accept"), QStringLiteral("application/json")},
                                     {QStringLiteral("X-Mine"), QStringLiteral("default")}};
    Request request;
    request.url = QUrl(QStringLiteral("/orders?limit=5"));
    request.headers.append("x-mine", "own");
    CallWatch watch(fixture.make().send(request));
    fixture.scheduler.runUntilIdle();
    const Request sent = fixture.transport.requests().value(0);
    QCOMPARE(sent.url.toEncoded(), QByteArray("https://api.example.com/v1/orders?limit=5"));
    QCOMPARE(*sent.headers.value("Accept"), QByteArray("application/json"));
    QCOMPARE(sent.headers.values("X-Mine"), QByteArrayList{"own"});
    QVERIFY(sent.headers.contains("User-Agent"));
}

void TestApiClientFlow::statusesAreCounted_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("good");
    for (const int status : {200, 201, 204, 206, 304})
        QTest::addRow("%d", status) << status << true;
    for (const int status : {400, 401, 403, 404, 409, 429, 500, 501, 503, 599})
        QTest::addRow("%d", status) << status << false;
}

void TestApiClientFlow::statusesAreCounted()
{
    QFETCH(int, status);
    QFETCH(bool, good);
    ClientFixture fixture;
    fixture.transport.succeedWith(status, {}, "body");
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.response.has_value(), good);
    QCOMPARE(watch.lastStatus, status);
    QCOMPARE(fixture.client->metrics().succeeded, good ? 1U : 0U);
    QCOMPARE(fixture.client->metrics().failed, good ? 0U : 1U);
    if (!good) {
        QCOMPARE(watch.error->kind, ErrorKind::HttpStatus);
        QCOMPARE(watch.error->httpStatus, status);
        QCOMPARE(watch.error->subject, QStringLiteral("GET /v1/x"));
    }
}

void TestApiClientFlow::R08_cancelDuringBackoff()
{
    ClientFixture fixture;
    fixture.withRetry();
    fixture.transport.succeedWith(503);
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.advance(500ms);
    QCOMPARE(watch.finishedCount, 0);
    watch.call->cancel();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(fixture.client->metrics().cancelled, 1U);
}

void TestApiClientFlow::R08_cancelDuringTokenWait()
{
    ClientFixture fixture;
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    ApiClient &client = fixture.make();
    CallWatch first(client.get(QStringLiteral("/1")));
    CallWatch second(client.get(QStringLiteral("/2")));
    fixture.scheduler.advance(1s);
    QCOMPARE(second.waits.size(), 1);
    QCOMPARE(second.waits.first().kind, TimelineKind::TokenWait);
    QCOMPARE(second.waits.first().place, 1);
    second.call->cancel();
    QCOMPARE(second.finishedCount, 1);
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requestCount(), 1);
}

void TestApiClientFlow::S02_badRequestsAreRefusedBeforeAnythingIsSent()
{
    ClientFixture fixture;
    ApiClient &client = fixture.make();
    Request request;
    request.url = QUrl(QStringLiteral("/x"));
    request.headers.append("X-Bad", "a\r\nX-Evil: 1");
    CallWatch header(client.send(request));
    CallWatch url(client.get(QStringLiteral("https://evil.example/")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(header.error->kind, ErrorKind::ConfigInvalid);
    QCOMPARE(url.error->kind, ErrorKind::ConfigInvalid);
    QCOMPARE(fixture.transport.requestCount(), 0);
}

void TestApiClientFlow::unknownSecretStopsTheCall()
{
    ClientFixture fixture;
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::Bearer;
    fixture.config.auth->token = Secret::keychain();
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
    QCOMPARE(watch.error->detail, ErrorDetail::SecretMissing);
    QCOMPARE(fixture.transport.requestCount(), 0);
}

void TestApiClientFlow::bodyIsParsed()
{
    ApiResponse answer;
    QVERIFY(!answer.body().isValid());
    answer.response.body = R"({"orders":[1,2]})";
    QCOMPARE(answer.body().toString(), QStringLiteral(R"({"orders":[1,2]})"));
    answer.response.headers.append("Content-Type", "application/problem+json; charset=utf-8");
    QCOMPARE(answer.body().toMap().value(QStringLiteral("orders")).toList().size(), 2);
    answer.response.body = "{broken";
    QCOMPARE(answer.body().toString(), QStringLiteral("{broken"));
}

QTEST_GUILESS_MAIN(TestApiClientFlow)
#include "tst_apiclient_flow.moc"
