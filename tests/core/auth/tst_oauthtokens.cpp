// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauthfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A user who signs in on a device within a second, each time for the tokens "canary-atN" and "canary-rtN", and a
/// server that takes five to refuse the first refresh token.
class SignInFixture : public OAuthFixture
{
public:
    SignInFixture()
    {
        config.grantType = GrantType::DeviceCode;
        config.clientSecret = Secret();
        config.deviceAuthorizationUrl = QUrl(u"https://auth.example.com/device"_s);
        transport.setHandler([this](const Request &request, int) { return answer(request); });
    }

    static void signIn(AuthManager &who)
    {
        who.setLoginInteraction({{}, [](const DeviceCode &) {}});
        who.getInitialToken([](const Result<void> &) {});
    }
    /// The first refresh is under way for a second.
    void beginRefresh()
    {
        signIn(make());
        scheduler.advance(1s);
        scheduler.advance(1h);
        ask();
        scheduler.advance(1s);
    }

private:
    FakeOutcome answer(const Request &request)
    {
        if (request.url.path() == u"/device"_s)
            return tokenAnswer(200,
                               R"({"device_code":"dc","user_code":"ABCD","interval":1,"expires_in":600,)"
                               R"("verification_uri":"https://auth.example.com/d"})");
        if (sent(u"grant_type"_s) != u"refresh_token"_s) {
            const QByteArray number = QByteArray::number(++m_signIns);
            return token(m_signIns, "\"expires_in\":3600,\"refresh_token\":\"canary-rt" + number + '"');
        }
        if (sent(u"refresh_token"_s) != u"canary-rt1"_s)
            return token(3);
        FakeOutcome refusal = tokenAnswer(400, R"({"error":"invalid_grant"})");
        refusal.delay = std::exchange(m_refusalTime, {});
        return refusal;
    }

    int m_signIns = 0;
    Duration m_refusalTime = 5s;
};

} // namespace

class TestOAuthTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O01_oneRequestForAllWhoAsk();
    void O04_renewedFromTheSkewOn();
    void O06_withoutALifetimeNoRenewal();
    void O06_oneUseServesThoseWhoWaited();
    void O07_nextTryComesLater();
    void O07_refusedForGood_data();
    void O07_refusedForGood();
    void O07_retryAfterIsWaitedFor();
    void O02_rejectedTokenIsReplacedOnce();
    void O03_lateRejectionIsNoNews();
    void O08_failureLeavesTheTokenAlone();
    void O08_lateFailureLeavesANewerTokenAlone_data();
    void O08_lateFailureLeavesANewerTokenAlone();
    void O08_aSignInOutlivesTheRefreshBeforeIt();
    void C22_rejectionsInARowAreNoStorm();
    void O11_ownLimitsAndNoRedirects();
    void C29_wallClockJumpRenews();
    void C28_destroyedInFlight();
    void S05_redactorKnowsTokensAtOnce();
    void S05_remarksTellNoSecret();
    void S05_redactorKeepsTheLatest();
    void initialTokenOnDemand();
    void initialTokenAfterARefusal();
    void missingClientSecret();
};

void TestOAuthTokens::O01_oneRequestForAllWhoAsk()
{
    OAuthFixture fixture;
    fixture.delay = 1s;
    fixture.make();
    QCOMPARE(fixture.header(), QByteArray("refused"));
    for (int i = 0; i < 100; ++i)
        fixture.ask();
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.ready, 100);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(fixture.sent(u"grant_type"_s), u"client_credentials"_s);
    QCOMPARE(fixture.header(), QByteArray("Bearer canary-at1"));
}

void TestOAuthTokens::O04_renewedFromTheSkewOn()
{
    OAuthFixture fixture;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    fixture.scheduler.advance(3540s - 1ns);
    QVERIFY(fixture.manager->isReady());
    fixture.scheduler.advance(1ns);
    QVERIFY(!fixture.manager->isReady());
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(fixture.header(), QByteArray("Bearer canary-at2"));
}

void TestOAuthTokens::O06_withoutALifetimeNoRenewal()
{
    OAuthFixture fixture;
    fixture.transport.setHandler([&](const Request &, int number) { return fixture.token(number, {}); });
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    fixture.scheduler.advance(24h * 30);
    QVERIFY(fixture.manager->isReady());
}

