// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Refresh tokens that rotate, and a keychain that cannot be read.

#include "auth/grantee.h"
#include "oauthfixture.h"
#include "support/latestore.h"
#include "support/lockedstore.h"

#include <QCryptographicHash>
#include <QTest>

#include <functional>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::function<void(fuseboard::AuthConfig &)>)

namespace {

/// Programs with one store, whose server takes each refresh token once.
class RotationFixture : public OAuthFixture
{
public:
    RotationFixture()
    {
        config.clientSecret = Secret();
        config.refreshToken = Secret::plain(u"canary-rt0"_s);
        transport.setHandler([this](const Request &, int number) {
            if (sent(u"refresh_token"_s) != good) {
                ++reuses;
                return tokenAnswer(400, "{\"error\":\"invalid_grant\"}");
            }
            good = u"canary-rt%1"_s.arg(number);
            return token(number, "\"expires_in\":3600,\"refresh_token\":\"" + good.toLatin1() + '"');
        });
    }

    /// Another program, with a token that is due.
    [[nodiscard]] std::unique_ptr<AuthManager> other()
    {
        return std::make_unique<AuthManager>(config, u"c"_s, AuthManager::Means{scheduler, transport, store});
    }
    void askNow()
    {
        ask();
        scheduler.runDue();
    }

    LockedStore store;
    QString good = u"canary-rt0"_s;
    int reuses = 0;
};

/// A refresh token of OAuthFixture's Ann.
QString keptByAnEarlierVersion()
{
    constexpr auto digits = 32;
    const QByteArray parts("https://auth.example.com/token\0\0shop\0ann\0\0\0", 43);
    const QByteArray former = QCryptographicHash::hash(parts, QCryptographicHash::Sha256).toHex().left(digits);
    return u"canary-kept "_s + QString::fromLatin1(former);
}

} // namespace

class TestOAuthStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O10_lockedStoreSendsNoOldToken();
    void C14_lockedWhenTheTokenDies();
    void C14_lockedAndTheTokenIsDead();
    void C14_lockedAndTheConfiguredTokenIsDead();
    void lockedStoreKeepsNobodyFromSigningInAnew();
    void deadTokensOfAnEarlierTryAreTriedAgain();
    void O10_grantees_data();
    void O10_grantees();
    void O10_keptByAnEarlierVersion();
    void O10_asksOnlyBehindTheNewFingerprint_data();
    void O10_asksOnlyBehindTheNewFingerprint();
};

void TestOAuthStorage::O10_lockedStoreSendsNoOldToken()
{
    RotationFixture fixture;
    fixture.make(fixture.store);
    fixture.askNow();
    QCOMPARE(fixture.ready, 1);
    fixture.store.readsFail = true;
    fixture.make(fixture.store); // the program starts anew
    fixture.askNow();
    QCOMPARE(fixture.failed, 1);
    QCOMPARE(fixture.error.kind, ErrorKind::Storage);
    QVERIFY(fixture.error.wait == Duration(1s));
    fixture.store.readsFail = false;
    fixture.ask();
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.ready, 2);
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt1"_s);
    QCOMPARE(fixture.reuses, 0);
}

void TestOAuthStorage::C14_lockedWhenTheTokenDies()
{
    RotationFixture fixture;
    fixture.make(fixture.store);
    fixture.askNow();
    const auto other = fixture.other();
    other->prepare([](const Result<void> &) {});
    fixture.scheduler.advance(1h);
    fixture.store.readsFail = true;
    fixture.askNow();
    QCOMPARE(fixture.failed, 1);
    QCOMPARE(fixture.error.kind, ErrorKind::Storage);
    fixture.store.readsFail = false;
    fixture.ask();
    fixture.scheduler.advance(1h);
    QCOMPARE(fixture.ready, 2);
    QCOMPARE(fixture.reuses, 1);
}

void TestOAuthStorage::C14_lockedAndTheTokenIsDead()
{
    RotationFixture fixture;
    fixture.make(fixture.store);
    fixture.askNow();
    fixture.scheduler.advance(1h);
    fixture.good = u"canary-elsewhere"_s;
    fixture.store.readsFail = true;
    fixture.askNow();
    QCOMPARE(fixture.error.kind, ErrorKind::Storage);
    fixture.store.readsFail = false;
    fixture.ask();
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.error.detail, ErrorDetail::CredentialsRejected);
    QCOMPARE(fixture.error.value, u"invalid_grant"_s);
}

void TestOAuthStorage::C14_lockedAndTheConfiguredTokenIsDead()
{
    RotationFixture fixture;
    fixture.transport.setHandler([&](const Request &, int) {
        fixture.store.readsFail = true; // from now on
        return fixture.tokenAnswer(400, "{\"error\":\"invalid_grant\"}");
    });
    fixture.make(fixture.store);
    fixture.askNow();
    QCOMPARE(fixture.error.kind, ErrorKind::Storage);
    fixture.store.readsFail = false;
    fixture.transport.setHandler(
        [&](const Request &, int) { return fixture.tokenAnswer(400, "{\"error\":\"invalid_grant\"}"); });
    fixture.ask();
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt0"_s);
    QCOMPARE(fixture.error.value, u"invalid_grant"_s);
}

