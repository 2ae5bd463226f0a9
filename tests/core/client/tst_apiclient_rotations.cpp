// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A refresh token that is on its way while the client gets new settings: the one before is void by then.

#include "credentialsfixture.h"
#include "support/lockedstore.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration answerTime = 5s; // of the authorization server

/// A client in the middle of a refresh, whose server takes each refresh token once.
class RotationFixture : public CredentialsFixture
{
public:
    explicit RotationFixture(Secret refreshToken = Secret::plain(u"canary-rt0"_s))
    {
        rotate(answerTime);
        config.auth->refreshToken = std::move(refreshToken);
    }

    void makeAndAsk()
    {
        makeWith(store).get(u"/x"_s);
        scheduler.advance(1s);
    }
    /// The same credentials, which go onto requests in another way.
    [[nodiscard]] ClientConfig withPrefix() const
    {
        ClientConfig changed = config;
        changed.auth->tokenPrefix = u"Token"_s;
        return changed;
    }
    [[nodiscard]] ClientConfig ofAnotherUser() const
    {
        ClientConfig changed = config;
        changed.auth->clientId = u"other-shop"_s;
        return changed;
    }
    [[nodiscard]] static QString key(const QString &name = u"orders-api"_s)
    {
        return SecretKey::ofName(name, u"auth.refresh_token"_s).text();
    }
    [[nodiscard]] QString kept(const QString &name = u"orders-api"_s) { return store.at(key(name)); }
    void keep(const QString &value)
    {
        store.write(key(), value, [](const Result<void> &) {});
    }
    /// A program that begins with what this one has left behind.
    [[nodiscard]] bool worksAfterARestart(const ClientConfig &settings)
    {
        config = settings;
        CallWatch watch(makeWith(store).get(u"/after"_s));
        scheduler.advance(60s);
        return watch.response.has_value();
    }

    LockedStore store;
};

using Change = std::function<ClientConfig(const RotationFixture &)>;

} // namespace

class TestApiClientRotations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O10_newSettingsLoseNoToken_data();
    void O10_newSettingsLoseNoToken();
    void O10_theNextRefreshWaitsForIt();
    void O10_credentialsThatComeBackWaitToo();
    void O10_otherCredentialsDoNotWait();
    void O10_aTokenOfTheUsersStays_data();
    void O10_aTokenOfTheUsersStays();
    void O10_theUsersTokenIsNext();
    void O10_whatOthersHaveStoredMeanwhileStays();
    void C13_oneThatCannotBeStoredIsHandedOver();
    void C13_oneThatCouldNotBeStoredIsHandedOver();
    void O10_aRenamedClientStaysSignedIn();
    void O10_anotherAudienceIsAskedForAnew();
    void O10_newSettingsAgainAndAgain();
    void X05_destroyedWhileOneIsOnItsWay();
    void O10_aClientThatGoesLosesNoToken_data();
    void O10_aClientThatGoesLosesNoToken();
};

void TestApiClientRotations::O10_newSettingsLoseNoToken_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("O10 of the credentials") << Change(&RotationFixture::withPrefix);
    QTest::newRow("O10 other credentials") << Change(&RotationFixture::ofAnotherUser);
    QTest::newRow("O10 a bearer token") << Change(&RotationFixture::withBearer);
    QTest::newRow("O10 none") << Change([](const RotationFixture &fixture) {
        ClientConfig changed = fixture.config;
        changed.auth.reset();
        return changed;
    });
}

void TestApiClientRotations::O10_newSettingsLoseNoToken()
{
    QFETCH(Change, change);
    RotationFixture fixture;
    fixture.makeAndAsk();
    const ClientConfig before = fixture.config;
    QVERIFY(fixture.configure(change(fixture)));
    fixture.scheduler.advance(answerTime);
    QVERIFY2(fixture.kept().startsWith(u"canary-rt1 "_s), qPrintable(fixture.kept()));
    fixture.scheduler.advance(60s); // what begins now is over
    fixture.client.reset();
    QVERIFY(fixture.worksAfterARestart(before));
}

void TestApiClientRotations::O10_theNextRefreshWaitsForIt()
{
    RotationFixture fixture;
    CallWatch watch(fixture.makeWith(fixture.store).get(u"/x"_s));
    fixture.scheduler.advance(1s);
    QVERIFY(fixture.configure(fixture.withPrefix()));
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.scheduler.advance(60s);
    QCOMPARE(fixture.reuses, 0);
    QVERIFY(watch.response);
    QCOMPARE(fixture.transport.requests().last().headers.value("Authorization"), QByteArray("Token canary-at2"));
    QVERIFY(fixture.kept().startsWith(u"canary-rt2 "_s));
}

