// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauthclientfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestApiClientSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S05_ADV_M6_lowerCaseHostsAreStillSecrets();
    void S05_ADV_M6_secretsOfTheRequestItself();
    void S05_secretsOfTheQueryItself();
    void S05_lateAnswersDoNotTellTheOldSecret();
    void S05_defaultHeadersAreSecretsToo();
    void S01_defaultHeadersStayWithTheirOrigin();
    void S05_errorsFromBeforeAnAttempt_data();
    void S05_errorsFromBeforeAnAttempt();
    void S05_aUrlThatIsRefused();
    void S05_aSubclassRepeatsTheAnswer();
    void S05_aRefusalNamesNoSecret();
    void S05_anEventKeepsNoFragment();
    void S05_aKeyOfTheRequestsOwnQuery();
    void S05_aQuotaHeaderRepeatsIt();

private:
    static AuthConfig bearer(const char *token);
};

AuthConfig TestApiClientSecrets::bearer(const char *token)
{
    AuthConfig config;
    config.type = AuthType::Bearer;
    config.token = Secret::plain(QString::fromLatin1(token));
    return config;
}

void TestApiClientSecrets::S05_lateAnswersDoNotTellTheOldSecret()
{
    ClientFixture fixture;
    fixture.config.auth = bearer("canary-old");
    FakeOutcome late = FakeOutcome::success(302, {{"Location", "/echo/canary%2Dold"}});
    late.delay = 5s;
    fixture.transport.enqueue(late);
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.advance(1s);
    fixture.config.auth = bearer("canary-new");
    QVERIFY(fixture.client->reconfigure(fixture.config));
    fixture.scheduler.runUntilIdle();
    const auto redirects = watch.entries(TimelineKind::Redirect);
    QCOMPARE(redirects.size(), 1);
    QCOMPARE(redirects.first().target, QStringLiteral("https://api.example.com/echo/•••"));
}

void TestApiClientSecrets::S05_defaultHeadersAreSecretsToo()
{
    ClientFixture fixture;
    fixture.config.defaultHeaders = {{QStringLiteral("Authorization"), QStringLiteral("Bearer canary-token")}};
    fixture.make();
    fixture.config.defaultHeaders.append({QStringLiteral("X-Api-Key"), QStringLiteral("canary-key")});
    fixture.config.defaultHeaders.append({QStringLiteral("X-Tenant"), QStringLiteral("acme")});
    QVERIFY(fixture.client->reconfigure(fixture.config));
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/acme/canary-token/canary-key"}}));
    CallWatch watch(fixture.client->get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(watch.entries(TimelineKind::Redirect).first().target,
             QStringLiteral("https://api.example.com/acme/•••/•••"));
}

void TestApiClientSecrets::S01_defaultHeadersStayWithTheirOrigin()
{
    ClientFixture fixture;
    fixture.config.defaultHeaders = {{QStringLiteral("X-Vault-Token"), QStringLiteral("canary")},
                                     {QStringLiteral("X-Tenant"), QStringLiteral("canary")},
                                     {QStringLiteral("Accept"), QStringLiteral("text/plain")}};
    fixture.transport.enqueue(FakeOutcome::success(307, {{"Location", "https://other.example/"}}));
    CallWatch watch(fixture.make().get(QStringLiteral("/x")));
    fixture.scheduler.runUntilIdle();
    QCOMPARE(fixture.transport.requests().size(), 2);
    const Request &first = fixture.transport.requests().first();
    const Request &second = fixture.transport.requests().last();
    for (const char *name : {"X-Vault-Token", "X-Tenant"}) {
        QVERIFY(first.headers.contains(name));
        QVERIFY(!second.headers.contains(name));
    }
    QCOMPARE(second.headers.value("Accept"), std::optional(QByteArray("text/plain")));
}

void TestApiClientSecrets::S05_ADV_M6_lowerCaseHostsAreStillSecrets()
{
    ClientFixture f;
    f.config.auth = AuthConfig();
    f.config.auth->type = AuthType::Bearer;
    f.config.auth->token = Secret::plain(u"CanaryAbC12345"_s);
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "https://CanaryAbC12345.example.com/"}}));
    f.transport.enqueue(
        FakeOutcome::failure(Error(ErrorKind::Dns, ErrorDetail::None, u"canaryabc12345.example.com:443"_s)));
    const CallWatch watch(f.make().get(u"/x"_s));
    f.scheduler.runUntilIdle();
    QVERIFY(!watch.entries(TimelineKind::Redirect).value(0).target.contains(u"canary"_s, Qt::CaseInsensitive));
    QCOMPARE(watch.error->kind, ErrorKind::Dns);
    QVERIFY2(!watch.error->subject.contains(u"canary"_s), qPrintable(watch.error->subject));
    for (const TimelineEntry &entry : watch.timeline)
        QVERIFY(!entry.error || !entry.error->subject.contains(u"canary"_s));
}

