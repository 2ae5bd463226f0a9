// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a call does otherwise than its client's configuration says.

#include "cookies/cookiejar.h"
#include "logcapture.h"
#include "oauthclientfixture.h"

#include <QTest>
#include <QUrlQuery>

#include <functional>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCallOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeout();
    void timeoutsAreBoundAsConfiguredOnesAre_data();
    void timeoutsAreBoundAsConfiguredOnesAre();
    void retries_data();
    void retries();
    void noRetriesWhereTheClientHasNone();
    void redirectsAreTheAnswer();
    void L11_aCallMayWaitLessThanItsClientsCalls();
    void L11_aCallMayWaitLonger();
    void L11_aPauseIsAWaitToo();
    void L11_withoutALimiterNothingIsWaitedFor();
    void ownCredentials();
    void noneSignsNothing();
    void aTokenIsHadOnceForAll();
    void aRefusedTokenIsRenewed();
    void ownCredentialsThatFail();
    void cancelledWhileATokenIsHad();
    void theClientGoesWhileATokenIsHad();
    void ownSecretsAreHidden();
    void secretsStandApart();
    void O10_refreshTokensStandApart();
    void O10_C11_givenRefreshTokensStandApart();
    void O10_audiencesStandApart_data();
    void O10_audiencesStandApart();
    void O10_aRefreshTokenOfItsOwnIsRotated();
    void S01_theClientMovesBeforeTheCallBegins_data();
    void S01_theClientMovesBeforeTheCallBegins();
    void S01_redirectsTakeNoSecretOfTheClientAlong();
    void B17_probesKeepTheirSlotsForTheirOwnTimeout();
    void foundSecretsAreToldToNobody();

private:
    static CallOptions bearer(const QString &token);
    static CallOptions oauth();
    /// One request for each of them, and once more as by a program that was started anew.
    static void sendInTwoRuns(OAuthFixture &x, const QStringList &each,
                              const std::function<void(AuthConfig &, const QString &)> &signAs);
};

CallOptions TestCallOptions::bearer(const QString &token)
{
    CallOptions options;
    options.auth = AuthConfig();
    options.auth->type = AuthType::Bearer;
    options.auth->tokenPrefix = u"Bearer"_s;
    options.auth->token = Secret::plain(token);
    return options;
}

CallOptions TestCallOptions::oauth()
{
    CallOptions options;
    options.auth = AuthConfig();
    options.auth->type = AuthType::OAuth2;
    options.auth->clientId = u"other"_s;
    options.auth->clientSecret = Secret::plain(u"canary-other"_s);
    options.auth->tokenUrl = QUrl(u"https://auth.example.com/token"_s);
    return options;
}

void TestCallOptions::sendInTwoRuns(OAuthFixture &x, const QStringList &each,
                                    const std::function<void(AuthConfig &, const QString &)> &signAs)
{
    for (int run = 0; run < 2; ++run) {
        x.make();
        for (const QString &one : each) {
            CallOptions options = oauth();
            signAs(*options.auth, one);
            CallWatch watch(x.client->send({"GET", QUrl(u"/a"_s)}, options));
            x.scheduler.advance(1s);
            QVERIFY(watch.response);
        }
    }
}

void TestCallOptions::timeout()
{
    ClientFixture x;
    x.config.timeout = 30s;
    x.transport.setDelay(5s);
    CallOptions options;
    options.timeout = 2s;
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(2s);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::AttemptTimeout);
    QCOMPARE(watch.error->limit, std::optional<Duration>(2s));
    options.timeout = 60s;
    x.transport.setDelay(40s);
    CallWatch longer(x.client->send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(41s);
    QVERIFY(longer.response);
}

void TestCallOptions::timeoutsAreBoundAsConfiguredOnesAre_data()
{
    QTest::addColumn<Duration>("asked");
    QTest::addColumn<Duration>("bound");
    QTest::newRow("endless") << Duration::max() << Duration(24h);
    QTest::newRow("longer than a day") << Duration(25h) << Duration(24h);
    QTest::newRow("none") << Duration::zero() << Duration(1ms);
    QTest::newRow("negative") << Duration::min() << Duration(1ms);
}

void TestCallOptions::timeoutsAreBoundAsConfiguredOnesAre()
{
    QFETCH(Duration, asked);
    QFETCH(Duration, bound);
    ClientFixture x;
    x.config.circuitBreaker = CircuitBreakerConfig();
    x.transport.answerWith(FakeOutcome::silence());
    CallOptions options;
    options.timeout = asked;
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.runDue();
    QCOMPARE(x.transport.requestCount(), 1);
    QCOMPARE(x.transport.limits().last().attemptTimeout, bound);
    QCOMPARE(watch.finishedCount, 0);
    x.scheduler.advance(bound);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::AttemptTimeout);
}

