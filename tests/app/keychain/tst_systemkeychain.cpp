// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/systemkeychain.h"

#include "base/systemscheduler.h"
#include "keychain/secretstorechooser.h"
#include "keyringsession.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The store that people use, on a real GNOME Keyring.
class tst_systemkeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void J7_keepsTexts_data();
    void J7_keepsTexts();
    void J6_sizes();
    void otherProgramsFindIt();
    void overwritesAndRemoves();
    void J9_removedElsewhereIsMissing();
    void J11_twoProgramsWriteOneSecret();
    void J3_lockedIsNotMissing();
    void stateFollowsLockAndUnlock();
    void J4_serviceDiesInTheMiddle();
    void J4_frozenServiceIsSilentThenServes();
    void J5_destroyedWithAJobUnderWay();
    void J12_manyReadsKeepTheLoopAlive();
    void J1_noServiceThenOne();

private:
    struct Seen
    {
        bool done = false;
        QString value;
        std::optional<Error> error;
    };
    Seen read(const QString &key)
    {
        auto seen = std::make_shared<Seen>();
        m_store->read(key, [seen](const Result<QString> &result) {
            *seen = {true, result ? *result : QString(), result ? std::optional<Error>() : result.error()};
        });
        return waitFor(seen);
    }
    Seen write(const QString &key, const QString &value)
    {
        auto seen = std::make_shared<Seen>();
        m_store->write(key, value, [seen](const Result<void> &result) {
            *seen = {true, {}, result ? std::optional<Error>() : result.error()};
        });
        return waitFor(seen);
    }
    Seen remove(const QString &key)
    {
        auto seen = std::make_shared<Seen>();
        m_store->remove(key, [seen](const Result<void> &result) {
            *seen = {true, {}, result ? std::optional<Error>() : result.error()};
        });
        return waitFor(seen);
    }
    Seen waitFor(const std::shared_ptr<Seen> &seen)
    {
        if (!QTest::qWaitFor([&seen] { return seen->done; }, 60'000))
            qWarning("No answer within a minute");
        return *seen;
    }
    void makeStore()
    {
        m_store.reset();
        m_store = std::make_unique<SecretStoreChooser>(std::make_unique<SystemKeychain>(), m_scheduler);
    }
    SecretStoreState state() { return m_store->status().state(); }

    KeyringSession m_session;
    SystemScheduler m_scheduler;
    std::unique_ptr<SecretStoreChooser> m_store;
};

void tst_systemkeychain::initTestCase()
{
    if (!m_session.start())
        QSKIP(qPrintable(m_session.whyNot()));
}

void tst_systemkeychain::init()
{
    QVERIFY(m_session.startKeyring());
    makeStore();
}

void tst_systemkeychain::J7_keepsTexts_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << u"w/orders/auth.token"_s << u"canary"_s;
    QTest::newRow("empty") << u"w/orders/empty"_s << u""_s;
    QTest::newRow("blanks") << u"w/orders/blanks"_s << u"  two words \n"_s;
    QTest::newRow("J8 many scripts") << u"w/umgebung/prod ü"_s << u"ä€😀"_s;
    QTest::newRow("with a null") << u"w/orders/null"_s << u"before\0after"_s;
    QTest::newRow("J8 long key") << QString(600, u'k') << u"canary"_s;
}

void tst_systemkeychain::J7_keepsTexts()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QVERIFY(!write(key, value).error);
    const Seen seen = read(key);
    QVERIFY(!seen.error);
    QCOMPARE(seen.value, value);
}

