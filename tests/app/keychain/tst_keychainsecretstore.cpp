// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/keychainsecretstore.h"

#include "base/virtualscheduler.h"
#include "fakekeychain.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_keychainsecretstore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWritesRemoves();
    void oneJobAtATime();
    void J10_missingIsNothingElse_data();
    void J10_missingIsNothingElse();
    void J2_waitsForItsUser();
    void J2_nobodyThere();
    void J3_dismissedOnceAsksNoMore();
    void J3_asksAgainOnDemand();
    void unlockedElsewhereAsksAgain();
    void J4_hangsThenComesBack();
    void J4_givenUpJobIsWaitedFor();
    void removalIsVerified();
    void systemsThatAskThemselves();
    void containsAsksNobodyAndWaitsForNobody();
    void J5_destroyedWhileAsking();
    void J5_destroyedFromACallback();
    void stateFollows();
    void aJobThatOpensIt();
    void J3_noFirstKeychainMade();
    void aDeniedProbeIsTold();
    void aHangingProbeIsTold();

private:
    struct Seen
    {
        int calls = 0;
        std::optional<Error> error;
        QString value;
    };
    SecretStore::ReadCallback reading(Seen &seen) const
    {
        return [&seen](const Result<QString> &result) {
            ++seen.calls;
            seen.error = result ? std::optional<Error>() : result.error();
            seen.value = result ? *result : QString();
        };
    }
    SecretStore::DoneCallback doing(Seen &seen) const
    {
        return [&seen](const Result<void> &result) {
            ++seen.calls;
            seen.error = result ? std::optional<Error>() : result.error();
        };
    }

    VirtualScheduler m_scheduler;
    std::unique_ptr<KeychainSecretStore> m_store;
    FakeKeychain *m_keychain = nullptr;
};

void tst_keychainsecretstore::init()
{
    auto keychain = std::make_unique<FakeKeychain>();
    m_keychain = keychain.get();
    m_store = std::make_unique<KeychainSecretStore>(std::move(keychain), m_scheduler);
}

void tst_keychainsecretstore::readsWritesRemoves()
{
    Seen written;
    Seen read;
    Seen removed;
    Seen again;
    m_store->write(u"k"_s, u"canary"_s, doing(written));
    m_store->read(u"k"_s, reading(read));
    m_store->remove(u"k"_s, doing(removed));
    m_store->read(u"k"_s, reading(again));
    QCOMPARE(written.calls, 0);
    m_keychain->answerAll();
    QCOMPARE(written.calls + read.calls + removed.calls + again.calls, 4);
    QCOMPARE(read.value, u"canary"_s);
    QVERIFY(!written.error && !removed.error);
    QCOMPARE(again.error, Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing, u"k"_s));
    QCOMPARE(m_scheduler.pending(), 0);
}

void tst_keychainsecretstore::oneJobAtATime()
{
    Seen first;
    Seen second;
    m_keychain->values = {{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}};
    m_store->read(u"a"_s, reading(first));
    m_store->read(u"b"_s, reading(second));
    m_keychain->answer();
    QCOMPARE(m_keychain->log, QStringList({u"find a"_s, u"read a"_s}));
    m_keychain->answer();
    QCOMPARE(first.value, u"1"_s);
    QCOMPARE(m_keychain->log.last(), u"find b"_s);
    m_keychain->answerAll();
    QCOMPARE(second.value, u"2"_s);
}

void tst_keychainsecretstore::J10_missingIsNothingElse_data()
{
    QTest::addColumn<Keychain::Outcome>("failure");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("denied") << Keychain::Outcome::Denied << ErrorDetail::KeychainDenied;
    QTest::newRow("gone") << Keychain::Outcome::Absent << ErrorDetail::KeychainAbsent;
    QTest::newRow("failed") << Keychain::Outcome::Failed << ErrorDetail::KeychainFailed;
}

