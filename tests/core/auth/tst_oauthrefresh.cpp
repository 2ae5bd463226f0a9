// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauthfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Answers writes only when told to, or refuses them.
class StubbornStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override
    {
        done(Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, key));
    }
    void write(const QString &, const QString &value, DoneCallback done) override
    {
        written.append(value);
        if (refuses)
            done(Error(ErrorKind::Storage, ErrorDetail::WriteFailed));
        else
            waiting.append(std::move(done));
    }
    void remove(const QString &, DoneCallback done) override { done({}); }

    bool refuses = false;
    QStringList written;
    QList<DoneCallback> waiting;
};

/// A client with a refresh token, whose server hands out a new one with each token.
class RotatingFixture : public OAuthFixture
{
public:
    explicit RotatingFixture(Secret refreshToken = Secret::plain(QStringLiteral("canary-rt0")))
    {
        config.clientSecret = Secret();
        config.refreshToken = std::move(refreshToken);
        rotate();
    }
    void rotate()
    {
        transport.setHandler([this](const Request &, int number) {
            return token(number,
                         "\"expires_in\":3600,\"refresh_token\":\"canary-rt" + QByteArray::number(number) + '"');
        });
    }
    void renewNow()
    {
        scheduler.advance(1h);
        ask();
        scheduler.runDue();
    }
    [[nodiscard]] FakeOutcome invalidGrant() const { return tokenAnswer(400, "{\"error\":\"invalid_grant\"}"); }
};

} // namespace

class TestOAuthRefresh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O14_refreshTokenGrant();
    void O10_rotatedTokenIsStoredFirst();
    void C11_rotatedTokenIsUsedAfterARestart();
    void C11_deadTokenEndsInAClearError();
    void C11_endsBetweenTheAnswerAndTheStore();
    void C12_withoutANewTokenTheOldOneStays();
    void C13_tokenThatCannotBeStoredIsUsed();
    void C14_anotherProgramHasRenewedIt();
    void changedIdentityUsesNoOldToken();
    void tokenInTheKeychain();
    void clientCredentialsAfterADeadToken();
    void clientCredentialsKeepNoRefreshToken();
    void O14_password();
};

void TestOAuthRefresh::O14_refreshTokenGrant()
{
    RotatingFixture fixture;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.sent(u"grant_type"_s), u"refresh_token"_s);
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt0"_s);
    fixture.renewNow();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt1"_s);
    QCOMPARE(fixture.header(), QByteArray("Bearer canary-at2"));
    QVERIFY(!fixture.manager->redactor().text(u"canary-rt2"_s).contains(u"canary"_s));
}

void TestOAuthRefresh::O10_rotatedTokenIsStoredFirst()
{
    StubbornStore store;
    RotatingFixture fixture;
    fixture.make(store);
    fixture.ask();
    fixture.scheduler.runDue();
    QVERIFY(store.written.value(0).startsWith(u"canary-rt1"_s));
    QCOMPARE(fixture.ready, 0);
    QVERIFY(!fixture.manager->isReady());
    fixture.ask();
    store.waiting.takeFirst()({});
    QCOMPARE(fixture.ready, 2);
    QCOMPARE(fixture.transport.requestCount(), 1);
}

void TestOAuthRefresh::C11_rotatedTokenIsUsedAfterARestart()
{
    RotatingFixture fixture;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt1"_s);
}

void TestOAuthRefresh::C11_deadTokenEndsInAClearError()
{
    RotatingFixture fixture;
    fixture.transport.setHandler([&](const Request &, int) { return fixture.invalidGrant(); });
    fixture.make();
    for (int i = 0; i < 5; ++i)
        fixture.renewNow();
    QCOMPARE(fixture.failed, 5);
    QCOMPARE(fixture.error.detail, ErrorDetail::CredentialsRejected);
    QCOMPARE(fixture.error.value, u"invalid_grant"_s);
    QCOMPARE(fixture.transport.requestCount(), 1);
}

void TestOAuthRefresh::C11_endsBetweenTheAnswerAndTheStore()
{
    StubbornStore store; // what it was to write is lost
    RotatingFixture fixture;
    fixture.make(store);
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(store.waiting.size(), 1);
    QCOMPARE(fixture.ready, 0); // nothing was done with the new token
    fixture.transport.setHandler([&](const Request &, int) { return fixture.invalidGrant(); });
    fixture.make(store);
    fixture.failed = 0; // those who waited went with it
    for (int i = 0; i < 3; ++i)
        fixture.renewNow();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt0"_s); // the only one that is known
    QCOMPARE(fixture.failed, 3);
    QCOMPARE(fixture.error.detail, ErrorDetail::CredentialsRejected); // sign in anew
    QCOMPARE(fixture.transport.requestCount(), 2);
}