void TestApiClientRotations::O10_credentialsThatComeBackWaitToo()
{
    RotationFixture fixture;
    fixture.makeAndAsk();
    const ClientConfig before = fixture.config;
    QVERIFY(fixture.configure(fixture.withBearer()));
    QVERIFY(fixture.configure(before));
    CallWatch watch(fixture.client->get(u"/y"_s));
    fixture.scheduler.advance(60s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.reuses, 0);
}

void TestApiClientRotations::O10_otherCredentialsDoNotWait()
{
    RotationFixture fixture;
    CallWatch watch(fixture.makeWith(fixture.store).get(u"/x"_s));
    fixture.scheduler.advance(1s);
    QVERIFY(fixture.configure(fixture.withBearer()));
    fixture.scheduler.runDue();
    QVERIFY(watch.response);
}

void TestApiClientRotations::O10_aTokenOfTheUsersStays_data()
{
    QTest::addColumn<bool>("newSettings");
    QTest::newRow("O10 and the settings change") << true;
    QTest::newRow("O10 nothing else changes") << false;
}

void TestApiClientRotations::O10_aTokenOfTheUsersStays()
{
    QFETCH(bool, newSettings);
    RotationFixture fixture(Secret::keychain());
    fixture.keep(u"canary-rt0"_s);
    fixture.makeAndAsk();
    fixture.keep(u"canary-typed-in"_s);
    fixture.grant = [&fixture](const Request &) { return fixture.granted(); };
    if (newSettings)
        QVERIFY(fixture.configure(fixture.ofAnotherUser()));
    fixture.scheduler.advance(60s);
    QCOMPARE(fixture.kept(), u"canary-typed-in"_s);
}

void TestApiClientRotations::O10_theUsersTokenIsNext()
{
    RotationFixture fixture(Secret::keychain());
    fixture.keep(u"canary-rt0"_s);
    fixture.makeAndAsk();
    fixture.keep(u"canary-typed-in"_s);
    fixture.scheduler.advance(1h);
    fixture.goodRefreshToken = "canary-typed-in";
    CallWatch watch(fixture.client->get(u"/y"_s));
    fixture.scheduler.advance(60s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.reuses, 0);
    QVERIFY(fixture.kept().startsWith(u"canary-rt2 "_s));
}

// The new credentials' own token is there before the old ones' answer has come.
void TestApiClientRotations::O10_whatOthersHaveStoredMeanwhileStays()
{
    RotationFixture fixture;
    fixture.makeAndAsk();
    fixture.grant = [&fixture](const Request &) {
        return fixture.granted("\"expires_in\":3600,\"refresh_token\":\"canary-others\"");
    };
    QVERIFY(fixture.configure(fixture.ofAnotherUser()));
    fixture.scheduler.advance(1s);
    QVERIFY(fixture.kept().startsWith(u"canary-others "_s));
    fixture.scheduler.advance(60s);
    QVERIFY(fixture.kept().startsWith(u"canary-others "_s));
}

void TestApiClientRotations::C13_oneThatCannotBeStoredIsHandedOver()
{
    RotationFixture fixture;
    fixture.makeAndAsk();
    fixture.store.writesFail = true;
    QVERIFY(fixture.configure(fixture.withPrefix()));
    for (int i = 0; i < 2; ++i)
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"new refresh token could not be stored"_s));
    CallWatch watch(fixture.client->get(u"/y"_s));
    fixture.scheduler.advance(answerTime); // in the middle of the second refresh
    fixture.store.writesFail = false;
    fixture.scheduler.advance(60s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.reuses, 0);
    QVERIFY(fixture.kept().startsWith(u"canary-rt2 "_s));
}

void TestApiClientRotations::C13_oneThatCouldNotBeStoredIsHandedOver()
{
    RotationFixture fixture;
    fixture.store.writesFail = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"new refresh token could not be stored"_s));
    fixture.makeAndAsk();
    fixture.scheduler.advance(answerTime);
    fixture.store.writesFail = false;
    QVERIFY(fixture.configure(fixture.withPrefix()));
    CallWatch watch(fixture.client->get(u"/y"_s));
    fixture.scheduler.advance(60s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.reuses, 0);
    QVERIFY(fixture.kept().startsWith(u"canary-rt2 "_s));
}