void tst_keychainsecretstore::J10_missingIsNothingElse()
{
    QFETCH(Keychain::Outcome, failure);
    QFETCH(ErrorDetail, detail);
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    m_keychain->failure = failure;
    Seen read;
    Seen written;
    m_store->read(u"k"_s, reading(read));
    m_store->write(u"k"_s, u"new"_s, doing(written));
    m_keychain->answerAll();
    for (const Seen &each : {read, written}) {
        QCOMPARE(each.calls, 1);
        QCOMPARE(each.error, Error(ErrorKind::Storage, detail, u"k"_s));
    }
    QCOMPARE(m_keychain->values.value(u"k"_s), u"canary"_s);
}

void tst_keychainsecretstore::J2_waitsForItsUser()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    m_keychain->locked = true;
    Seen read;
    m_store->read(u"k"_s, reading(read));
    m_keychain->answer();
    QCOMPARE(m_store->state(), SecretStoreState::WaitingForUser);
    QCOMPARE(m_keychain->log.last(), u"unlock k"_s);
    m_scheduler.advance(9min);
    QCOMPARE(read.calls, 0);
    m_keychain->answerAll();
    QCOMPARE(read.value, u"canary"_s);
    QCOMPARE(m_store->state(), SecretStoreState::Unlocked);
}

void tst_keychainsecretstore::J2_nobodyThere()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    m_keychain->locked = true;
    Seen read;
    m_store->read(u"k"_s, reading(read));
    m_keychain->answer();
    m_scheduler.advance(10min);
    QCOMPARE(read.error->detail, ErrorDetail::KeychainLocked);
    QCOMPARE(m_store->state(), SecretStoreState::Locked);
    m_keychain->answerAll(); // too late, and of no harm
    QCOMPARE(read.calls, 1);
}

void tst_keychainsecretstore::J3_dismissedOnceAsksNoMore()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    m_keychain->locked = true;
    m_keychain->dismisses = true;
    for (int i = 0; i < 5; ++i) {
        Seen read;
        m_store->read(u"k"_s, reading(read));
        Seen written;
        m_store->write(u"new"_s, u"x"_s, doing(written));
        m_keychain->answerAll();
        QCOMPARE(read.error->detail, ErrorDetail::KeychainLocked);
        QCOMPARE(written.error->detail, ErrorDetail::KeychainLocked);
    }
    QCOMPARE(m_keychain->log.filter(u"unlock"_s).size(), 1);
    QCOMPARE(m_store->state(), SecretStoreState::Locked);
}

void tst_keychainsecretstore::J3_asksAgainOnDemand()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    m_keychain->locked = true;
    m_keychain->dismisses = true;
    Seen read;
    m_store->read(u"k"_s, reading(read));
    m_keychain->answerAll();
    m_keychain->dismisses = false;
    m_store->unlock();
    m_store->read(u"k"_s, reading(read));
    m_keychain->answerAll();
    QCOMPARE(read.value, u"canary"_s);
    QCOMPARE(m_keychain->log.filter(u"unlock"_s).size(), 2);
}

void tst_keychainsecretstore::unlockedElsewhereAsksAgain()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    m_keychain->locked = true;
    m_keychain->dismisses = true;
    Seen read;
    m_store->read(u"k"_s, reading(read));
    m_keychain->answerAll();
    m_keychain->locked = false;
    m_keychain->tellChange();
    m_keychain->answerAll();
    m_keychain->locked = true;
    m_keychain->tellChange();
    m_store->read(u"k"_s, reading(read));
    m_keychain->answerAll();
    QCOMPARE(m_keychain->log.filter(u"unlock"_s).size(), 2);
}

