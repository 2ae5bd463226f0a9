// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientfixture.h"
#include "logcapture.h"
#include "variables/clientsubstitution.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

VariableScope environmentOf(const QString &host, const QString &token)
{
    EnvironmentConfig config;
    config.variables = {{u"host"_s, Variable::Source::Text, host}, {u"token"_s, Variable::Source::Keychain, {}}};
    VariableScope scope({{u"e"_s, config}}, u"e"_s);
    scope.setSecret(u"token"_s, token);
    return scope;
}

Request requestTo(const QString &path, const QByteArray &header = {})
{
    Request request;
    request.url = QUrl(path);
    if (!header.isEmpty())
        request.headers.append("X-Note", header);
    return request;
}

} // namespace

/// A client whose configuration has variables goes from one environment to the other.
class TestApiClientEnvironments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theEnvironmentTellsTheHost();
    void S01_credentialsOfTheNewHomeStayThere_data();
    void S01_credentialsOfTheNewHomeStayThere();
    void S04_nothingGoesToAServerThatThePinIsNoLongerFor_data();
    void S04_nothingGoesToAServerThatThePinIsNoLongerFor();
    void S04_aPinThatGoesWithTheMoveBindsWhatHasBegun();
    void S01_whoComesHomeAgainGoesOn();
    void D11_breakersStayWithTheirOrigins();
    void A23_blockedClientsSendNothing();
    void S05_secretVariablesAreHidden();

private:
    void enter(const VariableScope &scope)
    {
        const auto effective = effectiveConfig(m_written, scope);
        QVERIFY(effective.ok());
        QVERIFY(m_x->client->reconfigure(*effective).ok());
    }

    ClientConfig m_written;
    std::unique_ptr<ClientFixture> m_x;
};

void TestApiClientEnvironments::init()
{
    m_x = std::make_unique<ClientFixture>();
    m_written = m_x->config;
    m_written.baseUrl = ConfigUrl::withVariables(u"https://{{host}}/v1"_s);
    m_written.auth = AuthConfig();
    m_written.auth->type = AuthType::Bearer;
    m_written.auth->tokenPrefix = u"Bearer"_s;
    m_written.auth->token = Secret::plain(u"{{token}}"_s);
    m_written.circuitBreaker = CircuitBreakerConfig();
    m_written.circuitBreaker->failureThreshold = 1;
    m_x->config = blockedConfig(m_written);
    m_x->make();
}

void TestApiClientEnvironments::theEnvironmentTellsTheHost()
{
    enter(environmentOf(u"staging.example"_s, u"token-1"_s));
    m_x->client->send(requestTo(u"/a"_s));
    m_x->scheduler.runUntilIdle(1h);
    enter(environmentOf(u"live.example"_s, u"token-2"_s));
    m_x->client->send(requestTo(u"/a"_s));
    m_x->scheduler.runUntilIdle(1h);
    QCOMPARE(m_x->transport.requestCount(), 2);
    QCOMPARE(m_x->transport.requests().at(0).url, QUrl(u"https://staging.example/v1/a"_s));
    QCOMPARE(m_x->transport.requests().at(1).url, QUrl(u"https://live.example/v1/a"_s));
    QCOMPARE(m_x->transport.requests().at(1).headers.value("Authorization").value_or(""), "Bearer token-2");
}

void TestApiClientEnvironments::S01_credentialsOfTheNewHomeStayThere_data()
{
    QTest::addColumn<FakeOutcome>("first");
    QTest::addColumn<QString>("token");
    const FakeOutcome redirect = FakeOutcome::success(302, {{"Location", "/v1/b"}, {"Retry-After", "5"}});
    QTest::newRow("in a backoff") << FakeOutcome::success(503) << u"token-2"_s;
    QTest::newRow("before a redirect") << redirect << u"token-2"_s;
    QTest::newRow("in the server's pause") << FakeOutcome::success(429, {{"Retry-After", "5"}}) << u"token-2"_s;
    QTest::newRow("in a backoff, the same for both") << FakeOutcome::success(503) << u"token-1"_s;
    QTest::newRow("before a redirect, the same for both") << redirect << u"token-1"_s;
}

void TestApiClientEnvironments::S01_credentialsOfTheNewHomeStayThere()
{
    QFETCH(FakeOutcome, first);
    QFETCH(QString, token);
    m_written.retry = RetryConfig();
    m_written.circuitBreaker.reset();
    m_written.rateLimit = RateLimitConfig();
    enter(environmentOf(u"staging.example"_s, u"token-1"_s));
    m_x->transport.enqueue(first);
    CallWatch waiting(m_x->client->send(requestTo(u"/a"_s)));
    m_x->scheduler.advance(1ms);
    enter(environmentOf(u"live.example"_s, token));
    m_x->scheduler.runUntilIdle(1h);
    QCOMPARE(m_x->transport.requestCount(), 1);
    QVERIFY(waiting.error);
    QCOMPARE(waiting.error->kind, ErrorKind::Cancelled);
    QCOMPARE(waiting.error->detail, ErrorDetail::ClientMoved);
    QCOMPARE(m_x->client->metrics().cancelled, 1U);
}

void TestApiClientEnvironments::S04_nothingGoesToAServerThatThePinIsNoLongerFor_data()
{
    QTest::addColumn<TlsConfig>("tls");
    QTest::addColumn<int>("sent");
    TlsConfig pin;
    pin.pinnedSha256 = QString(64, u'a');
    TlsConfig certificate;
    certificate.clientCertificate = u"me.pem"_s;
    certificate.clientKey = u"me.key"_s;
    QTest::newRow("S04 pin") << pin << 1;
    QTest::newRow("S04 client certificate") << certificate << 1;
    QTest::newRow("neither") << TlsConfig() << 2;
}

