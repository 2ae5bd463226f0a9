// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/credentialredactor.h"
#include "oauthfixture.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCredentialRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S05_theLivingRefreshTokenOutlastsAccessTokens();
    void S05_theRefreshTokenBeforeIsOneOfTheLatest();
    void S05_aTokenThatIsSeenAgainIsTheLatest();
    void S05_refreshTokenThatIsNeverRotated();
};

namespace {

void learnMany(CredentialRedactor &redactor, int count, const QString &name = u"canary-at"_s)
{
    for (int i = 0; i < count; ++i)
        redactor.learnToken(name + QString::number(i));
}

bool hides(const CredentialRedactor &redactor, const QString &secret)
{
    return redactor.redactor().text(secret) == Redactor::mask();
}

} // namespace

void TestCredentialRedactor::S05_theLivingRefreshTokenOutlastsAccessTokens()
{
    CredentialRedactor redactor;
    redactor.learnRefreshToken(u"canary-rt"_s);
    learnMany(redactor, 40);
    redactor.learnRefreshToken(u"canary-rt"_s); // each time it is used
    learnMany(redactor, 40, u"canary-other"_s);
    QVERIFY(hides(redactor, u"canary-rt"_s));
    QVERIFY(hides(redactor, u"canary-other39"_s));
    QVERIFY(!hides(redactor, u"canary-at0"_s));
}

void TestCredentialRedactor::S05_theRefreshTokenBeforeIsOneOfTheLatest()
{
    CredentialRedactor redactor;
    redactor.learnRefreshToken(u"canary-old"_s);
    learnMany(redactor, 40);
    redactor.learnRefreshToken(u"canary-new"_s);
    learnMany(redactor, 15, u"canary-other"_s);
    QVERIFY(hides(redactor, u"canary-old"_s));
    learnMany(redactor, 16, u"canary-more"_s);
    QVERIFY(!hides(redactor, u"canary-old"_s));
    QVERIFY(hides(redactor, u"canary-new"_s));
}

void TestCredentialRedactor::S05_aTokenThatIsSeenAgainIsTheLatest()
{
    CredentialRedactor redactor;
    redactor.learnToken(u"canary-same"_s);
    learnMany(redactor, 15);
    redactor.learnToken(u"canary-same"_s);
    learnMany(redactor, 15, u"canary-other"_s);
    QVERIFY(hides(redactor, u"canary-same"_s));
}

void TestCredentialRedactor::S05_refreshTokenThatIsNeverRotated()
{
    OAuthFixture fixture;
    fixture.config.grantType = GrantType::Password;
    fixture.config.username = u"ann"_s;
    fixture.config.password = Secret::plain(u"canary-password"_s);
    fixture.transport.enqueue(fixture.token(1, "\"expires_in\":3600,\"refresh_token\":\"canary-rt\""));
    fixture.make();
    for (int i = 0; i < 20; ++i) {
        fixture.ask();
        fixture.scheduler.advance(1h);
    }
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt"_s);
    QCOMPARE(fixture.manager->redactor().text(u"canary-rt"_s), Redactor::mask());
}

QTEST_GUILESS_MAIN(TestCredentialRedactor)
#include "tst_credentialredactor.moc"
