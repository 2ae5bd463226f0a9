// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "keychain/secretstorechooser.h"
#include "keychain/systemkeychain.h"
#include "keyringsession.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QSettings>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

const auto busName = u"org.freedesktop.secrets"_s;
const auto servicePath = u"/org/freedesktop/secrets"_s;
const auto serviceInterface = u"org.freedesktop.Secret.Service"_s;
const auto denies = u"raise dbus.exceptions.DBusException('no', name='org.freedesktop.DBus.Error.AccessDenied')"_s;
const auto fails = u"raise dbus.exceptions.DBusException('no', name='org.freedesktop.DBus.Error.Failed')"_s;
const auto hangs = u"import time; time.sleep(60)"_s;
const auto saysUnlocked = u"ret = ([dbus.ObjectPath('/org/freedesktop/secrets/item')], [])"_s;
const auto saysLocked = u"ret = ([], [dbus.ObjectPath('/org/freedesktop/secrets/item')])"_s;

} // namespace

/// A Secret Service that refuses, fails, or never answers: played by dbusmock.
class tst_rudekeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void J3_refusals_data();
    void J3_refusals();
    void J4_hangs();
    void J2_aQuestionThatNobodySees();
    void J3_refusesToUnlock();
    void J1_oneThatIsMadeOrRemovedIsSeen();
    void J17_plainTextOfAnotherProgramIsNotRead();

private:
    void script(const QString &method, const QString &in, const QString &out, const QString &code);
    static void tellMock(const QString &order, const QVariantList &arguments);
    static bool startMock(QProcess &mock, const QString &name, const QString &path, const QString &interface);
    std::optional<Error> read();

    const QString m_key = u"w/orders/auth.token"_s;
    KeyringSession m_session;
    QProcess m_mock;
    SystemScheduler m_scheduler;
    std::unique_ptr<SecretStoreChooser> m_store;
};

void tst_rudekeychain::initTestCase()
{
    const QString python = u"/usr/bin/python3"_s; // the system's own, which has its packages
    QProcess probe;
    probe.start(python, {u"-c"_s, u"import dbusmock"_s});
    if (!probe.waitForFinished() || probe.exitCode() != 0)
        QSKIP("there is no python3-dbusmock; scripts/setup --for test installs it");
    if (!m_session.start())
        QSKIP(qPrintable(m_session.whyNot()));
}