void TestApiClientSecrets::S05_ADV_M6_secretsOfTheRequestItself()
{
    ClientFixture f;
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "http://canary-12345.evil.example/"}}));
    f.transport.enqueue(FakeOutcome::success(503));
    ApiClient &client = f.make();
    Request request;
    request.url = QUrl(u"/x"_s);
    request.headers.append("Authorization", "Bearer canary-12345");
    const CallWatch blocked(client.send(request));
    f.scheduler.runUntilIdle();
    QVERIFY2(!blocked.error->subject.contains(u"canary"_s), qPrintable(blocked.error->subject));
    request.url = QUrl(u"/x/canary-12345"_s);
    const CallWatch failed(client.send(request));
    f.scheduler.runUntilIdle();
    QVERIFY2(!failed.error->subject.contains(u"canary"_s), qPrintable(failed.error->subject));
    for (const ClientEvent &event : client.events(0))
        QVERIFY2(!event.subject.contains(u"canary"_s), qPrintable(event.subject));
}

void TestApiClientSecrets::S05_secretsOfTheQueryItself()
{
    ClientFixture f;
    f.transport.enqueue(FakeOutcome::success(302, {{"Location", "/echo/canary-12345%2B6"}}));
    const CallWatch watch(f.make().get(u"/x?limit=5&access_token=canary-12345%2B6"_s));
    f.scheduler.runUntilIdle();
    QCOMPARE(watch.entries(TimelineKind::Redirect).value(0).target, u"https://api.example.com/echo/•••"_s);
}

// What a token server says, the words of a subclass, a URL that is refused: none of them comes from an attempt.
void TestApiClientSecrets::S05_errorsFromBeforeAnAttempt_data()
{
    QTest::addColumn<QString>("tokenUrl");
    QTest::addColumn<QByteArray>("word");
    QTest::addRow("S05 its word") << u"https://auth.example.com/token"_s << QByteArray("canary-secret");
    QTest::addRow("S05 its host") << u"https://canary-secret.example.com/token"_s << QByteArray("invalid_client");
}

void TestApiClientSecrets::S05_errorsFromBeforeAnAttempt()
{
    QFETCH(QString, tokenUrl);
    QFETCH(QByteArray, word);
    OAuthFixture fixture;
    fixture.config.auth->tokenUrl = QUrl(tokenUrl);
    fixture.transport.setHandler(
        [&word](const Request &, int) { return OAuthFixture::refused(word, std::chrono::milliseconds(10)); });
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.advance(1s);
    QVERIFY(watch.error);
    QVERIFY2(!watch.error->subject.contains(u"canary"_s), qPrintable(watch.error->subject));
    QVERIFY2(!watch.error->value.contains(u"canary"_s), qPrintable(watch.error->value));
    const auto waits = watch.entries(TimelineKind::CredentialWait);
    QCOMPARE(waits.size(), 1);
    QVERIFY2(!waits.at(0).error->subject.contains(u"canary"_s), qPrintable(waits.at(0).error->subject));
    QVERIFY2(!waits.at(0).error->value.contains(u"canary"_s), qPrintable(waits.at(0).error->value));
}

void TestApiClientSecrets::S05_aUrlThatIsRefused()
{
    ClientFixture fixture;
    fixture.config.auth = bearer("canary-key");
    ApiClient &client = fixture.make();
    client.get(u"/a"_s);
    fixture.scheduler.advance(1s);
    CallWatch watch(client.get(u"https://canary-key.example.com/"_s));
    fixture.scheduler.advance(1s);
    QVERIFY(watch.error);
    QCOMPARE(watch.error->detail, ErrorDetail::OtherOrigin);
    QVERIFY2(!watch.error->value.contains(u"canary"_s), qPrintable(watch.error->value));
}