void TestOAuthTokens::O06_oneUseServesThoseWhoWaited()
{
    OAuthFixture fixture;
    fixture.transport.setHandler(
        [&](const Request &, int number) { return fixture.token(number, "\"expires_in\":0"); });
    fixture.make();
    int readyInside = 0;
    for (int i = 0; i < 3; ++i)
        fixture.manager->prepare([&](const Result<void> &) { readyInside += fixture.manager->isReady() ? 1 : 0; });
    fixture.scheduler.runDue();
    QCOMPARE(readyInside, 3);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QVERIFY(!fixture.manager->isReady());
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.transport.requestCount(), 2);
}

void TestOAuthTokens::O07_nextTryComesLater()
{
    OAuthFixture fixture;
    fixture.transport.failWith(Error(ErrorKind::Reset));
    fixture.transport.setHandler({});
    fixture.make();
    fixture.ask();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.failed, 2);
    QCOMPARE(fixture.error.kind, ErrorKind::AuthFailed);
    QCOMPARE(fixture.error.detail, ErrorDetail::TokenEndpointFailed);
    QCOMPARE(fixture.error.subject, u"auth.example.com:443"_s);
    QCOMPARE(fixture.error.value, u"reset"_s);
    int requests = 1;
    for (const Duration pause : {1s, 2s, 4s}) {
        QVERIFY(fixture.error.wait == pause);
        fixture.ask();
        fixture.scheduler.advance(pause - 1ns);
        QCOMPARE(fixture.transport.requestCount(), requests);
        fixture.scheduler.advance(1ns);
        QCOMPARE(fixture.transport.requestCount(), ++requests);
    }
    fixture.transport.setHandler([&](const Request &, int number) { return fixture.token(number); });
    fixture.ask();
    fixture.scheduler.advance(8s);
    QCOMPARE(fixture.ready, 1);
}

void TestOAuthTokens::O07_refusedForGood_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("ADV-C21 invalid_client") << 401 << QByteArray("invalid_client");
    QTest::newRow("ADV-C21 invalid_grant") << 400 << QByteArray("invalid_grant");
    QTest::newRow("invalid_scope") << 400 << QByteArray("invalid_scope");
}

void TestOAuthTokens::O07_refusedForGood()
{
    QFETCH(int, status);
    QFETCH(QByteArray, word);
    OAuthFixture fixture;
    fixture.transport.setHandler(
        [&](const Request &, int) { return fixture.tokenAnswer(status, "{\"error\":\"" + word + "\"}"); });
    fixture.make();
    fixture.ask();
    fixture.scheduler.advance(1h);
    for (int i = 0; i < 5; ++i)
        fixture.ask();
    fixture.scheduler.advance(1h);
    QCOMPARE(fixture.failed, 6);
    QCOMPARE(fixture.error.detail, ErrorDetail::CredentialsRejected);
    QCOMPARE(fixture.error.value, QString::fromLatin1(word));
    QCOMPARE(fixture.transport.requestCount(), 1);
}

void TestOAuthTokens::O07_retryAfterIsWaitedFor()
{
    OAuthFixture fixture;
    fixture.transport.enqueue(FakeOutcome::success(429, {{"Retry-After", "30"}}));
    fixture.transport.enqueue(FakeOutcome::success(503, {{"Retry-After", "99999"}}));
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QVERIFY(fixture.error.wait == Duration(30s));
    fixture.ask();
    fixture.scheduler.advance(29s);
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QVERIFY(fixture.error.wait == Duration(120s));
}

void TestOAuthTokens::O02_rejectedTokenIsReplacedOnce()
{
    OAuthFixture fixture;
    fixture.delay = 1s;
    fixture.make();
    fixture.ask();
    fixture.scheduler.advance(1s);
    const quint64 first = fixture.generation();
    for (int i = 0; i < 100; ++i) {
        fixture.manager->unauthorized(first);
        fixture.ask();
    }
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.ready, 101);
    QCOMPARE(fixture.transport.requestCount(), 2);
    QCOMPARE(fixture.header(), QByteArray("Bearer canary-at2"));
}

