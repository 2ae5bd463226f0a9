// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oauthfixture.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A lock as several programs see it, without files.
class SharedLock final : public StoreLock
{
public:
    std::unique_ptr<Hold> tryLock(const QString &key) override
    {
        ++tries;
        if (heldByStranger || held.contains(key))
            return nullptr;
        struct Held final : Hold
        {
            Held(QSet<QString> &set, QString what)
                : keys(set)
                , key(std::move(what))
            {
                keys.insert(key);
            }
            ~Held() override { keys.remove(key); }

            QSet<QString> &keys;
            QString key;
        };
        return std::make_unique<Held>(held, key);
    }

    QSet<QString> held;
    bool heldByStranger = false;
    int tries = 0;
};

/// Two programs with one store, and a server that rotates and voids everything when a token is used twice.
class TwoPrograms : public OAuthFixture
{
public:
    TwoPrograms()
    {
        config.clientSecret = Secret();
        config.refreshToken = Secret::plain(QStringLiteral("canary-rt0"));
        lock = &shared;
        delay = 1s;
        transport.setHandler([this](const Request &, int number) {
            const QString used = sent(u"refresh_token"_s);
            usedTwice = usedTwice || used != newest;
            newest = u"canary-rt%1"_s.arg(number);
            return token(number, "\"expires_in\":3600,\"refresh_token\":\"" + newest.toLatin1() + '"');
        });
        make();
        makeOther();
    }

    void makeOther()
    {
        other = std::make_unique<AuthManager>(config, u"c"_s, AuthManager::Means{scheduler, transport, secrets, lock});
    }
    void askOther()
    {
        other->prepare([this](const Result<void> &result) { result ? ++otherReady : ++otherFailed; });
    }

    SharedLock shared;
    std::unique_ptr<AuthManager> other;
    QString newest = u"canary-rt0"_s;
    bool usedTwice = false;
    int otherReady = 0;
    int otherFailed = 0;
};

/// Refuses to keep what it is given, and has something older.
class FullStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override
    {
        ++reads;
        inner.read(key, std::move(done));
    }
    void write(const QString &key, const QString &value, DoneCallback done) override
    {
        if (full)
            done(Error(ErrorKind::Storage, ErrorDetail::WriteFailed));
        else
            inner.write(key, value, std::move(done));
    }
    void remove(const QString &key, DoneCallback done) override { inner.remove(key, std::move(done)); }

    MemorySecretStore inner;
    bool full = false;
    int reads = 0;
};

} // namespace

class TestStoreLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void C14_oneAfterTheOther();
    void C14_rereadsAtEachRefresh();
    void C14_withoutALockBothUseTheSame();
    void C14_strangerThatNeverLetsGo();
    void C14_letsGo_data();
    void C14_letsGo();
    void C14_noLockDuringASignIn();
    void C14_noLockWithoutARefreshToken();
    void C13_unsavedTokenIsNewerThanTheStores();
};

void TestStoreLock::C14_oneAfterTheOther()
{
    TwoPrograms programs;
    programs.ask();
    programs.askOther();
    programs.scheduler.runDue();
    QCOMPARE(programs.transport.requestCount(), 1);
    programs.scheduler.advance(999ms);
    QCOMPARE(programs.transport.requestCount(), 1); // the other one still waits
    programs.scheduler.advance(2s);
    QCOMPARE(programs.ready, 1);
    QCOMPARE(programs.otherReady, 1);
    QCOMPARE(programs.transport.requestCount(), 2);
    QCOMPARE(programs.sent(u"refresh_token"_s, 0), u"canary-rt0"_s);
    QCOMPARE(programs.sent(u"refresh_token"_s, 1), u"canary-rt1"_s); // read again
    QVERIFY(!programs.usedTwice);
    QVERIFY(programs.shared.held.isEmpty());
    QCOMPARE(programs.scheduler.pending(), 0);
}

void TestStoreLock::C14_rereadsAtEachRefresh()
{
    TwoPrograms programs;
    for (int i = 0; i < 5; ++i) {
        programs.ask();
        programs.askOther();
        programs.scheduler.advance(3s);
        programs.scheduler.advance(1h);
    }
    QCOMPARE(programs.ready, 5);
    QCOMPARE(programs.otherReady, 5);
    QCOMPARE(programs.transport.requestCount(), 10);
    QVERIFY(!programs.usedTwice);
}

