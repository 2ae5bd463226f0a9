// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "keychain/secretstorechooser.h"
#include "keychain/systemkeychain.h"
#include "keyringsession.h"

#include <QStandardPaths>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// The window of the keyring that asks for its password, on a display of this test's own, and a user who types.
class tst_keychainprompt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void J2_unlockedByItsUser();
    void J3_dismissedByItsUser();
    void J3_wrongThenRight();
    void J5_windowGoesWithTheProgram();

private:
    bool startDisplay();
    [[nodiscard]] bool windowIsThere() const;
    static void type(const QStringList &arguments);
    void store(const QString &value);

    const QString m_key = u"w/orders/auth.token"_s;
    QProcess m_display;
    KeyringSession m_session;
    SystemScheduler m_scheduler;
    std::unique_ptr<SecretStoreChooser> m_store;
};

bool tst_keychainprompt::startDisplay()
{
    m_display.start(u"Xvfb"_s,
                    {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"800x600x24"_s, u"-nolisten"_s, u"tcp"_s});
    QByteArray number;
    const bool said = QTest::qWaitFor(
        [this, &number] {
            number += m_display.readAllStandardOutput();
            return number.endsWith('\n');
        },
        20'000);
    qputenv("DISPLAY", ":" + number.trimmed());
    return said;
}

void tst_keychainprompt::initTestCase()
{
    for (const auto &program : {u"Xvfb"_s, u"xdotool"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable(u"there is no %1; scripts/setup --for test installs it"_s.arg(program)));
    }
    if (!startDisplay())
        QSKIP("Xvfb does not start");
    // The bus starts the program that asks, in its own environment.
    if (!m_session.start(KeyringSession::Services::Installed))
        QSKIP(qPrintable(m_session.whyNot()));
    // Once: this bus would start one by itself, and locked, where it has to do without.
    QVERIFY(m_session.startKeyring());
    m_store = std::make_unique<SecretStoreChooser>(std::make_unique<SystemKeychain>(), m_scheduler);
    store(u"canary"_s);
}

void tst_keychainprompt::init()
{
    m_store.reset();
    QVERIFY(m_session.lock());
    m_store = std::make_unique<SecretStoreChooser>(std::make_unique<SystemKeychain>(), m_scheduler);
    m_store->probe();
    QTRY_COMPARE(m_store->status().state(), SecretStoreState::Locked);
}

void tst_keychainprompt::cleanupTestCase()
{
    m_store.reset();
    m_display.kill();
    m_display.waitForFinished();
}

void tst_keychainprompt::store(const QString &value)
{
    bool stored = false;
    m_store->write(m_key, value, [&stored](const Result<void> &result) { stored = result.ok(); });
    QTRY_VERIFY(stored);
}

bool tst_keychainprompt::windowIsThere() const
{
    QProcess tool;
    tool.start(u"xdotool"_s, {u"search"_s, u"--onlyvisible"_s, u"--name"_s, u"Unlock"_s});
    return tool.waitForFinished(10'000) && tool.exitCode() == 0;
}

void tst_keychainprompt::type(const QStringList &arguments)
{
    // Without a window manager nothing has the focus until somebody gives it.
    QProcess tool;
    tool.start(u"xdotool"_s,
               QStringList{u"search"_s, u"--onlyvisible"_s, u"--name"_s, u"Unlock"_s, u"windowfocus"_s, u"--sync"_s}
                   + arguments);
    QVERIFY(tool.waitForFinished(10'000));
}

void tst_keychainprompt::J2_unlockedByItsUser()
{
    QString found;
    m_store->read(m_key, [&found](const Result<QString> &value) { found = value ? *value : u"failed"_s; });
    QTRY_COMPARE(m_store->status().state(), SecretStoreState::WaitingForUser);
    QTRY_VERIFY_WITH_TIMEOUT(windowIsThere(), 60'000);
    type({u"type"_s, u"correct horse"_s});
    type({u"key"_s, u"Return"_s});
    QTRY_COMPARE_WITH_TIMEOUT(found, u"canary"_s, 30'000);
    QTRY_COMPARE(m_store->status().state(), SecretStoreState::Unlocked);
}

void tst_keychainprompt::J3_dismissedByItsUser()
{
    std::optional<Error> error;
    m_store->read(m_key, [&error](const Result<QString> &value) { error = value.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(windowIsThere(), 60'000);
    type({u"key"_s, u"Escape"_s});
    QTRY_VERIFY_WITH_TIMEOUT(error, 30'000);
    QCOMPARE(error->detail, ErrorDetail::KeychainLocked);
    QTRY_VERIFY(!windowIsThere());
    error.reset();
    m_store->read(m_key, [&error](const Result<QString> &value) { error = value.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->detail, ErrorDetail::KeychainLocked);
    QVERIFY2(!windowIsThere(), "nobody is asked twice");
}

void tst_keychainprompt::J3_wrongThenRight()
{
    QString found;
    m_store->read(m_key, [&found](const Result<QString> &value) { found = value ? *value : u"failed"_s; });
    QTRY_VERIFY_WITH_TIMEOUT(windowIsThere(), 60'000);
    type({u"type"_s, u"wrong"_s});
    type({u"key"_s, u"Return"_s});
    const auto opens = [&found] { return !found.isEmpty(); };
    QVERIFY(!QTest::qWaitFor(opens, 1000)); // lint-allow(sleep): a window of another process, which says so and stays
    // It does not hear what is typed while it checks; nobody can see from outside when it listens again.
    const auto again = [&] {
        type({u"key"_s, u"ctrl+a"_s});
        type({u"type"_s, u"correct horse"_s});
        type({u"key"_s, u"Return"_s});
        return QTest::qWaitFor([&found] { return !found.isEmpty(); }, 3000);
    };
    for (int tries = 0; tries < 10 && !again(); ++tries)
        ;
    QCOMPARE(found, u"canary"_s);
}

void tst_keychainprompt::J5_windowGoesWithTheProgram()
{
    std::optional<Error> error;
    m_store->read(m_key, [&error](const Result<QString> &value) { error = value.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(windowIsThere(), 60'000);
    m_store.reset();
    QCOMPARE(error, Error(ErrorKind::Cancelled));
    QTRY_VERIFY_WITH_TIMEOUT(!windowIsThere(), 20'000);
}

QTEST_GUILESS_MAIN(tst_keychainprompt)
#include "tst_keychainprompt.moc"
