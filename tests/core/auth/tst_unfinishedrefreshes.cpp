// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A refresh that is under way while its client goes.

#include "auth/filestorelock.h"
#include "auth/unfinishedrefreshes.h"
#include "oauthfixture.h"
#include "support/lockedstore.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Duration answerTime = 5s; // of the authorization server

/// A keychain that takes its time for each read.
class SlowReads final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override { reads.append({key, std::move(done)}); }
    void write(const QString &key, const QString &value, DoneCallback done) override { memory.write(key, value, done); }
    void remove(const QString &key, DoneCallback done) override { memory.remove(key, done); }

    void answer()
    {
        for (const auto &[key, done] : std::exchange(reads, {}))
            memory.read(key, done);
    }

    QList<std::pair<QString, ReadCallback>> reads;
    MemorySecretStore memory;
};

class Fixture : public OAuthFixture
{
public:
    Fixture()
    {
        config.clientSecret = Secret();
        config.refreshToken = Secret::plain(u"canary-rt0"_s);
        delay = answerTime;
        transport.setHandler([this](const Request &, int number) {
            return token(number,
                         "\"expires_in\":3600,\"refresh_token\":\"canary-rt" + QByteArray::number(number) + '"');
        });
    }

    ~Fixture() { manager.reset(); } // before its place

    void makeWith(SecretStore &store)
    {
        AuthManager::Means means{scheduler, transport, store, lock};
        means.unfinished = unfinished.get();
        manager = std::make_unique<AuthManager>(config, u"c"_s, means);
    }
    /// The middle of the request.
    void makeAndAsk(SecretStore &store)
    {
        makeWith(store);
        ask();
        scheduler.advance(1s);
    }
    void makeAndAsk() { makeAndAsk(secrets); }

    std::unique_ptr<UnfinishedRefreshes> unfinished = std::make_unique<UnfinishedRefreshes>(scheduler);
};

QString refreshKey()
{
    return SecretKey::ofName(u"c"_s, u"auth.refresh_token"_s).text();
}

} // namespace

class TestUnfinishedRefreshes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void O10_oneOnItsWayIsStored();
    void O10_withoutTheTransportToo();
    void O10_whatHasComeIsStored();
    void O10_theNextOneWaitsForIt();
    void O10_ofCredentialsThatMadeWay();
    void C13_aStoreThatRefusesIsTriedAgain();
    void C28_whatWasRemovedStaysRemoved();
    void C28_whatAUserHasPutThereStays();
    void C28_firstTokensAreGivenUp();
    void C28_nothingOutlivesItsPlace();
    void C28_withoutAPlaceItIsGivenUp();
    void aServerThatNeverAnswers();
    void aStoreThatNeverAnswers();
};

void TestUnfinishedRefreshes::O10_oneOnItsWayIsStored()
{
    Fixture fixture;
    fixture.makeAndAsk();
    fixture.manager.reset();
    QCOMPARE(fixture.failed, 1);
    QCOMPARE(fixture.error.kind, ErrorKind::Cancelled);
    QVERIFY(!fixture.unfinished->isEmpty());
    fixture.scheduler.advance(answerTime);
    QVERIFY2(fixture.kept().startsWith(u"canary-rt1 "_s), qPrintable(fixture.kept()));
    QVERIFY(fixture.unfinished->isEmpty());
    QCOMPARE(fixture.scheduler.pending(), 0);
    QCOMPARE(fixture.transport.cancelledCount(), 0);
    fixture.makeAndAsk();
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt1"_s);
}

void TestUnfinishedRefreshes::O10_withoutTheTransportToo()
{
    Fixture fixture;
    auto transport = std::make_unique<FakeTransport>(fixture.scheduler);
    transport->answerWith(fixture.token(1, "\"refresh_token\":\"canary-rt1\""));
    AuthManager::Means means{fixture.scheduler, *transport, fixture.secrets};
    means.unfinished = fixture.unfinished.get();
    fixture.manager = std::make_unique<AuthManager>(fixture.config, u"c"_s, means);
    fixture.ask();
    fixture.scheduler.advance(1s);
    fixture.manager.reset();
    transport.reset();
    fixture.scheduler.advance(answerTime);
    QVERIFY(fixture.kept().startsWith(u"canary-rt1 "_s));
}

void TestUnfinishedRefreshes::O10_whatHasComeIsStored()
{
    Fixture fixture;
    SlowReads store;
    fixture.makeAndAsk(store);
    store.answer(); // what is kept
    fixture.scheduler.advance(answerTime);
    QCOMPARE(store.reads.size(), 1); // what may be replaced
    QCOMPARE(fixture.ready, 0);
    fixture.manager.reset();
    store.answer();
    QString kept;
    store.memory.read(refreshKey(), [&kept](const Result<QString> &value) { kept = value ? *value : QString(); });
    QVERIFY2(kept.startsWith(u"canary-rt1 "_s), qPrintable(kept));
    QVERIFY(fixture.unfinished->isEmpty());
    QCOMPARE(fixture.scheduler.pending(), 0);
}