void TestOAuthTokens::O03_lateRejectionIsNoNews()
{
    OAuthFixture fixture;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    const quint64 first = fixture.generation();
    fixture.manager->unauthorized(first);
    fixture.ask();
    fixture.scheduler.runDue();
    fixture.manager->unauthorized(first);
    QVERIFY(fixture.manager->isReady());
    QCOMPARE(fixture.transport.requestCount(), 2);
}

void TestOAuthTokens::O08_failureLeavesTheTokenAlone()
{
    OAuthFixture fixture;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    fixture.transport.enqueue(fixture.tokenAnswer(400, "{\"error\":\"invalid_client\"}"));
    std::optional<Error> refused;
    fixture.manager->getInitialToken([&refused](const Result<void> &result) { refused = result.error(); });
    fixture.scheduler.runDue();
    QVERIFY(refused);
    QVERIFY(fixture.manager->isReady());
    QCOMPARE(fixture.header(), QByteArray("Bearer canary-at1"));
}

void TestOAuthTokens::O08_lateFailureLeavesANewerTokenAlone_data()
{
    QTest::addColumn<bool>("isOtherProgram");
    QTest::newRow("O08 another program signs in") << true;
    QTest::newRow("O08 new settings, and a sign-in for them") << false;
}

void TestOAuthTokens::O08_lateFailureLeavesANewerTokenAlone()
{
    QFETCH(bool, isOtherProgram);
    SignInFixture fixture;
    fixture.beginRefresh();
    const std::shared_ptr<AuthManager> old = std::move(fixture.manager);
    if (!isOtherProgram)
        fixture.config.scopes = {u"orders"_s};
    fixture.make();
    if (!isOtherProgram) {
        fixture.manager->inherit(old);
        old->release();
    }
    SignInFixture::signIn(*fixture.manager);
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.header(), QByteArray("Bearer canary-at2"));
    const QString kept = fixture.kept();
    QVERIFY2(kept.startsWith(u"canary-rt2 "_s), qPrintable(kept));
    fixture.scheduler.advance(3s - 1ns);
    const int requests = fixture.transport.requestCount();
    fixture.scheduler.advance(1ns); // the refresh has failed
    QVERIFY(fixture.manager->isReady());
    QCOMPARE(fixture.header(), QByteArray("Bearer canary-at2"));
    QCOMPARE(fixture.kept(), kept);
    // Who is of the same client goes on with what is kept; who was replaced asks no more.
    QCOMPARE(fixture.transport.requestCount(), requests + (isOtherProgram ? 1 : 0));
    QCOMPARE(old->isReady(), isOtherProgram);
    QVERIFY(!isOtherProgram || fixture.sent(u"refresh_token"_s) == u"canary-rt2"_s);
}

void TestOAuthTokens::O08_aSignInOutlivesTheRefreshBeforeIt()
{
    SignInFixture fixture;
    fixture.beginRefresh();
    fixture.scheduler.advance(1s);
    SignInFixture::signIn(*fixture.manager);
    fixture.scheduler.advance(3s); // there is no other way once the refresh has failed
    QCOMPARE(fixture.kept(), QString());
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.ready, 1); // who waited for the refresh
    QCOMPARE(fixture.header(), QByteArray("Bearer canary-at2"));
    QVERIFY2(fixture.kept().startsWith(u"canary-rt2 "_s), qPrintable(fixture.kept()));
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestOAuthTokens::C22_rejectionsInARowAreNoStorm()
{
    OAuthFixture fixture;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    for (int i = 0; i < 20; ++i) {
        fixture.manager->unauthorized(fixture.generation());
        fixture.ask();
        fixture.scheduler.advance(500ms);
    }
    QVERIFY2(fixture.transport.requestCount() <= 6, qPrintable(QString::number(fixture.transport.requestCount())));
    QVERIFY(fixture.transport.requestCount() >= 3);
}

void TestOAuthTokens::O11_ownLimitsAndNoRedirects()
{
    OAuthFixture fixture;
    fixture.transport.enqueue(FakeOutcome::success(307, {{"Location", "https://evil.example/token"}}));
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.error.detail, ErrorDetail::TokenUnusable);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QVERIFY(fixture.transport.limits().first().maxResponseBytes <= 1'000'000);
    QVERIFY(fixture.transport.limits().first().attemptTimeout == Duration(30s));
}