// What the lock is for: this test would be pointless if it passed without it.
void TestStoreLock::C14_withoutALockBothUseTheSame()
{
    TwoPrograms programs;
    programs.lock = nullptr;
    programs.make();
    programs.makeOther();
    programs.ask();
    programs.askOther();
    programs.scheduler.advance(3s);
    QVERIFY(programs.usedTwice);
}

void TestStoreLock::C14_strangerThatNeverLetsGo()
{
    TwoPrograms programs;
    programs.shared.heldByStranger = true;
    programs.ask();
    programs.scheduler.advance(119s);
    QCOMPARE(programs.transport.requestCount(), 0);
    programs.scheduler.advance(3s);
    QCOMPARE(programs.ready, 1);
    QVERIFY(programs.shared.tries <= 1202);
}

void TestStoreLock::C14_letsGo_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("trouble") << 503 << QByteArray();
    QTest::newRow("refusal") << 400 << QByteArray("{\"error\":\"invalid_client\"}");
    QTest::newRow("dead token") << 400 << QByteArray("{\"error\":\"invalid_grant\"}");
    QTest::newRow("no token") << 200 << QByteArray("{}");
    QTest::newRow("destroyed") << 0 << QByteArray();
}

void TestStoreLock::C14_letsGo()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    TwoPrograms programs;
    programs.transport.setHandler([&](const Request &, int) { return programs.tokenAnswer(status, body); });
    programs.ask();
    programs.scheduler.runDue();
    QCOMPARE(programs.shared.held.size(), 1);
    if (status == 0)
        programs.manager.reset();
    programs.scheduler.advance(1s);
    QCOMPARE(programs.failed, 1);
    QVERIFY(programs.shared.held.isEmpty());
}

void TestStoreLock::C14_noLockDuringASignIn()
{
    TwoPrograms programs;
    programs.config.refreshToken = Secret();
    programs.config.grantType = GrantType::DeviceCode;
    programs.config.deviceAuthorizationUrl = QUrl(u"https://auth.example.com/device"_s);
    programs.transport.setHandler([&](const Request &request, int) {
        return request.url.path() == u"/device"
            ? programs.tokenAnswer(200,
                                   "{\"device_code\":\"d\",\"user_code\":\"AB\",\"expires_in\":600,"
                                   "\"verification_uri\":\"https://auth.example.com/go\"}")
            : programs.tokenAnswer(400, "{\"error\":\"authorization_pending\"}");
    });
    programs.make();
    programs.manager->setLoginInteraction({{}, [](const DeviceCode &) {}});
    programs.manager->getInitialToken([](const Result<void> &) {});
    programs.scheduler.advance(20s);
    QVERIFY(programs.transport.requestCount() > 2);
    QVERIFY(programs.shared.held.isEmpty());
}

void TestStoreLock::C14_noLockWithoutARefreshToken()
{
    TwoPrograms programs;
    programs.config.refreshToken = Secret();
    programs.config.clientSecret = Secret::plain(u"canary-secret"_s);
    programs.transport.setHandler([&](const Request &, int number) { return programs.token(number); });
    programs.make();
    programs.ask();
    programs.scheduler.advance(1s);
    QCOMPARE(programs.ready, 1);
    QCOMPARE(programs.shared.tries, 0);
}

void TestStoreLock::C13_unsavedTokenIsNewerThanTheStores()
{
    TwoPrograms programs;
    FullStore store;
    programs.make(store);
    programs.ask();
    programs.scheduler.advance(1s);
    store.full = true;
    programs.scheduler.advance(1h);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"new refresh token could not be stored"_s));
    programs.ask();
    programs.scheduler.advance(1s);
    QCOMPARE(programs.sent(u"refresh_token"_s), u"canary-rt1"_s);
    const int reads = store.reads;
    programs.scheduler.jumpWall(2h);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"new refresh token could not be stored"_s));
    programs.ask();
    programs.scheduler.advance(1s);
    QCOMPARE(programs.sent(u"refresh_token"_s), u"canary-rt2"_s);
    QCOMPARE(store.reads, reads + 1); // what it would replace, before the next try to keep it; none for what to send
    store.full = false;
    programs.scheduler.advance(31s); // kept at last, and then the store counts again
    programs.scheduler.jumpWall(2h);
    programs.ask();
    programs.scheduler.advance(1s);
    QCOMPARE(programs.sent(u"refresh_token"_s), u"canary-rt3"_s);
    // One with the try that succeeded, one for what to send, and one before the next was kept.
    QCOMPARE(store.reads, reads + 1 + 3);
    QVERIFY(!programs.usedTwice);
}

QTEST_GUILESS_MAIN(TestStoreLock)
#include "tst_storelock.moc"