void tst_keychainsecretstore::J4_hangsThenComesBack()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    Seen hung;
    Seen later;
    m_store->read(u"k"_s, reading(hung));
    m_scheduler.advance(10s);
    QCOMPARE(hung.error, Error(ErrorKind::Storage, ErrorDetail::KeychainSilent, u"k"_s));
    m_store->read(u"k"_s, reading(later));
    m_keychain->answerAll();
    QCOMPARE(later.value, u"canary"_s);
    QCOMPARE(hung.calls, 1);
}

void tst_keychainsecretstore::J4_givenUpJobIsWaitedFor()
{
    m_keychain->values = {{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}};
    Seen hung;
    Seen later;
    m_store->read(u"a"_s, reading(hung));
    m_keychain->answer(); // the job of a hangs
    m_scheduler.advance(10s);
    QCOMPARE(hung.error->detail, ErrorDetail::KeychainSilent);
    m_store->read(u"b"_s, reading(later));
    QVERIFY(m_keychain->answer(u"find b"_s));
    QVERIFY(!m_keychain->log.contains(u"read b"_s));
    QVERIFY(m_keychain->answer(u"read a"_s)); // it has ended at last
    QCOMPARE(m_keychain->log.last(), u"read b"_s);
    m_keychain->answerAll();
    QCOMPARE(later.value, u"2"_s);
    QCOMPARE(hung.calls, 1);
}

void tst_keychainsecretstore::removalIsVerified()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    m_keychain->pretends = true;
    Seen removed;
    m_store->remove(u"k"_s, doing(removed));
    m_keychain->answerAll();
    QCOMPARE(removed.error, Error(ErrorKind::Storage, ErrorDetail::KeychainFailed, u"k"_s));
    Seen nothing;
    m_store->remove(u"none"_s, doing(nothing));
    m_keychain->answerAll();
    QVERIFY(nothing.calls == 1 && !nothing.error);
}

void tst_keychainsecretstore::systemsThatAskThemselves()
{
    m_keychain->asksItself = false;
    Seen seen;
    m_store->write(u"k"_s, u"canary"_s, doing(seen));
    m_store->read(u"k"_s, reading(seen));
    bool there = false;
    m_store->contains(u"k"_s, [&there](const Result<bool> &result) { there = result && *result; });
    m_store->remove(u"k"_s, doing(seen));
    m_store->unlock();
    m_keychain->answerAll();
    QVERIFY(there);
    QVERIFY(!seen.error);
    QCOMPARE(m_keychain->log, QStringList({u"write k"_s, u"read k"_s, u"read k"_s, u"remove k"_s}));
}

void tst_keychainsecretstore::containsAsksNobodyAndWaitsForNobody()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    m_keychain->locked = true;
    Seen read;
    m_store->read(u"k"_s, reading(read));
    m_keychain->answer();
    QList<bool> found;
    for (const auto &key : {u"k"_s, u"none"_s})
        m_store->contains(key, [&found](const Result<bool> &result) { found.append(result && *result); });
    QCOMPARE(m_keychain->log.filter(u"unlock"_s).size(), 1);
    m_keychain->answerAll();
    QCOMPARE(found, QList<bool>({true, false}));
    std::optional<Error> silent;
    m_store->contains(u"k"_s, [&silent](const Result<bool> &result) { silent = result.error(); });
    m_scheduler.advance(10s);
    QCOMPARE(silent->detail, ErrorDetail::KeychainSilent);
}

void tst_keychainsecretstore::J5_destroyedWhileAsking()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    m_keychain->locked = true;
    QList<Error> errors;
    const auto note = [&errors](const auto &result) { errors.append(result.error()); };
    m_store->read(u"k"_s, note);
    m_keychain->answer();
    m_store->write(u"k"_s, u"x"_s, note);
    m_store->contains(u"k"_s, note);
    m_store.reset();
    QCOMPARE(errors, QList<Error>(3, Error(ErrorKind::Cancelled)));
    QCOMPARE(m_scheduler.pending(), 0);
}