void TestApiClientRotations::O10_aRenamedClientStaysSignedIn()
{
    RotationFixture fixture;
    fixture.makeAndAsk();
    ClientConfig renamed = fixture.config;
    renamed.name = u"shop-api"_s;
    QVERIFY(fixture.configure(renamed));
    CallWatch watch(fixture.client->get(u"/y"_s));
    fixture.scheduler.advance(60s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.reuses, 0);
    QVERIFY(fixture.kept(u"shop-api"_s).startsWith(u"canary-rt2 "_s));
}

// What was granted for one audience is for that one, also where it comes after the new settings.
void TestApiClientRotations::O10_anotherAudienceIsAskedForAnew()
{
    CredentialsFixture fixture;
    fixture.config.auth->grantType = GrantType::Password;
    fixture.config.auth->username = u"ann"_s;
    fixture.config.auth->password = Secret::plain(u"canary-password"_s);
    fixture.config.auth->audience = u"orders"_s;
    QList<QByteArray> asked;
    fixture.grant = [&](const Request &request) {
        asked.append(request.body.bytes());
        return fixture.granted("\"expires_in\":60,\"refresh_token\":\"canary-rt\"", answerTime);
    };
    LockedStore store;
    fixture.makeWith(store).get(u"/x"_s);
    fixture.scheduler.advance(1s);
    fixture.scheduler.advance(answerTime); // and is kept
    fixture.client->get(u"/x"_s);
    fixture.scheduler.advance(60s + answerTime);
    fixture.client->get(u"/x"_s);
    fixture.scheduler.advance(1s); // a refresh is under way
    QCOMPARE(asked.size(), 2);
    QVERIFY(asked.last().contains("refresh_token=canary-rt"));
    ClientConfig changed = fixture.config;
    changed.auth->audience = u"stock"_s;
    QVERIFY(fixture.configure(changed));
    CallWatch watch(fixture.client->get(u"/y"_s));
    fixture.scheduler.advance(60s);
    QVERIFY(watch.response);
    QCOMPARE(asked.size(), 3);
    QVERIFY2(asked.last().contains("grant_type=password") && asked.last().contains("audience=stock"),
             asked.last().constData());
}

void TestApiClientRotations::O10_newSettingsAgainAndAgain()
{
    RotationFixture fixture;
    fixture.makeAndAsk();
    for (int i = 0; i < 10; ++i) {
        ClientConfig changed = fixture.config;
        changed.auth->audience = QString::number(i);
        QVERIFY(fixture.configure(changed));
        fixture.client->get(u"/y"_s);
        fixture.scheduler.advance(i % 2 == 0 ? 3s : 0s);
    }
    CallWatch watch(fixture.client->get(u"/z"_s));
    fixture.scheduler.advance(120s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.reuses, 0);
}

void TestApiClientRotations::X05_destroyedWhileOneIsOnItsWay()
{
    RotationFixture fixture;
    fixture.makeAndAsk();
    QVERIFY(fixture.configure(fixture.withPrefix()));
    fixture.client->get(u"/y"_s);
    fixture.client.reset();
    QCOMPARE(fixture.scheduler.pending(), 0);
    fixture.scheduler.advance(60s);
    QCOMPARE(fixture.kept(), QString());
}

void TestApiClientRotations::O10_aClientThatGoesLosesNoToken_data()
{
    QTest::addColumn<bool>("newSettings");
    QTest::newRow("O10 as it is") << false;
    QTest::newRow("O10 after new settings") << true;
}

void TestApiClientRotations::O10_aClientThatGoesLosesNoToken()
{
    QFETCH(bool, newSettings);
    RotationFixture fixture;
    UnfinishedRefreshes unfinished(fixture.scheduler);
    Services services{fixture.scheduler, fixture.random, fixture.transport, fixture.store};
    services.unfinished = &unfinished;
    fixture.client = std::make_unique<ApiClient>(fixture.config, services);
    CallWatch watch(fixture.client->get(u"/x"_s));
    fixture.scheduler.advance(1s);
    if (newSettings)
        QVERIFY(fixture.configure(fixture.withPrefix()));
    fixture.client.reset();
    QCOMPARE(watch.finishedCount, 1);
    fixture.scheduler.advance(60s);
    QVERIFY(fixture.kept().startsWith(u"canary-rt1 "_s));
    QVERIFY(fixture.worksAfterARestart(fixture.config));
    QCOMPARE(fixture.reuses, 0);
}

QTEST_GUILESS_MAIN(TestApiClientRotations)
#include "tst_apiclient_rotations.moc"