void TestApiClientEnvironments::S04_nothingGoesToAServerThatThePinIsNoLongerFor()
{
    QFETCH(TlsConfig, tls);
    QFETCH(int, sent);
    m_written.auth.reset();
    m_written.tls = tls;
    m_written.retry = RetryConfig();
    m_written.circuitBreaker.reset();
    enter(environmentOf(u"staging.example"_s, u"-"_s));
    m_x->transport.enqueue(FakeOutcome::success(503));
    const CallWatch waiting(m_x->client->send(requestTo(u"/a"_s)));
    m_x->scheduler.advance(1ms);
    enter(environmentOf(u"live.example"_s, u"-"_s));
    m_x->scheduler.runUntilIdle(1h);
    QCOMPARE(m_x->transport.requestCount(), sent);
    if (sent == 1)
        QCOMPARE(waiting.error->detail, ErrorDetail::ClientMoved);
}

// It was asked for under the pin, and would leave without one.
void TestApiClientEnvironments::S04_aPinThatGoesWithTheMoveBindsWhatHasBegun()
{
    ClientFixture fixture;
    fixture.config.tls = TlsConfig();
    fixture.config.tls->pinnedSha256 = QString(64, u'a');
    fixture.config.rateLimit = RateLimitConfig();
    fixture.config.rateLimit->maxRequests = 1;
    fixture.config.rateLimit->burstSize = 1;
    ApiClient &client = fixture.make();
    const Watches watches = send(client, 2);
    fixture.scheduler.advance(1s);
    ClientConfig moved = client.config();
    moved.baseUrl = QUrl(u"https://other.example.com/v1"_s);
    moved.tls.reset();
    QVERIFY(client.reconfigure(moved).ok());
    fixture.scheduler.runUntilIdle(1h);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QVERIFY(watches.back()->error);
    QCOMPARE(watches.back()->error->detail, ErrorDetail::ClientMoved);
}

void TestApiClientEnvironments::S01_whoComesHomeAgainGoesOn()
{
    m_written.retry = RetryConfig();
    m_written.circuitBreaker.reset();
    enter(environmentOf(u"staging.example"_s, u"token-1"_s));
    m_x->transport.enqueue(FakeOutcome::success(503));
    CallWatch waiting(m_x->client->send(requestTo(u"/a"_s)));
    m_x->scheduler.advance(1ms);
    enter(environmentOf(u"live.example"_s, u"token-2"_s));
    enter(environmentOf(u"staging.example"_s, u"token-3"_s));
    m_x->scheduler.runUntilIdle(1h);
    QVERIFY(waiting.response);
    QCOMPARE(m_x->transport.requests().at(1).headers.value("Authorization").value_or(""), "Bearer token-3");
}

void TestApiClientEnvironments::D11_breakersStayWithTheirOrigins()
{
    enter(environmentOf(u"staging.example"_s, u"token-1"_s));
    m_x->transport.enqueue(FakeOutcome::success(503));
    m_x->client->send(requestTo(u"/a"_s));
    m_x->scheduler.advance(1s);
    QCOMPARE(m_x->client->breaker()->state(), BreakerState::Open);
    enter(environmentOf(u"live.example"_s, u"token-1"_s));
    QCOMPARE(m_x->client->breaker()->state(), BreakerState::Closed);
    CallWatch live(m_x->client->send(requestTo(u"/a"_s)));
    m_x->scheduler.advance(1s);
    QVERIFY(live.response);
    enter(environmentOf(u"staging.example"_s, u"token-1"_s));
    QCOMPARE(m_x->client->breaker()->state(), BreakerState::Open);
}

void TestApiClientEnvironments::A23_blockedClientsSendNothing()
{
    CallWatch call(m_x->client->send(requestTo(u"/a"_s)));
    CallWatch whole(m_x->client->send(requestTo(u"https://evil.example/a"_s)));
    m_x->scheduler.runUntilIdle(1h);
    QCOMPARE(m_x->transport.requestCount(), 0);
    QVERIFY(call.error);
    QCOMPARE(call.error->kind, ErrorKind::ConfigInvalid);
    QVERIFY(whole.error);
}

void TestApiClientEnvironments::S05_secretVariablesAreHidden()
{
    LogCapture log(u"fuseboard.*=true"_s);
    const VariableScope scope = environmentOf(u"staging.example"_s, u"CANARY-token"_s);
    m_x->client->hideSecrets(scope.secretValues());
    enter(scope);
    m_x->transport.failWith(Error(ErrorKind::Dns, ErrorDetail::None, u"CANARY-token.example"_s));
    CallWatch call(m_x->client->send(requestTo(u"/a?note=CANARY-token"_s, "CANARY-token")));
    m_x->scheduler.runUntilIdle(1h);
    QVERIFY(call.error);
    QVERIFY(!call.error->subject.contains(u"CANARY"_s));
    for (const ClientEvent &event : m_x->client->events())
        QVERIFY(!event.subject.contains(u"CANARY"_s));
    QVERIFY(!log.all().isEmpty());
    QVERIFY(!log.all().join(u' ').contains(u"CANARY"));
    // The next environment's credentials know them too: answers may still come.
    enter(environmentOf(u"live.example"_s, u"other"_s));
    QVERIFY(!m_x->client->authManager().redactor().text(u"CANARY-token"_s).contains(u"CANARY"_s));
}

QTEST_GUILESS_MAIN(TestApiClientEnvironments)
#include "tst_apiclient_environments.moc"