void tst_keychainsecretstore::J5_destroyedFromACallback()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    int calls = 0;
    m_store->read(u"k"_s, [this, &calls](const Result<QString> &) {
        ++calls;
        m_store.reset();
    });
    m_store->read(u"k"_s, [&calls](const Result<QString> &result) { calls += result ? 100 : 1; });
    m_keychain->answer();
    m_keychain->answer();
    QCOMPARE(calls, 2);
}

void tst_keychainsecretstore::stateFollows()
{
    QList<SecretStoreState> states;
    connect(m_store.get(), &KeychainSecretStore::stateChanged, this,
            [&states](SecretStoreState state) { states.append(state); });
    QCOMPARE(m_store->state(), SecretStoreState::Unknown);
    m_store->probe();
    m_keychain->answerAll();
    m_keychain->locked = true;
    m_keychain->tellChange();
    m_keychain->answerAll();
    m_keychain->present = false;
    m_keychain->tellChange();
    m_keychain->tellChange();
    m_keychain->answerAll();
    QCOMPARE(states,
             QList<SecretStoreState>({SecretStoreState::Unlocked, SecretStoreState::Locked, SecretStoreState::Absent}));
}

/// As where there was no keychain to unlock: the first secret has its user make one, and no signal tells that.
void tst_keychainsecretstore::aJobThatOpensIt()
{
    m_keychain->locked = true;
    m_keychain->isMadeByWriting = true;
    m_store->probe();
    m_keychain->answerAll();
    QCOMPARE(m_store->state(), SecretStoreState::NotMade);
    m_store->unlock(); // there is nothing to unlock, and nobody is asked
    m_keychain->answerAll();
    QCOMPARE(m_keychain->log.filter(u"unlock"_s).size(), 0);
    QCOMPARE(m_store->state(), SecretStoreState::NotMade);
    Seen written;
    m_store->write(u"k"_s, u"canary"_s, doing(written));
    m_keychain->answerAll();
    QVERIFY(written.calls == 1 && !written.error);
    QCOMPARE(m_store->state(), SecretStoreState::Unlocked);
}

/// Its user was asked within the job, which then only says that it has failed.
void tst_keychainsecretstore::J3_noFirstKeychainMade()
{
    m_keychain->locked = true;
    m_keychain->isMadeByWriting = true;
    m_keychain->failure = Keychain::Outcome::Failed;
    for (int i = 0; i < 3; ++i) {
        Seen written;
        m_store->write(u"k"_s, u"canary"_s, doing(written));
        m_keychain->answerAll();
        QCOMPARE(written.error, Error(ErrorKind::Storage, ErrorDetail::KeychainLocked, u"k"_s));
    }
    QCOMPARE(m_keychain->log.filter(u"write"_s).size(), 1); // nobody is asked twice
    QCOMPARE(m_store->state(), SecretStoreState::NotMade);
    m_keychain->failure.reset();
    m_store->unlock();
    Seen written;
    m_store->write(u"k"_s, u"canary"_s, doing(written));
    m_keychain->answerAll();
    QVERIFY(written.calls == 1 && !written.error);
    QCOMPARE(m_store->state(), SecretStoreState::Unlocked);
}

void tst_keychainsecretstore::aDeniedProbeIsTold()
{
    m_keychain->denies = true;
    m_store->probe();
    m_keychain->answerAll();
    QCOMPARE(m_store->state(), SecretStoreState::Denied);
}

void tst_keychainsecretstore::aHangingProbeIsTold()
{
    m_store->probe();
    m_scheduler.advance(5s);
    QCOMPARE(m_store->state(), SecretStoreState::Unusable);
    m_keychain->answerAll(); // too late
    QCOMPARE(m_store->state(), SecretStoreState::Unusable);
    m_store->probe();
    m_keychain->answerAll();
    QCOMPARE(m_store->state(), SecretStoreState::Unlocked);
}

QTEST_GUILESS_MAIN(tst_keychainsecretstore)
#include "tst_keychainsecretstore.moc"