void tst_systemkeychain::J6_sizes()
{
    for (const int size : {1, 2560, 2561, 18'944, 64 * 1024, 1024 * 1024}) {
        const QString value(size, u'x');
        QVERIFY(!write(u"w/orders/size"_s, value).error);
        QCOMPARE(read(u"w/orders/size"_s).value, value);
    }
}

void tst_systemkeychain::otherProgramsFindIt()
{
    QVERIFY(!write(u"w/orders/auth.token"_s, u"canary"_s).error);
    QCOMPARE(m_session.lookedUpElsewhere(u"w/orders/auth.token"_s), u"canary"_s);
    QCOMPARE(m_session.lookedUpElsewhere(u"other/orders/auth.token"_s), QString());
}

void tst_systemkeychain::overwritesAndRemoves()
{
    const auto key = u"w/orders/auth.token"_s;
    QVERIFY(!write(key, u"old"_s).error);
    QVERIFY(!write(key, u"new"_s).error);
    QCOMPARE(read(key).value, u"new"_s);
    QVERIFY(!remove(key).error);
    QCOMPARE(read(key).error->detail, ErrorDetail::SecretMissing);
    QVERIFY2(!remove(key).error, "nothing to remove is fine");
    QCOMPARE(m_session.lookedUpElsewhere(key), QString());
}

void tst_systemkeychain::J9_removedElsewhereIsMissing()
{
    const auto missing = [](const QString &key) {
        return Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, key);
    };
    QCOMPARE(read(u"w/orders/never"_s).error, missing(u"w/orders/never"_s));
    const auto key = u"w/orders/auth.token"_s;
    QVERIFY(!write(key, u"canary"_s).error);
    QProcess other;
    KeyringSession::changeElsewhere(other, key, u"rotated"_s);
    QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(other.exitCode(), 0);
    QCOMPARE(read(key).value, u"rotated"_s);
    QVERIFY(m_session.removedElsewhere(key));
    const Seen seen = read(key);
    QCOMPARE(seen.error, missing(key));
    QCOMPARE(seen.value, QString());
}

void tst_systemkeychain::J11_twoProgramsWriteOneSecret()
{
    const auto key = u"w/orders/auth.token"_s;
    // secret-tool may read no more than 8 KiB of what it stores.
    const QStringList values{QString(50'000, u'a'), QString(8'000, u'b')};
    QVERIFY(!write(key, values.first()).error);
    for (int i = 0; i < 10; ++i) {
        QProcess other;
        KeyringSession::changeElsewhere(other, key, values.last());
        QVERIFY(!write(key, values.first()).error);
        const Seen meanwhile = read(key);
        QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, 20'000);
        QCOMPARE(other.exitCode(), 0);
        const Seen afterwards = read(key);
        for (const Seen &seen : {meanwhile, afterwards})
            QVERIFY2(values.contains(seen.value), qPrintable(seen.value.left(20)));
    }
}