void TestCallOptions::retries_data()
{
    QTest::addColumn<int>("allowed");
    QTest::newRow("none") << 0;
    QTest::newRow("fewer") << 1;
    QTest::newRow("more") << 5;
}

void TestCallOptions::retries()
{
    QFETCH(const int, allowed);
    ClientFixture x;
    x.withRetry().maxRetries = 3;
    x.transport.succeedWith(503);
    CallOptions options;
    options.maxRetries = allowed;
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(10min);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(x.transport.requestCount(), allowed + 1);
    CallWatch usual(x.client->get(u"/a"_s));
    x.scheduler.advance(10min);
    QCOMPARE(x.transport.requestCount(), allowed + 1 + 4);
}

void TestCallOptions::noRetriesWhereTheClientHasNone()
{
    ClientFixture x;
    x.transport.succeedWith(503);
    CallOptions options;
    options.maxRetries = 2;
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(10min);
    QCOMPARE(x.transport.requestCount(), 1);
}

void TestCallOptions::redirectsAreTheAnswer()
{
    ClientFixture x;
    x.transport.succeedWith(302, {{"Location", "/b"}});
    CallOptions options;
    options.followRedirects = false;
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(1s);
    QCOMPARE(x.transport.requestCount(), 1);
    QCOMPARE(watch.response->response.status, 302);
}

void TestCallOptions::L11_aCallMayWaitLessThanItsClientsCalls()
{
    ClientFixture x;
    x.config.rateLimit = RateLimitConfig();
    x.config.rateLimit->maxRequests = 1;
    x.config.rateLimit->window = 10s;
    CallWatch first(x.make().get(u"/a"_s));
    CallOptions options;
    options.maxWait = 5s;
    CallWatch hasty(x.client->send({"GET", QUrl(u"/b"_s)}, options));
    CallWatch patient(x.client->get(u"/c"_s));
    x.scheduler.advance(1s);
    QCOMPARE(hasty.finishedCount, 1);
    QCOMPARE(hasty.error->detail, ErrorDetail::WaitTooLong);
    QCOMPARE(hasty.error->limit, std::optional<Duration>(5s));
    x.scheduler.advance(9s);
    QVERIFY(first.response && patient.response); // who was refused took no token
}

void TestCallOptions::L11_aCallMayWaitLonger()
{
    ClientFixture x;
    x.config.rateLimit = RateLimitConfig();
    x.config.rateLimit->maxRequests = 1;
    x.config.rateLimit->window = 10s;
    x.config.rateLimit->maxWait = 0s;
    CallWatch first(x.make().get(u"/a"_s));
    CallOptions options;
    options.maxWait = 60s;
    CallWatch patient(x.client->send({"GET", QUrl(u"/b"_s)}, options));
    CallWatch usual(x.client->get(u"/c"_s));
    x.scheduler.advance(10s);
    QVERIFY(first.response && patient.response);
    QCOMPARE(usual.error->detail, ErrorDetail::WaitTooLong);
}

void TestCallOptions::L11_aPauseIsAWaitToo()
{
    ClientFixture x;
    x.config.rateLimit = RateLimitConfig();
    x.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}));
    CallWatch limited(x.make().get(u"/a"_s));
    x.scheduler.advance(1s);
    CallOptions options;
    options.maxWait = 5s;
    CallWatch hasty(x.client->send({"GET", QUrl(u"/b"_s)}, options));
    x.scheduler.advance(1s);
    QCOMPARE(hasty.finishedCount, 1);
    QCOMPARE(hasty.error->detail, ErrorDetail::WaitTooLong);
    QVERIFY(hasty.error->paused);
    QCOMPARE(x.transport.requestCount(), 1);
}