void TestOAuthTokens::C29_wallClockJumpRenews()
{
    OAuthFixture fixture;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    fixture.scheduler.jumpWall(-2h);
    QVERIFY(fixture.manager->isReady());
    fixture.scheduler.jumpWall(4h);
    QVERIFY(!fixture.manager->isReady());
}

void TestOAuthTokens::C28_destroyedInFlight()
{
    OAuthFixture fixture;
    fixture.config.grantType = GrantType::Password;
    fixture.config.username = u"ann"_s;
    fixture.config.password = Secret::plain(u"canary-password"_s);
    fixture.transport.setHandler(
        [&](const Request &, int number) { return fixture.token(number, "\"refresh_token\":\"canary-rt\""); });
    fixture.delay = 1s;
    fixture.make();
    fixture.ask();
    fixture.manager.reset();
    QCOMPARE(fixture.failed, 1);
    QCOMPARE(fixture.error.kind, ErrorKind::Cancelled);
    fixture.scheduler.advance(10s);
    QCOMPARE(fixture.kept(), QString());
    QCOMPARE(fixture.transport.cancelledCount(), 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestOAuthTokens::S05_redactorKnowsTokensAtOnce()
{
    OAuthFixture fixture;
    fixture.config.extraParams = {{u"key"_s, u"canary-extra"_s}};
    fixture.make();
    bool shown = false;
    fixture.manager->prepare([&](const Result<void> &) {
        const QString text = u"canary-at1 canary-secret canary-extra"_s;
        shown = fixture.manager->redactor().text(text).contains(u"canary"_s);
    });
    fixture.scheduler.runDue();
    QVERIFY(!shown);
}

void TestOAuthTokens::S05_remarksTellNoSecret()
{
    OAuthFixture fixture;
    fixture.make();
    // The secret stands across the end of what is shown.
    const QByteArray filling(190, 'x');
    fixture.transport.setHandler([&](const Request &, int) {
        return fixture.tokenAnswer(401,
                                   R"({"error":"invalid_client","error_description":"canary-secret )" + filling
                                       + R"(canary-secret and so on"})");
    });
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.error.value, u"invalid_client"_s);
    QCOMPARE(fixture.error.remark.size(), 200);
    QVERIFY2(!fixture.error.remark.contains(u"can"), qPrintable(fixture.error.remark));
    QVERIFY(fixture.error.remark.startsWith(u"••• xxx"));
}

void TestOAuthTokens::S05_redactorKeepsTheLatest()
{
    OAuthFixture fixture;
    fixture.make();
    for (int i = 1; i <= 40; ++i) {
        fixture.ask();
        fixture.scheduler.runDue();
        QVERIFY(!fixture.manager->redactor().text(u"canary-at%1"_s.arg(i)).contains(u"canary"_s));
        QVERIFY(!fixture.manager->redactor().text(u"canary-secret"_s).contains(u"canary"_s));
        fixture.scheduler.advance(1h);
    }
    QVERIFY(!fixture.manager->redactor().text(u"canary-at39"_s).contains(u"canary"_s));
}

void TestOAuthTokens::initialTokenOnDemand()
{
    OAuthFixture fixture;
    fixture.make();
    int done = 0;
    for (int i = 0; i < 2; ++i) {
        fixture.manager->getInitialToken([&done](const Result<void> &result) { done += result.ok() ? 1 : 0; });
        fixture.scheduler.runDue();
    }
    QCOMPARE(done, 2);
    QCOMPARE(fixture.header(), QByteArray("Bearer canary-at2"));
}

void TestOAuthTokens::initialTokenAfterARefusal()
{
    OAuthFixture fixture;
    fixture.transport.enqueue(fixture.tokenAnswer(401, "{\"error\":\"invalid_client\"}"));
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    fixture.manager->getInitialToken([](const Result<void> &) {});
    fixture.scheduler.runDue();
    QVERIFY(fixture.manager->isReady());
}

void TestOAuthTokens::missingClientSecret()
{
    OAuthFixture fixture;
    fixture.config.clientSecret = Secret::keychain();
    fixture.make();
    fixture.ask();
    QCOMPARE(fixture.failed, 1);
    QCOMPARE(fixture.error.detail, ErrorDetail::SecretMissing);
    QCOMPARE(fixture.transport.requestCount(), 0);
}

QTEST_GUILESS_MAIN(TestOAuthTokens)
#include "tst_oauthtokens.moc"
