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
    void S02_badRequestsAreRefusedBeforeAnythingIsSent_data();
    void S02_badRequestsAreRefusedBeforeAnythingIsSent();
    void S02_badDefaultsAreRefusedBeforeAnythingIsSent_data();
    void S02_badDefaultsAreRefusedBeforeAnythingIsSent();
    void S02_badPathsAreRefusedBeforeAnythingIsSent_data();
    void S02_badPathsAreRefusedBeforeAnythingIsSent();
    void S02_urlsThatWereMadeElsewhereAreEncoded();
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

namespace {

/// What must not be in a line of a request, each in the middle of something else.
void controlRows()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("S02 CR and LF") << QByteArray("a\r\nX-Evil: 1");
    QTest::newRow("S02 CR") << QByteArray("a\rb");
    QTest::newRow("S02 LF") << QByteArray("a\nb");
    QTest::newRow("S02 NUL") << QByteArray("a\0b", 3);
}

} // namespace

void TestApiClientFlow::S02_badRequestsAreRefusedBeforeAnythingIsSent_data()
{
    controlRows();
}

void TestApiClientFlow::S02_badRequestsAreRefusedBeforeAnythingIsSent()
{
    QFETCH(QByteArray, text);
    ClientFixture fixture;
    ApiClient &client = fixture.make();
    const auto refused = [&](const Request &request, ErrorDetail detail) {
        const CallWatch watch(client.send(request));
        fixture.scheduler.runUntilIdle();
        return watch.finishedCount == 1 && watch.error && watch.error->kind == ErrorKind::ConfigInvalid
            && watch.error->detail == detail;
    };
    const QUrl url(QStringLiteral("/x"));
    QVERIFY(refused({.url = url, .headers = {{"X-Bad", text}}}, ErrorDetail::BadHeaderValue));
    QVERIFY(refused({.url = url, .headers = {{text, "1"}}}, ErrorDetail::BadHeaderName));
    QVERIFY(refused({.method = text, .url = url}, ErrorDetail::BadMethod));
    QVERIFY(refused({.url = QUrl(QStringLiteral("https://evil.example/"))}, ErrorDetail::OtherOrigin));
    QCOMPARE(fixture.transport.requestCount(), 0);
}

void TestApiClientFlow::S02_badDefaultsAreRefusedBeforeAnythingIsSent_data()
{
    controlRows();
}

void TestApiClientFlow::S02_badDefaultsAreRefusedBeforeAnythingIsSent()
{
    QFETCH(QByteArray, text);
    for (const bool inName : {false, true}) {
        ClientFixture fixture;
        const QString bad = QString::fromLatin1(text);
        const QString good = QStringLiteral("X");
        fixture.config.defaultHeaders = {{inName ? bad : good, inName ? good : bad}};
        const CallWatch watch(fixture.make().get(QStringLiteral("/x")));
        fixture.scheduler.runUntilIdle();
        QCOMPARE(watch.error->kind, ErrorKind::ConfigInvalid);
        QCOMPARE(watch.error->detail, inName ? ErrorDetail::BadHeaderName : ErrorDetail::BadHeaderValue);
        QCOMPARE(fixture.transport.requestCount(), 0);
        QVERIFY(!fixture.client->reconfigure(fixture.config).ok());
    }
}

void TestApiClientFlow::S02_badPathsAreRefusedBeforeAnythingIsSent_data()
{
    controlRows();
}

void TestApiClientFlow::S02_badPathsAreRefusedBeforeAnythingIsSent()
{
    QFETCH(QByteArray, text);
    ClientFixture fixture;
    ApiClient &client = fixture.make();
    const QString bad = QString::fromLatin1(text);
    for (const QString &path : {bad, u'/' + bad, QStringLiteral("/x?q=") + bad, u'?' + bad, bad.sliced(1)}) {
        const CallWatch got(client.get(path));
        const CallWatch posted(client.post(path, QByteArray("x")));
        const CallWatch deleted(client.del(path));
        fixture.scheduler.runUntilIdle();
        for (const CallWatch *watch : {&got, &posted, &deleted}) {
            QCOMPARE(watch->finishedCount, 1);
            QVERIFY(watch->error);
            QCOMPARE(watch->error->kind, ErrorKind::ConfigInvalid);
            QCOMPARE(watch->error->detail, ErrorDetail::BadUrl);
        }
    }
    QCOMPARE(fixture.transport.requestCount(), 0);
}

void TestApiClientFlow::S02_urlsThatWereMadeElsewhereAreEncoded()
{
    ClientFixture fixture;
    ApiClient &client = fixture.make();
    Request request;
    request.url = QUrl(QStringLiteral("/a\r\nb?c=\r\n%1").arg(QChar(0)));
    const CallWatch watch(client.send(request));
    fixture.scheduler.runUntilIdle();
    QVERIFY(watch.response);
    const QByteArray wire = fixture.transport.requests().constFirst().url.toEncoded();
    QCOMPARE(wire, QByteArray("https://api.example.com/v1/a%0D%0Ab?c=%0D%0A%00"));
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