void TestCallOptions::L11_withoutALimiterNothingIsWaitedFor()
{
    ClientFixture x;
    x.config.rateLimit.reset();
    x.transport.enqueue(FakeOutcome::success(302, {{"Location", "/b"}, {"Retry-After", "5"}}));
    x.make();
    CallOptions options;
    options.maxWait = 1s;
    CallWatch watch(x.client->send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(10s);
    QVERIFY(watch.response);
    QCOMPARE(x.transport.requestCount(), 2);
}

void TestCallOptions::ownCredentials()
{
    ClientFixture x;
    x.config.auth = *bearer(u"canary-client"_s).auth;
    CallWatch own(x.make().send({"GET", QUrl(u"/a"_s)}, bearer(u"canary-own"_s)));
    CallWatch usual(x.client->get(u"/b"_s));
    x.scheduler.advance(1s);
    QCOMPARE(x.transport.requests().at(0).headers.value("Authorization").value_or(""), "Bearer canary-own");
    QCOMPARE(x.transport.requests().at(1).headers.value("Authorization").value_or(""), "Bearer canary-client");
    QVERIFY(own.response && usual.response);
}

void TestCallOptions::noneSignsNothing()
{
    ClientFixture x;
    x.config.auth = *bearer(u"canary-client"_s).auth;
    CallOptions options;
    options.auth = AuthConfig();
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(1s);
    QVERIFY(!x.transport.requests().at(0).headers.contains("Authorization"));
}

void TestCallOptions::aTokenIsHadOnceForAll()
{
    OAuthFixture x;
    x.make();
    CallWatch one(x.client->send({"GET", QUrl(u"/a"_s)}, oauth()));
    CallWatch two(x.client->send({"GET", QUrl(u"/a"_s)}, oauth()));
    x.scheduler.advance(1s);
    CallWatch three(x.client->send({"GET", QUrl(u"/a"_s)}, oauth()));
    x.scheduler.advance(1s);
    QVERIFY(one.response && two.response && three.response);
    QCOMPARE(x.grants, 1);
    CallWatch usual(x.client->get(u"/a"_s));
    x.scheduler.advance(1s);
    QCOMPARE(x.grants, 2);
}

void TestCallOptions::aRefusedTokenIsRenewed()
{
    OAuthFixture x;
    x.api = [](const Request &request) {
        const bool isFirst = request.headers.value("Authorization") == "Bearer canary-at1";
        return FakeOutcome::success(isFirst ? 401 : 200);
    };
    CallOptions options = oauth();
    options.auth->tokenPrefix = u"Bearer"_s;
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(1s);
    QVERIFY(watch.response);
    QCOMPARE(x.grants, 2);
}

void TestCallOptions::ownCredentialsThatFail()
{
    OAuthFixture x;
    x.grant = [](const Request &) { return OAuthFixture::refused("invalid_client"); };
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, oauth()));
    x.scheduler.advance(1s);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::AuthFailed);
}

void TestCallOptions::cancelledWhileATokenIsHad()
{
    OAuthFixture x;
    x.grant = [&x](const Request &) { return x.granted("\"expires_in\":3600", 5s); };
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, oauth()));
    x.scheduler.advance(1s);
    watch.call->cancel();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
    x.scheduler.advance(10s);
    QCOMPARE(watch.finishedCount, 1);
}

void TestCallOptions::theClientGoesWhileATokenIsHad()
{
    OAuthFixture x;
    x.grant = [&x](const Request &) { return x.granted("\"expires_in\":3600", 5s); };
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, oauth()));
    x.scheduler.advance(1s);
    ClientConfig other = x.config;
    other.auth->clientId = u"renewed"_s;
    QVERIFY(x.client->reconfigure(other).ok());
    x.scheduler.advance(1s);
    QCOMPARE(watch.finishedCount, 0);
    x.client.reset();
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(watch.error->kind, ErrorKind::Cancelled);
}

void TestCallOptions::ownSecretsAreHidden()
{
    ClientFixture x;
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, bearer(u"canary-own"_s)));
    x.scheduler.advance(1s);
    const Redactor redactor = x.client->redactorFor({"GET", QUrl(u"/a"_s)});
    QVERIFY(!redactor.text(u"it said canary-own"_s).contains(u"canary"));
}