void tst_systemkeychain::J3_lockedIsNotMissing()
{
    const auto key = u"w/orders/auth.token"_s;
    QVERIFY(!write(key, u"canary"_s).error);
    QVERIFY(m_session.lock());
    // Nothing can show a window here, which the keyring takes for a user who dismisses it.
    QCOMPARE(read(key).error, Error(ErrorKind::Storage, ErrorDetail::KeychainLocked, key));
    QCOMPARE(write(key, u"new"_s).error->detail, ErrorDetail::KeychainLocked);
    QCOMPARE(remove(key).error->detail, ErrorDetail::KeychainLocked);
    QCOMPARE(read(u"w/orders/never"_s).error->detail, ErrorDetail::SecretMissing);
    bool there = false;
    m_store->contains(key, [&there](const Result<bool> &result) { there = result && *result; });
    QTRY_VERIFY_WITH_TIMEOUT(there, 60'000);
    QVERIFY(m_session.startKeyring());
    QCOMPARE(read(key).value, u"canary"_s);
}

void tst_systemkeychain::stateFollowsLockAndUnlock()
{
    QVERIFY(!write(u"w/orders/auth.token"_s, u"canary"_s).error);
    m_store->probe();
    QTRY_COMPARE_WITH_TIMEOUT(state(), SecretStoreState::Unlocked, 60'000);
    QVERIFY(m_session.lock());
    QTRY_COMPARE_WITH_TIMEOUT(state(), SecretStoreState::Locked, 60'000);
    m_session.stopKeyring();
    QTRY_COMPARE_WITH_TIMEOUT(state(), SecretStoreState::Unusable, 60'000);
    QVERIFY(m_session.startKeyring());
    QTRY_COMPARE_WITH_TIMEOUT(state(), SecretStoreState::Unlocked, 60'000);
}

void tst_systemkeychain::J4_serviceDiesInTheMiddle()
{
    const auto key = u"w/orders/auth.token"_s;
    QVERIFY(!write(key, u"canary"_s).error);
    m_session.freezeKeyring(true);
    auto seen = std::make_shared<Seen>();
    m_store->read(key, [&seen](const Result<QString> &result) {
        *seen = {true, {}, result ? std::optional<Error>() : result.error()};
    });
    QTimer::singleShot(300, this, [this] { m_session.killKeyring(); });
    waitFor(seen);
    QCOMPARE(seen->error->kind, ErrorKind::Storage);
    QCOMPARE(read(key).error->detail, ErrorDetail::KeychainAbsent);
    QVERIFY(m_session.startKeyring());
    QCOMPARE(read(key).value, u"canary"_s);
}

void tst_systemkeychain::J4_frozenServiceIsSilentThenServes()
{
    const auto key = u"w/orders/auth.token"_s;
    QVERIFY(!write(key, u"canary"_s).error);
    m_session.freezeKeyring(true);
    QElapsedTimer elapsed;
    elapsed.start();
    QCOMPARE(read(key).error, Error(ErrorKind::Storage, ErrorDetail::KeychainSilent, key));
    QVERIFY(elapsed.elapsed() < 20'000);
    m_session.freezeKeyring(false);
    QCOMPARE(read(key).value, u"canary"_s);
}

void tst_systemkeychain::J5_destroyedWithAJobUnderWay()
{
    const auto key = u"w/orders/auth.token"_s;
    QVERIFY(!write(key, u"canary"_s).error);
    int calls = 0;
    for (int i = 0; i < 20; ++i) {
        m_store->read(key, [&calls](const Result<QString> &) { ++calls; });
        m_store->write(key, u"canary"_s, [&calls](const Result<void> &) { ++calls; });
        QVERIFY(QTest::qWaitFor([turns = i]() mutable { return turns-- <= 0; }));
        makeStore();
        QCOMPARE(calls, (i + 1) * 2);
    }
    QCOMPARE(read(key).value, u"canary"_s);
}

void tst_systemkeychain::J12_manyReadsKeepTheLoopAlive()
{
    constexpr int count = 200;
    const auto key = u"w/orders/auth.token"_s;
    QVERIFY(!write(key, u"canary"_s).error);
    int good = 0;
    QElapsedTimer all;
    all.start();
    for (int i = 0; i < count; ++i)
        m_store->read(key, [&good](const Result<QString> &value) { good += value && *value == "canary"_L1 ? 1 : 0; });
    qint64 longest = 0;
    QElapsedTimer beat;
    beat.start();
    QTimer heart;
    connect(&heart, &QTimer::timeout, &heart, [&] { longest = qMax(longest, beat.restart()); });
    heart.start(1);
    QTRY_COMPARE_WITH_TIMEOUT(good, count, 60'000);
    qInfo("%d reads in %lld ms; the event loop was away for at most %lld ms", count, all.elapsed(), longest);
    QVERIFY2(longest < 1'000, "some milliseconds, on a machine that is not busy");
}

void tst_systemkeychain::J1_noServiceThenOne()
{
    const auto key = u"w/orders/later"_s;
    m_session.stopKeyring();
    makeStore();
    QVERIFY(!write(key, u"canary"_s).error);
    QCOMPARE(state(), SecretStoreState::Absent);
    QCOMPARE(read(key).value, u"canary"_s);
    QCOMPARE(read(u"w/orders/none"_s).error->value, u"no_keychain"_s);
    QVERIFY(m_session.startKeyring());
    QTRY_COMPARE_WITH_TIMEOUT(state(), SecretStoreState::Unlocked, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_session.lookedUpElsewhere(key), u"canary"_s, 60'000);
}

QTEST_GUILESS_MAIN(tst_systemkeychain)
#include "tst_systemkeychain.moc"