void TestApiClientSecrets::S05_aSubclassRepeatsTheAnswer()
{
    class EchoingClient final : public ApiClient
    {
    public:
        using ApiClient::ApiClient;

    protected:
        Result<ApiResponse> handleResponse(ApiResponse response) override
        {
            return Error(ErrorKind::Protocol, ErrorDetail::None, QString::fromUtf8(response.response.body));
        }
    };
    ClientFixture fixture;
    fixture.config.auth = bearer("canary-key");
    fixture.transport.succeedWith(200, {}, "no such key: canary-key");
    EchoingClient client(fixture.config,
                         Services{fixture.scheduler, fixture.random, fixture.transport, fixture.secrets});
    QString told;
    connect(&client, &ApiClient::callFinished, this,
            [&told](const Call *, const Result<ApiResponse> &result) { told = result.error().subject; });
    CallWatch watch(client.get(u"/x"_s));
    fixture.scheduler.advance(1s);
    QVERIFY(watch.error);
    QCOMPARE(watch.error->subject, u"no such key: •••"_s);
    QCOMPARE(told, watch.error->subject);
}

void TestApiClientSecrets::S05_aRefusalNamesNoSecret()
{
    ClientFixture fixture;
    fixture.config.name = u"canary-key"_s; // which a refusal names
    fixture.config.auth = bearer("canary-key");
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.timeout = 1s;
    fixture.config.totalTimeout = 5s;
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "100"}}));
    ApiClient &client = fixture.make();
    client.get(u"/a"_s);
    fixture.scheduler.advance(1s);
    CallWatch watch(client.get(u"/b"_s));
    fixture.scheduler.advance(1s);
    QVERIFY(watch.error);
    QVERIFY2(!watch.error->subject.contains(u"canary"_s), qPrintable(watch.error->subject));
    const auto refusals = watch.entries(TimelineKind::Refused);
    QCOMPARE(refusals.size(), 1);
    QVERIFY2(!refusals.at(0).error->subject.contains(u"canary"_s), qPrintable(refusals.at(0).error->subject));
}

void TestApiClientSecrets::S05_anEventKeepsNoFragment()
{
    ClientFixture fixture;
    ApiClient &client = fixture.make();
    client.get(u"https://other.example.com/cb#access_token=canary-frag"_s);
    fixture.scheduler.advance(1s);
    QCOMPARE(client.events().size(), 1);
    QCOMPARE(client.events().at(0).subject, u"GET /cb"_s);
}

void TestApiClientSecrets::S05_aQuotaHeaderRepeatsIt()
{
    ClientFixture fixture;
    fixture.config.auth = AuthConfig();
    fixture.config.auth->type = AuthType::Bearer;
    const QString token = u"canary-"_s + QString(100, u'x');
    fixture.config.auth->token = Secret::plain(token);
    fixture.config.rateLimit = RateLimitConfig();
    fixture.withRetry();
    const QByteArray quota = '"' + token.toUtf8() + "\";r=0;t=3";
    fixture.transport.enqueue(FakeOutcome::success(429, {{"RateLimit", quota}}));
    CallWatch watch(fixture.make().get(u"/x"_s));
    fixture.scheduler.runUntilIdle(1min);
    bool told = false;
    for (const TimelineEntry &entry : watch.timeline) {
        told = told || entry.cause;
        QVERIFY(!entry.cause || entry.cause->value == "\"•••\";r=0;t=3");
    }
    QVERIFY(told);
}

void TestApiClientSecrets::S05_aKeyOfTheRequestsOwnQuery()
{
    ClientFixture fixture;
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "/v1/s/canary-query/b?limit=acme1"}}));
    fixture.transport.enqueue(FakeOutcome::success(302, {{"Location", "ftp://canary-query.example.com/"}}));
    CallWatch watch(fixture.make().get(u"/a?api_key=canary%2Dquery&tenant=acme1"_s));
    fixture.scheduler.advance(1s);
    QVERIFY(watch.error);
    QCOMPARE(watch.entries(TimelineKind::Redirect).value(0).target,
             u"https://api.example.com/v1/s/•••/b?limit=acme1"_s);
    QVERIFY2(!watch.error->subject.contains(u"canary"_s), qPrintable(watch.error->subject));
}

QTEST_GUILESS_MAIN(TestApiClientSecrets)
#include "tst_apiclient_secrets.moc"