bool tst_rudekeychain::startMock(QProcess &mock, const QString &name, const QString &path, const QString &interface)
{
    mock.start(u"/usr/bin/python3"_s, {u"-m"_s, u"dbusmock"_s, u"--session"_s, name, path, interface});
    return QTest::qWaitFor([&] { return KeyringSession::serves(mock, name); }, 60'000);
}

void tst_rudekeychain::init()
{
    QVERIFY(startMock(m_mock, busName, servicePath, serviceInterface));
    script(u"ReadAlias"_s, u"s"_s, u"o"_s, u"ret = dbus.ObjectPath('/')"_s);
    m_store = std::make_unique<SecretStoreChooser>(std::make_unique<SystemKeychain>(), m_scheduler);
}

void tst_rudekeychain::cleanup()
{
    m_store.reset();
    m_mock.kill();
    m_mock.waitForFinished();
}

void tst_rudekeychain::script(const QString &method, const QString &in, const QString &out, const QString &code)
{
    tellMock(u"AddMethod"_s, {serviceInterface, method, in, out, code});
}

void tst_rudekeychain::tellMock(const QString &order, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(busName, servicePath, u"org.freedesktop.DBus.Mock"_s, order);
    message.setArguments(arguments);
    const QDBusMessage reply = QDBusConnection::sessionBus().call(message);
    QVERIFY2(reply.type() == QDBusMessage::ReplyMessage, qPrintable(reply.errorMessage()));
}

std::optional<Error> tst_rudekeychain::read()
{
    std::optional<Error> error;
    bool done = false;
    m_store->read(m_key, [&](const Result<QString> &value) {
        done = true;
        error = value ? std::optional<Error>() : value.error();
    });
    return QTest::qWaitFor([&done] { return done; }, 30'000) ? error : std::nullopt;
}

void tst_rudekeychain::J3_refusals_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::newRow("denies") << denies << ErrorDetail::KeychainDenied;
    QTest::newRow("fails") << fails << ErrorDetail::KeychainFailed;
}

void tst_rudekeychain::J3_refusals()
{
    QFETCH(QString, code);
    QFETCH(ErrorDetail, detail);
    script(u"SearchItems"_s, u"a{ss}"_s, u"aoao"_s, code);
    QCOMPARE(read(), Error(ErrorKind::Storage, detail, m_key));
}

void tst_rudekeychain::J4_hangs()
{
    script(u"SearchItems"_s, u"a{ss}"_s, u"aoao"_s, hangs);
    m_store->probe();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->status().state(), SecretStoreState::NotMade, 60'000);
    QElapsedTimer elapsed;
    elapsed.start();
    QCOMPARE(read(), Error(ErrorKind::Storage, ErrorDetail::KeychainSilent, m_key));
    QVERIFY(elapsed.elapsed() < 20'000);
}

void tst_rudekeychain::J2_aQuestionThatNobodySees()
{
    script(u"SearchItems"_s, u"a{ss}"_s, u"aoao"_s, saysLocked);
    script(u"Unlock"_s, u"ao"_s, u"aoo"_s, u"ret = ([], dbus.ObjectPath('/org/freedesktop/secrets/prompt'))"_s);
    std::optional<Error> error;
    m_store->read(m_key, [&error](const Result<QString> &value) { error = value.error(); });
    // No such prompt: the service breaks its own promise, which is told and not waited for.
    QTRY_VERIFY_WITH_TIMEOUT(error, 20'000);
    QCOMPARE(error->kind, ErrorKind::Storage);
}

void tst_rudekeychain::J3_refusesToUnlock()
{
    script(u"SearchItems"_s, u"a{ss}"_s, u"aoao"_s, saysLocked);
    script(u"Unlock"_s, u"ao"_s, u"aoo"_s, denies);
    QCOMPARE(read(), Error(ErrorKind::Storage, ErrorDetail::KeychainDenied, m_key));
}

void tst_rudekeychain::J1_oneThatIsMadeOrRemovedIsSeen()
{
    m_store->probe();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->status().state(), SecretStoreState::NotMade, 60'000);
    // The service plays its collection, too.
    const QVariant isLocked = QVariant::fromValue(QDBusVariant(false));
    tellMock(u"AddProperty"_s, {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s, isLocked});
    script(u"ReadAlias"_s, u"s"_s, u"o"_s, u"ret = dbus.ObjectPath('%1')"_s.arg(servicePath));
    const QVariantList made{QVariant::fromValue(QDBusObjectPath(servicePath))};
    tellMock(u"EmitSignal"_s, {serviceInterface, u"CollectionCreated"_s, u"o"_s, made});
    QTRY_COMPARE_WITH_TIMEOUT(m_store->status().state(), SecretStoreState::Unlocked, 60'000);
    script(u"ReadAlias"_s, u"s"_s, u"o"_s, u"ret = dbus.ObjectPath('/')"_s);
    tellMock(u"EmitSignal"_s, {serviceInterface, u"CollectionDeleted"_s, u"o"_s, made});
    QTRY_COMPARE_WITH_TIMEOUT(m_store->status().state(), SecretStoreState::NotMade, 60'000);
}

// Where a wallet fails, QtKeychain can make do with a file of settings that anybody reads. The last one: it looks once
// for the kind of desktop.
void tst_rudekeychain::J17_plainTextOfAnotherProgramIsNotRead()
{
    qputenv("XDG_CURRENT_DESKTOP", "KDE");
    qputenv("KDE_SESSION_VERSION", "5");
    const QString wallet = u"org.kde.kwalletd5"_s;
    QProcess mock;
    QVERIFY(startMock(mock, wallet, u"/modules/kwalletd5"_s, u"org.kde.KWallet"_s));
    QDBusMessage named = QDBusMessage::createMethodCall(wallet, u"/modules/kwalletd5"_s, u"org.freedesktop.DBus.Mock"_s,
                                                        u"AddMethod"_s);
    named << u"org.kde.KWallet"_s << u"networkWallet"_s << QString() << u"s"_s << u"ret = 'kdewallet'"_s;
    QCOMPARE(QDBusConnection::sessionBus().call(named).type(), QDBusMessage::ReplyMessage);
    QSettings planted(u"fuseboard"_s);
    planted.setValue(m_key + u"/type"_s, 0);
    planted.setValue(m_key + u"/data"_s, u"canary"_s);
    planted.sync();
    script(u"SearchItems"_s, u"a{ss}"_s, u"aoao"_s, saysUnlocked);
    const std::optional<Error> error = read(); // nothing where it was read
    mock.kill();
    mock.waitForFinished();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Storage);
    QCOMPARE(QSettings(u"fuseboard"_s).value(m_key + u"/data"_s).toString(), u"canary"_s); // nor taken over
}

QTEST_GUILESS_MAIN(tst_rudekeychain)
#include "tst_rudekeychain.moc"
