// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "keychain/secretstorechooser.h"
#include "keychain/systemkeychain.h"
#include "keyringsession.h"

#include <QDeadlineTimer>
#include <QStandardPaths>
#include <QTest>

#include <functional>

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
    static void typePassword(const QString &password);
    /// Does it again and again until that has come of it: a window that has just come, or that checks a password, does
    /// not hear what is typed, and nobody can see from outside when it does.
    static bool insist(const std::function<void()> &act, const std::function<bool()> &hasWorked);
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
    // What shows the windows leaves ten seconds after its last one, and a question that reaches it just then is never
    // shown. The bus starts another one.
    KeyringSession::endServer(u"org.gnome.keyring.SystemPrompter"_s);
    QVERIFY(m_session.lock());
    m_store = std::make_unique<SecretStoreChooser>(std::make_unique<SystemKeychain>(), m_scheduler);
    m_store->probe();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->status().state(), SecretStoreState::Locked, 60'000);
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
    QTRY_VERIFY_WITH_TIMEOUT(stored, 60'000);
}

bool tst_keychainprompt::windowIsThere() const
{
    QProcess tool;
    tool.start(u"xdotool"_s, {u"search"_s, u"--onlyvisible"_s, u"--name"_s, u"Unlock"_s});
    return tool.waitForFinished(10'000) && tool.exitCode() == 0;
}

void tst_keychainprompt::type(const QStringList &arguments)
{
    // Without a window manager nothing has the focus until somebody gives it. A window that goes meanwhile is waited
    // for in vain.
    QProcess tool;
    tool.start(u"xdotool"_s,
               QStringList{u"search"_s, u"--onlyvisible"_s, u"--name"_s, u"Unlock"_s, u"windowfocus"_s, u"--sync"_s}
                   + arguments);
    if (tool.waitForFinished(10'000))
        return;
    tool.kill();
    tool.waitForFinished();
}

void tst_keychainprompt::typePassword(const QString &password)
{
    type({u"key"_s, u"ctrl+a"_s, u"type"_s, password});
    type({u"key"_s, u"Return"_s});
}

bool tst_keychainprompt::insist(const std::function<void()> &act, const std::function<bool()> &hasWorked)
{
    const QDeadlineTimer limit(120'000);
    while (!limit.hasExpired()) {
        act();
        if (QTest::qWaitFor(hasWorked, 5000))
            return true;
    }
    return false;
}

void tst_keychainprompt::J2_unlockedByItsUser()
{
    QString found;
    m_store->read(m_key, [&found](const Result<QString> &value) { found = value ? *value : u"failed"_s; });
    QTRY_COMPARE_WITH_TIMEOUT(m_store->status().state(), SecretStoreState::WaitingForUser, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(windowIsThere(), 60'000);
    QVERIFY(insist([] { typePassword(u"correct horse"_s); }, [&found] { return !found.isEmpty(); }));
    QCOMPARE(found, u"canary"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_store->status().state(), SecretStoreState::Unlocked, 60'000);
}

void tst_keychainprompt::J3_dismissedByItsUser()
{
    std::optional<Error> error;
    m_store->read(m_key, [&error](const Result<QString> &value) { error = value.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(windowIsThere(), 60'000);
    QVERIFY(insist([] { type({u"key"_s, u"Escape"_s}); }, [&error] { return error.has_value(); }));
    QCOMPARE(error->detail, ErrorDetail::KeychainLocked);
    QTRY_VERIFY_WITH_TIMEOUT(!windowIsThere(), 60'000);
    error.reset();
    m_store->read(m_key, [&error](const Result<QString> &value) { error = value.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(error, 60'000);
    QCOMPARE(error->detail, ErrorDetail::KeychainLocked);
    QVERIFY2(!windowIsThere(), "nobody is asked twice");
}

void tst_keychainprompt::J3_wrongThenRight()
{
    QString found;
    m_store->read(m_key, [&found](const Result<QString> &value) { found = value ? *value : u"failed"_s; });
    QTRY_VERIFY_WITH_TIMEOUT(windowIsThere(), 60'000);
    typePassword(u"wrong"_s);
    const auto opens = [&found] { return !found.isEmpty(); };
    QVERIFY(!QTest::qWaitFor(opens, 1000)); // lint-allow(sleep): a window of another process, which says so and stays
    QVERIFY(insist([] { typePassword(u"correct horse"_s); }, opens));
    QCOMPARE(found, u"canary"_s);
}

void tst_keychainprompt::J5_windowGoesWithTheProgram()
{
    std::optional<Error> error;
    m_store->read(m_key, [&error](const Result<QString> &value) { error = value.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(windowIsThere(), 60'000);
    m_store.reset();
    QCOMPARE(error, Error(ErrorKind::Cancelled));
    QTRY_VERIFY_WITH_TIMEOUT(!windowIsThere(), 60'000);
}

QTEST_GUILESS_MAIN(tst_keychainprompt)
#include "tst_keychainprompt.moc"