void TestOAuthRefresh::C12_withoutANewTokenTheOldOneStays()
{
    RotatingFixture fixture;
    fixture.transport.setHandler([&](const Request &, int number) { return fixture.token(number); });
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    fixture.renewNow();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt0"_s);
    QCOMPARE(fixture.ready, 2);
    QCOMPARE(fixture.kept(), QString());
}

void TestOAuthRefresh::C13_tokenThatCannotBeStoredIsUsed()
{
    StubbornStore store;
    store.refuses = true;
    RotatingFixture fixture;
    fixture.make(store);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"new refresh token could not be stored"_s));
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.ready, 1);
    store.refuses = false;
    fixture.scheduler.advance(30s);
    QCOMPARE(store.written.size(), 2);
    QVERIFY(store.written.last().startsWith(u"canary-rt1"_s));
    fixture.scheduler.advance(300s);
    QCOMPARE(store.written.size(), 2);
}

void TestOAuthRefresh::C14_anotherProgramHasRenewedIt()
{
    RotatingFixture fixture;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    const QString theirs = fixture.kept().replace(u"canary-rt1"_s, u"canary-theirs"_s);
    fixture.keep(theirs);
    fixture.transport.enqueue(fixture.invalidGrant());
    fixture.renewNow();
    QCOMPARE(fixture.sent(u"refresh_token"_s, 1), u"canary-rt1"_s);
    fixture.scheduler.runDue();
    QCOMPARE(fixture.sent(u"refresh_token"_s, 2), u"canary-theirs"_s);
    QCOMPARE(fixture.ready, 2);
}

void TestOAuthRefresh::changedIdentityUsesNoOldToken()
{
    RotatingFixture fixture;
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QVERIFY(fixture.kept().startsWith(u"canary-rt1"_s));
    fixture.config.refreshToken = Secret::plain(u"canary-other"_s);
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-other"_s);
}

void TestOAuthRefresh::tokenInTheKeychain()
{
    RotatingFixture fixture(Secret::keychain());
    fixture.make();
    fixture.ask();
    QCOMPARE(fixture.failed, 1);
    QCOMPARE(fixture.error.detail, ErrorDetail::SecretMissing);
    fixture.keep(u"canary-mine"_s);
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-mine"_s);
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt1"_s);
}

void TestOAuthRefresh::clientCredentialsAfterADeadToken()
{
    RotatingFixture fixture;
    fixture.config.clientSecret = Secret::plain(u"canary-secret"_s);
    fixture.transport.enqueue(fixture.invalidGrant());
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.ready, 1);
    QCOMPARE(fixture.sent(u"grant_type"_s, 0), u"refresh_token"_s);
    QCOMPARE(fixture.sent(u"grant_type"_s, 1), u"client_credentials"_s);
}

void TestOAuthRefresh::clientCredentialsKeepNoRefreshToken()
{
    RotatingFixture fixture{Secret()};
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    fixture.renewNow();
    QCOMPARE(fixture.sent(u"grant_type"_s), u"client_credentials"_s);
    QCOMPARE(fixture.kept(), QString());
}

void TestOAuthRefresh::O14_password()
{
    RotatingFixture fixture{Secret()};
    fixture.config.grantType = GrantType::Password;
    fixture.config.username = u"ann"_s;
    fixture.config.password = Secret::plain(u"canary-password"_s);
    fixture.make();
    fixture.ask();
    fixture.scheduler.runDue();
    QCOMPARE(fixture.sent(u"grant_type"_s), u"password"_s);
    QCOMPARE(fixture.sent(u"password"_s), u"canary-password"_s);
    fixture.renewNow();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt1"_s);
    fixture.transport.enqueue(fixture.invalidGrant());
    fixture.renewNow();
    QCOMPARE(fixture.sent(u"grant_type"_s), u"password"_s);
    QCOMPARE(fixture.ready, 3);
}

QTEST_GUILESS_MAIN(TestOAuthRefresh)
#include "tst_oauthrefresh.moc"