// A server that rotates takes the second use of a token for theft.
void TestUnfinishedRefreshes::O10_theNextOneWaitsForIt()
{
    Fixture fixture;
    const QTemporaryDir folder;
    FileStoreLock lock(folder.path());
    fixture.lock = &lock;
    fixture.makeAndAsk();
    fixture.manager.reset();
    fixture.makeAndAsk();
    QCOMPARE(fixture.transport.requestCount(), 1);
    fixture.scheduler.advance(2 * answerTime);
    QCOMPARE(fixture.ready, 1);
    QCOMPARE(fixture.sent(u"refresh_token"_s), u"canary-rt1"_s);
    QVERIFY(fixture.kept().startsWith(u"canary-rt2 "_s));
}

void TestUnfinishedRefreshes::O10_ofCredentialsThatMadeWay()
{
    Fixture fixture;
    fixture.makeAndAsk();
    std::shared_ptr<AuthManager> old = std::move(fixture.manager);
    fixture.makeWith(fixture.secrets);
    fixture.manager->inherit(old);
    old->release();
    fixture.ask();
    const std::weak_ptr<AuthManager> watched = old;
    old.reset();
    fixture.manager.reset();
    QVERIFY(watched.expired());
    fixture.scheduler.advance(answerTime);
    QVERIFY(fixture.kept().startsWith(u"canary-rt1 "_s));
    QVERIFY(fixture.unfinished->isEmpty());
}

void TestUnfinishedRefreshes::C13_aStoreThatRefusesIsTriedAgain()
{
    Fixture fixture;
    LockedStore store;
    store.writesFail = true;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"new refresh token could not be stored"_s));
    fixture.makeAndAsk(store);
    fixture.manager.reset();
    fixture.scheduler.advance(answerTime);
    QVERIFY(!fixture.unfinished->isEmpty());
    store.writesFail = false;
    fixture.scheduler.advance(30s);
    QVERIFY(store.at(refreshKey()).startsWith(u"canary-rt1 "_s));
    fixture.scheduler.advance(30s);
    QVERIFY(fixture.unfinished->isEmpty());
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestUnfinishedRefreshes::C28_whatWasRemovedStaysRemoved()
{
    Fixture fixture;
    fixture.config.refreshToken = Secret::keychain();
    fixture.keep(u"canary-rt0"_s);
    fixture.makeAndAsk();
    fixture.manager.reset();
    fixture.secrets.remove(refreshKey(), [](const Result<void> &) {});
    fixture.scheduler.advance(answerTime);
    QCOMPARE(fixture.kept(), QString());
    QVERIFY(fixture.unfinished->isEmpty());
}

void TestUnfinishedRefreshes::C28_whatAUserHasPutThereStays()
{
    Fixture fixture;
    fixture.makeAndAsk();
    fixture.manager.reset();
    fixture.keep(u"canary-typed-in"_s);
    fixture.scheduler.advance(answerTime);
    QCOMPARE(fixture.kept(), u"canary-typed-in"_s);
}

void TestUnfinishedRefreshes::C28_firstTokensAreGivenUp()
{
    Fixture fixture;
    fixture.config.refreshToken = Secret();
    fixture.config.grantType = GrantType::Password;
    fixture.config.username = u"ann"_s;
    fixture.config.password = Secret::plain(u"canary-password"_s);
    fixture.makeAndAsk();
    fixture.manager.reset();
    QVERIFY(fixture.unfinished->isEmpty());
    QCOMPARE(fixture.transport.cancelledCount(), 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestUnfinishedRefreshes::C28_nothingOutlivesItsPlace()
{
    Fixture fixture;
    fixture.makeAndAsk();
    fixture.manager.reset();
    fixture.unfinished.reset();
    QCOMPARE(fixture.transport.cancelledCount(), 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
    fixture.scheduler.advance(60s);
    QCOMPARE(fixture.kept(), QString());
}

void TestUnfinishedRefreshes::C28_withoutAPlaceItIsGivenUp()
{
    Fixture fixture;
    fixture.unfinished.reset();
    fixture.makeAndAsk();
    fixture.manager.reset();
    QCOMPARE(fixture.transport.cancelledCount(), 1);
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestUnfinishedRefreshes::aServerThatNeverAnswers()
{
    Fixture fixture;
    fixture.delay = 24h;
    fixture.makeAndAsk();
    fixture.manager.reset();
    fixture.scheduler.advance(30s);
    QVERIFY(fixture.unfinished->isEmpty());
    QCOMPARE(fixture.scheduler.pending(), 0);
}

void TestUnfinishedRefreshes::aStoreThatNeverAnswers()
{
    Fixture fixture;
    SlowReads store;
    fixture.makeAndAsk(store);
    store.answer();
    fixture.manager.reset();
    fixture.scheduler.advance(UnfinishedRefreshes::longest);
    QVERIFY(fixture.unfinished->isEmpty());
    QCOMPARE(fixture.scheduler.pending(), 0);
    store.answer(); // too late
    store.memory.read(refreshKey(), [](const Result<QString> &value) { QVERIFY(!value); });
}

QTEST_GUILESS_MAIN(TestUnfinishedRefreshes)
#include "tst_unfinishedrefreshes.moc"
