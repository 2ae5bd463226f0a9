// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A secret that is replaced in the store while calls wait for it.

#include "credentialsfixture.h"
#include "support/lockedstore.h"

#include <QRegularExpression>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A keychain whose user has not answered yet.
struct AskingStore final : SecretStore
{
    void read(const QString &, ReadCallback done) override { asked.append(std::move(done)); }
    void write(const QString &, const QString &, DoneCallback done) override { done({}); }
    void remove(const QString &, DoneCallback done) override { done({}); }
    void answer(const QString &secret)
    {
        for (const ReadCallback &done : std::exchange(asked, {}))
            done(secret);
    }

    QList<ReadCallback> asked;
};

} // namespace

class TestApiClientReload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitingCallsWaitForTheNewSecret();
    void theNextCallHasTheNewSecret();
    void O10_aTokenThatIsNotKeptYetIsHandedOver();
};

void TestApiClientReload::waitingCallsWaitForTheNewSecret()
{
    CredentialsFixture fixture;
    AskingStore store;
    fixture.config = fixture.withBearer();
    fixture.config.auth->token = Secret::keychain();
    CallWatch watch(fixture.makeWith(store).get(u"/x"_s));
    fixture.scheduler.advance(1s);
    QCOMPARE(store.asked.size(), 1);
    fixture.client->reloadSecrets();
    fixture.scheduler.advance(1s);
    QCOMPARE(fixture.transport.requestCount(), 0); // never without credentials
    store.answer(u"canary-new"_s);
    fixture.scheduler.advance(1s);
    QVERIFY(watch.response);
    QCOMPARE(fixture.transport.requestCount(), 1);
    QCOMPARE(fixture.transport.requests().last().headers.value("Authorization"), QByteArray("Bearer canary-new"));
}

void TestApiClientReload::theNextCallHasTheNewSecret()
{
    CredentialsFixture fixture;
    AskingStore store;
    fixture.config = fixture.withBearer();
    fixture.config.auth->token = Secret::keychain();
    CallWatch first(fixture.makeWith(store).get(u"/x"_s));
    fixture.scheduler.advance(1s);
    store.answer(u"canary-old"_s);
    fixture.scheduler.advance(1s);
    fixture.client->reloadSecrets();
    CallWatch second(fixture.client->get(u"/x"_s));
    fixture.scheduler.advance(1s);
    store.answer(u"canary-new"_s);
    fixture.scheduler.advance(1s);
    QVERIFY(second.response);
    QCOMPARE(fixture.transport.requests().last().headers.value("Authorization"), QByteArray("Bearer canary-new"));
}

void TestApiClientReload::O10_aTokenThatIsNotKeptYetIsHandedOver()
{
    CredentialsFixture fixture;
    LockedStore store;
    fixture.rotate();
    store.writesFail = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"new refresh token could not be stored"_s));
    CallWatch watch(fixture.makeWith(store).get(u"/x"_s));
    fixture.scheduler.advance(1s);
    fixture.client->reloadSecrets();
    store.writesFail = false;
    CallWatch next(fixture.client->get(u"/y"_s));
    fixture.scheduler.advance(60s);
    QVERIFY(next.response);
    QCOMPARE(fixture.reuses, 0);
    const QString key = SecretKey::ofName(u"orders-api"_s, u"auth.refresh_token"_s).text();
    QVERIFY2(store.at(key).startsWith(QString::fromLatin1(fixture.goodRefreshToken)), qPrintable(store.at(key)));
}

QTEST_GUILESS_MAIN(TestApiClientReload)
#include "tst_apiclient_reload.moc"
