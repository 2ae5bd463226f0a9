// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/secretstorechooser.h"

#include "base/virtualscheduler.h"
#include "fakekeychain.h"

#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_secretstorechooser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void usesTheKeychain();
    void J1_memoryWhereThereIsNone();
    void whoeverAsksFirstWaits();
    void aKeychainThatComesTakesOver();
    void aFailedMoveKeepsItInMemory();
    void J10_aKeychainThatGoesIsNotMissing();
    void aSilentOneIsNotAbsent();
    void unlockReachesTheKeychain();
    void J5_destroyedWhileWaiting();

private:
    QString read(const QString &key)
    {
        QString found = u"no answer"_s;
        m_store->read(key, [&found, this](const Result<QString> &value) {
            m_error = value ? std::optional<Error>() : value.error();
            found = value ? *value : QString();
        });
        m_keychain->answerAll();
        return found;
    }
    bool write(const QString &key, const QString &value)
    {
        bool written = false;
        m_store->write(key, value, [&written](const Result<void> &result) { written = result.ok(); });
        m_keychain->answerAll();
        return written;
    }
    bool contains(const QString &key)
    {
        bool there = false;
        m_store->contains(key, [&there](const Result<bool> &result) { there = result && *result; });
        m_keychain->answerAll();
        return there;
    }
    SecretStoreState state() { return m_store->status().state(); }

    VirtualScheduler m_scheduler;
    std::unique_ptr<SecretStoreChooser> m_store;
    FakeKeychain *m_keychain = nullptr;
    std::optional<Error> m_error;
};

void tst_secretstorechooser::init()
{
    auto keychain = std::make_unique<FakeKeychain>();
    m_keychain = keychain.get();
    m_store = std::make_unique<SecretStoreChooser>(std::move(keychain), m_scheduler);
}

void tst_secretstorechooser::usesTheKeychain()
{
    m_store->probe();
    m_store->probe();
    m_keychain->answerAll();
    QCOMPARE(m_keychain->log, QStringList{u"probe"_s});
    QCOMPARE(state(), SecretStoreState::Unlocked);
    QVERIFY(write(u"k"_s, u"canary"_s));
    QCOMPARE(m_keychain->values.value(u"k"_s), u"canary"_s);
    QCOMPARE(read(u"k"_s), u"canary"_s);
    QVERIFY(contains(u"k"_s));
    bool removed = false;
    m_store->remove(u"k"_s, [&removed](const Result<void> &result) { removed = result.ok(); });
    m_keychain->answerAll();
    QVERIFY(removed && m_keychain->values.isEmpty());
}

void tst_secretstorechooser::J1_memoryWhereThereIsNone()
{
    m_keychain->present = false;
    m_store->probe();
    m_keychain->answerAll();
    QCOMPARE(state(), SecretStoreState::Absent);
    QCOMPARE(read(u"k"_s), QString());
    QCOMPARE(m_error->detail, ErrorDetail::SecretMissing);
    QCOMPARE(m_error->value, u"no_keychain"_s);
    QVERIFY(!contains(u"k"_s));
    QVERIFY(write(u"k"_s, u"canary"_s));
    QVERIFY(contains(u"k"_s));
    QCOMPARE(read(u"k"_s), u"canary"_s);
    QVERIFY(m_keychain->values.isEmpty());
    m_store->remove(u"k"_s, [](const Result<void> &) {});
    QVERIFY(!contains(u"k"_s));
}

void tst_secretstorechooser::whoeverAsksFirstWaits()
{
    m_keychain->values = {{u"k"_s, u"canary"_s}};
    QString found;
    m_store->read(u"k"_s, [&found](const Result<QString> &value) { found = *value; });
    QCOMPARE(m_keychain->log, QStringList{u"probe"_s});
    m_keychain->answerAll();
    QCOMPARE(found, u"canary"_s);
}

void tst_secretstorechooser::aKeychainThatComesTakesOver()
{
    m_keychain->present = false;
    QVERIFY(write(u"k"_s, u"canary"_s));
    m_keychain->present = true;
    m_keychain->tellChange();
    m_keychain->answerAll();
    QCOMPARE(state(), SecretStoreState::Unlocked);
    QCOMPARE(m_keychain->values.value(u"k"_s), u"canary"_s);
    m_keychain->values.insert(u"k"_s, u"changed there"_s);
    QCOMPARE(read(u"k"_s), u"changed there"_s);
}

void tst_secretstorechooser::aFailedMoveKeepsItInMemory()
{
    m_keychain->present = false;
    QVERIFY(write(u"k"_s, u"canary"_s));
    m_keychain->present = true;
    m_keychain->failure = Keychain::Outcome::Denied;
    m_keychain->tellChange();
    m_keychain->answerAll();
    QCOMPARE(read(u"k"_s), u"canary"_s);
    QVERIFY(contains(u"k"_s));
}

void tst_secretstorechooser::J10_aKeychainThatGoesIsNotMissing()
{
    m_store->probe();
    QVERIFY(write(u"k"_s, u"canary"_s));
    m_keychain->present = false;
    m_keychain->tellChange();
    m_keychain->answerAll();
    QCOMPARE(state(), SecretStoreState::Unusable);
    read(u"k"_s);
    QCOMPARE(m_error->detail, ErrorDetail::KeychainAbsent);
    QVERIFY(!write(u"k"_s, u"new"_s));
    m_keychain->present = true;
    m_keychain->tellChange();
    m_keychain->answerAll();
    QCOMPARE(read(u"k"_s), u"canary"_s);
}

void tst_secretstorechooser::aSilentOneIsNotAbsent()
{
    m_store->probe();
    m_scheduler.advance(5s);
    QCOMPARE(state(), SecretStoreState::Unusable);
    bool failed = false;
    m_store->write(u"k"_s, u"canary"_s, [&failed](const Result<void> &result) { failed = !result; });
    m_scheduler.advance(10s);
    QVERIFY(failed);
}

void tst_secretstorechooser::unlockReachesTheKeychain()
{
    m_keychain->locked = true;
    m_store->probe();
    m_keychain->answerAll();
    QCOMPARE(state(), SecretStoreState::Locked);
    m_store->status().unlock();
    m_keychain->answer();
    QCOMPARE(state(), SecretStoreState::WaitingForUser);
    m_keychain->answerAll();
    QCOMPARE(state(), SecretStoreState::Unlocked);
}

void tst_secretstorechooser::J5_destroyedWhileWaiting()
{
    QList<Error> errors;
    const auto note = [&errors](const auto &result) { errors.append(result.error()); };
    m_store->read(u"k"_s, note);
    m_store->write(u"k"_s, u"x"_s, note);
    m_store->contains(u"k"_s, note);
    m_store.reset();
    QCOMPARE(errors, QList<Error>(3, Error(ErrorKind::Cancelled)));
}

QTEST_GUILESS_MAIN(tst_secretstorechooser)
#include "tst_secretstorechooser.moc"