void TestOAuthStorage::lockedStoreKeepsNobodyFromSigningInAnew()
{
    OAuthFixture fixture;
    LockedStore store;
    store.readsFail = true;
    fixture.config.grantType = GrantType::Password;
    fixture.config.username = u"ann"_s;
    fixture.config.password = Secret::plain(u"canary-password"_s);
    fixture.make(store);
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.ready, 1);
    QCOMPARE(fixture.sent(u"grant_type"_s), u"password"_s);
}

// A server that loses its memory for a moment.
void TestOAuthStorage::deadTokensOfAnEarlierTryAreTriedAgain()
{
    RotationFixture fixture;
    fixture.make(fixture.store);
    fixture.askNow();
    fixture.scheduler.advance(1h);
    fixture.transport.enqueue(fixture.tokenAnswer(400, "{\"error\":\"invalid_grant\"}")); // to the good one
    fixture.transport.enqueue(FakeOutcome::success(503)); // to the configured one
    fixture.askNow();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt0"_s);
    QCOMPARE(fixture.failed, 1);
    fixture.ask();
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.reuses, 1);
    QCOMPARE(fixture.ready, 2);
}

void TestOAuthStorage::O10_grantees_data()
{
    QTest::addColumn<std::function<void(AuthConfig &)>>("change");
    QTest::addColumn<bool>("isSame");
    const auto row = [](const char *name, bool isSame, std::function<void(AuthConfig &)> change) {
        QTest::newRow(name) << std::move(change) << isSame;
    };
    row("O10 nothing", true, [](AuthConfig &) {});
    row("O10 where it is put", true, [](AuthConfig &auth) { auth.tokenPrefix = u"Token"_s; });
    row("O10 audience", false, [](AuthConfig &auth) { auth.audience = u"stock"_s; });
    row("O10 extra_params", false, [](AuthConfig &auth) { auth.extraParams = {{u"resource"_s, u"stock"_s}}; });
    row("O10 grant", false, [](AuthConfig &auth) { auth.grantType = GrantType::Password; });
    // Whoever was given a token may ask with it for one thing after the other: the server knows what it is good for.
    row("O10 with a refresh token that was given", true, [](AuthConfig &auth) {
        auth.refreshToken = Secret::plain(u"canary-rt0"_s);
        auth.audience = u"stock"_s;
    });
}

void TestOAuthStorage::O10_grantees()
{
    QFETCH(const std::function<void(AuthConfig &)>, change);
    QFETCH(const bool, isSame);
    AuthConfig auth = OAuthFixture().config;
    auth.grantType = GrantType::AuthorizationCode;
    AuthConfig other = auth;
    change(other);
    auth.refreshToken = other.refreshToken;
    QCOMPARE(granteeFingerprint(other) == granteeFingerprint(auth), isSame);
}

// Whose fingerprints told nothing of the audience: such a sign-in goes on, once, and is kept as all others.
void TestOAuthStorage::O10_keptByAnEarlierVersion()
{
    OAuthFixture fixture;
    fixture.config.grantType = GrantType::Password;
    fixture.config.username = u"ann"_s;
    fixture.config.password = Secret::plain(u"canary-password"_s);
    fixture.config.audience = u"orders"_s;
    fixture.keep(keptByAnEarlierVersion());
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.ready, 1);
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-kept"_s);
    QCOMPARE(fixture.kept(), u"canary-kept "_s + granteeFingerprint(fixture.config));
    fixture.config.audience = u"stock"_s;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.ready, 2);
    QCOMPARE(fixture.sent(u"grant_type"_s), u"password"_s);
}

// Whoever goes on before the store has its answer may let another program in, and then write over what that has kept.
void TestOAuthStorage::O10_asksOnlyBehindTheNewFingerprint_data()
{
    QTest::addColumn<bool>("allowed");
    QTest::newRow("kept") << true;
    QTest::newRow("not kept") << false;
}

void TestOAuthStorage::O10_asksOnlyBehindTheNewFingerprint()
{
    QFETCH(const bool, allowed);
    OAuthFixture fixture;
    fixture.config.grantType = GrantType::Password;
    fixture.config.username = u"ann"_s;
    fixture.config.password = Secret::plain(u"canary-password"_s);
    fixture.config.audience = u"orders"_s;
    LateStore store;
    const QString key = SecretKey::ofName(u"c"_s, u"auth.refresh_token"_s).text();
    store.memory.write(key, keptByAnEarlierVersion(), [](const Result<void> &) {});
    fixture.make(store);
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(store.pending.size(), 1);
    QCOMPARE(fixture.transport.requestCount(), 0);
    store.answer(allowed);
    fixture.scheduler.runDue();
    QCOMPARE(fixture.ready, 1);
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-kept"_s);
    QCOMPARE(store.at(key).endsWith(granteeFingerprint(fixture.config)), allowed);
}

QTEST_GUILESS_MAIN(TestOAuthStorage)
#include "tst_oauthstorage.moc"