void TestCallOptions::secretsStandApart()
{
    ClientFixture x;
    x.config.auth = *bearer({}).auth;
    x.config.auth->token = Secret::keychain();
    x.secrets.write(u"orders-api/auth.token"_s, u"canary-client"_s, [](const Result<void> &) {});
    CallOptions options;
    options.auth = *x.config.auth;
    CallWatch own(x.make().send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(1s);
    QCOMPARE(own.error->detail, ErrorDetail::SecretMissing);
    CallWatch usual(x.client->get(u"/a"_s));
    x.scheduler.advance(1s);
    QVERIFY(usual.response);
}

void TestCallOptions::O10_refreshTokensStandApart()
{
    OAuthFixture x;
    QStringList refreshed;
    x.grant = [&](const Request &request) {
        const QUrlQuery form(QString::fromUtf8(request.body.bytes()));
        if (form.hasQueryItem(u"refresh_token"_s))
            refreshed << form.queryItemValue(u"refresh_token"_s);
        const QByteArray user = form.queryItemValue(u"username"_s).toUtf8();
        return x.granted("\"expires_in\":60,\"refresh_token\":\"canary-rt-" + user + '"');
    };
    sendInTwoRuns(x, {u"ann"_s, u"bob"_s}, [](AuthConfig &auth, const QString &user) {
        auth.grantType = GrantType::Password;
        auth.username = user;
        auth.password = Secret::plain(u"canary-password"_s);
    });
    QCOMPARE(refreshed, (QStringList{u"canary-rt-ann"_s, u"canary-rt-bob"_s}));
}

// Nothing tells two requests apart but the refresh token that each was given.
void TestCallOptions::O10_C11_givenRefreshTokensStandApart()
{
    OAuthFixture x;
    QStringList used;
    x.grant = [&](const Request &request) {
        used << QUrlQuery(QString::fromUtf8(request.body.bytes())).queryItemValue(u"refresh_token"_s);
        return x.granted("\"expires_in\":60,\"refresh_token\":\"" + used.last().toUtf8() + "-next\"");
    };
    sendInTwoRuns(x, {u"canary-a"_s, u"canary-b"_s}, [](AuthConfig &auth, const QString &token) {
        auth.grantType = GrantType::RefreshToken;
        auth.refreshToken = Secret::plain(token);
    });
    QCOMPARE(used, (QStringList{u"canary-a"_s, u"canary-b"_s, u"canary-a-next"_s, u"canary-b-next"_s}));
}

void TestCallOptions::O10_audiencesStandApart_data()
{
    QTest::addColumn<bool>("isExtra");
    QTest::newRow("O10 audience") << false;
    QTest::newRow("O10 extra_params") << true;
}

void TestCallOptions::O10_audiencesStandApart()
{
    QFETCH(const bool, isExtra);
    OAuthFixture x;
    QStringList refreshed;
    x.grant = [&](const Request &request) {
        const QUrlQuery form(QString::fromUtf8(request.body.bytes()));
        if (form.hasQueryItem(u"refresh_token"_s))
            refreshed << form.queryItemValue(u"refresh_token"_s);
        const QByteArray of = form.queryItemValue(isExtra ? u"resource"_s : u"audience"_s).toUtf8();
        return x.granted("\"expires_in\":60,\"refresh_token\":\"canary-rt-" + of + '"');
    };
    sendInTwoRuns(x, {u"orders"_s, u"stock"_s}, [&](AuthConfig &auth, const QString &of) {
        auth.grantType = GrantType::Password;
        auth.username = u"ann"_s;
        auth.password = Secret::plain(u"canary-password"_s);
        if (isExtra)
            auth.extraParams = {{u"resource"_s, of}};
        else
            auth.audience = of;
    });
    QCOMPARE(refreshed, (QStringList{u"canary-rt-orders"_s, u"canary-rt-stock"_s}));
}

// The one that was configured counts until the server has given another.
void TestCallOptions::O10_aRefreshTokenOfItsOwnIsRotated()
{
    OAuthFixture x;
    QStringList used;
    x.grant = [&](const Request &request) {
        const QUrlQuery form(QString::fromUtf8(request.body.bytes()));
        used << form.queryItemValue(u"grant_type"_s) + u' ' + form.queryItemValue(u"refresh_token"_s);
        return x.granted("\"expires_in\":60,\"refresh_token\":\"canary-rt" + QByteArray::number(used.size()) + '"');
    };
    CallOptions options = oauth();
    options.auth->grantType = GrantType::RefreshToken;
    options.auth->refreshToken = Secret::plain(u"canary-first"_s);
    for (int run = 0; run < 2; ++run) {
        x.make(); // as a program that was started anew
        CallWatch watch(x.client->send({"GET", QUrl(u"/a"_s)}, options));
        x.scheduler.advance(1s);
        QVERIFY(watch.response);
    }
    QCOMPARE(used, (QStringList{u"refresh_token canary-first"_s, u"refresh_token canary-rt1"_s}));
}

void TestCallOptions::S01_theClientMovesBeforeTheCallBegins_data()
{
    QTest::addColumn<bool>("isOwn");
    QTest::addColumn<bool>("isSigned");
    QTest::addColumn<bool>("otherJar");
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("S01 credentials of its own, another server") << true << false << false << false;
    QTest::newRow("S01 credentials of its own, another environment") << true << false << true << false;
    QTest::newRow("S01 the client's") << false << true << false << false;
    QTest::newRow("S01 none") << false << false << false << true;
}

// Between send() and the turn in which it begins.
void TestCallOptions::S01_theClientMovesBeforeTheCallBegins()
{
    QFETCH(const bool, isOwn);
    QFETCH(const bool, isSigned);
    QFETCH(const bool, otherJar);
    QFETCH(const bool, goesOn);
    ClientFixture x;
    if (isSigned)
        x.config.auth = *bearer(u"canary-client"_s).auth;
    x.make();
    CallWatch watch(x.client->send({"GET", QUrl(u"/a"_s)}, isOwn ? bearer(u"canary-own"_s) : CallOptions()));
    if (otherJar) {
        x.client->setCookieJar(std::make_shared<CookieJar>(x.scheduler));
    } else {
        ClientConfig moved = x.config;
        moved.baseUrl = QUrl(u"https://other.example.com/v1"_s);
        QVERIFY(x.client->reconfigure(moved).ok());
    }
    x.scheduler.advance(1s);
    QCOMPARE(watch.finishedCount, 1);
    QCOMPARE(x.transport.requestCount(), goesOn ? 1 : 0);
    if (!goesOn)
        QCOMPARE(watch.error->detail, ErrorDetail::ClientMoved);
}

void TestCallOptions::S01_redirectsTakeNoSecretOfTheClientAlong()
{
    ClientFixture x;
    x.transport.setHandler([](const Request &request, int) {
        return request.url.host() == u"elsewhere.example.com"_s
            ? FakeOutcome::success(200)
            : FakeOutcome::success(
                302, {{"Location", "https://elsewhere.example.com/b?n=1&access_token=canary-environment"}});
    });
    CallOptions options;
    options.auth = AuthConfig();
    x.make().hideSecrets({u"canary-environment"_s});
    CallWatch watch(x.client->send({"GET", QUrl(u"/a?access_token=canary-environment"_s)}, options));
    x.scheduler.advance(1s);
    QVERIFY(watch.response);
    QCOMPARE(x.transport.requestCount(), 2);
    QCOMPARE(x.transport.requests().at(1).url.query(), u"n=1"_s);
}

void TestCallOptions::B17_probesKeepTheirSlotsForTheirOwnTimeout()
{
    ClientFixture x;
    x.config.timeout = 30s;
    x.config.circuitBreaker = CircuitBreakerConfig();
    x.config.circuitBreaker->failureThreshold = 1;
    x.config.circuitBreaker->recoveryTimeout = 60s;
    x.config.circuitBreaker->halfOpenMaxCalls = 1;
    x.transport.succeedWith(500);
    CallWatch failure(x.make().send({"GET", QUrl(u"/a"_s)}));
    x.scheduler.advance(61s);
    x.transport.succeedWith(200);
    x.transport.setDelay(5min);
    CallOptions options;
    options.timeout = 10min;
    CallWatch probe(x.client->send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.advance(4min);
    CallWatch second(x.client->send({"GET", QUrl(u"/a"_s)}));
    x.scheduler.advance(1s);
    QCOMPARE(x.transport.requestCount(), 2);
    QCOMPARE(second.error->kind, ErrorKind::CircuitOpen);
    x.scheduler.advance(2min);
    QVERIFY(probe.response);
}

void TestCallOptions::foundSecretsAreToldToNobody()
{
    const LogCapture log(u"fuseboard.client.info=true"_s);
    ClientFixture x;
    x.config.logResponseBody = true;
    x.withRetry();
    x.transport.enqueue(FakeOutcome::success(302, {{"Location", "/b"}, {"X-T", "canary-1"}}, "moved for canary-1"));
    x.transport.enqueue(FakeOutcome::success(503, {{"X-T", "canary-2"}}, "not now, canary-2"));
    x.transport.enqueue(FakeOutcome::success(200, {{"X-T", "canary-3"}}, "well, canary-3"));
    CallOptions options;
    options.findSecrets = [](const Response &answer) {
        return QStringList{QString::fromUtf8(answer.headers.value("X-T").value_or(QByteArray()))};
    };
    CallWatch watch(x.make().send({"GET", QUrl(u"/a"_s)}, options));
    x.scheduler.runUntilIdle(1h);
    QVERIFY(watch.response);
    QCOMPARE(watch.response->response.body, "well, canary-3");
    QCOMPARE(log.calls().filter(u"event=body"_s).size(), 3);
    QVERIFY2(!log.all().join(u'\n').contains(u"canary"_s), qPrintable(log.all().join(u'\n')));
    CallWatch usual(x.client->get(u"/a"_s));
    x.scheduler.advance(1s);
    QVERIFY(usual.response);
}

QTEST_GUILESS_MAIN(TestCallOptions)
#include "tst_calloptions.moc"
