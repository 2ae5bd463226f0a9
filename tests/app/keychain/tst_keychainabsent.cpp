// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "keychain/secretstorechooser.h"
#include "keychain/systemkeychain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Machines without a message bus: one in a rack, a container, a bus whose socket has gone.
class tst_keychainabsent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void J1_memoryInItsPlace_data();
    void J1_memoryInItsPlace();

private:
    QTemporaryDir m_folder;
};

void tst_keychainabsent::init()
{
    qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
    qputenv("HOME", m_folder.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
}

void tst_keychainabsent::J1_memoryInItsPlace_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("no bus") << QByteArray();
    QTest::newRow("its socket has gone") << QByteArray("unix:path=/nonexistent/bus");
    QTest::newRow("not an address") << QByteArray("nonsense");
}

void tst_keychainabsent::J1_memoryInItsPlace()
{
#ifndef Q_OS_LINUX
    QSKIP("the keychain of this system needs no bus");
#endif
    QFETCH(QByteArray, address);
    if (address.isEmpty())
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    else
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    SystemScheduler scheduler;
    SecretStoreChooser store(std::make_unique<SystemKeychain>(), scheduler);
    std::optional<Result<QString>> missing;
    store.read(u"w/orders/auth.token"_s, [&missing](const Result<QString> &value) { missing.emplace(value); });
    QTRY_VERIFY(missing);
    QCOMPARE(missing->error().detail, ErrorDetail::SecretMissing);
    QCOMPARE(missing->error().value, u"no_keychain"_s);
    QCOMPARE(store.status().state(), SecretStoreState::Absent);
    QString found;
    store.write(u"w/orders/auth.token"_s, u"canary"_s, [](const Result<void> &) {});
    store.read(u"w/orders/auth.token"_s, [&found](const Result<QString> &value) { found = *value; });
    QTRY_COMPARE(found, u"canary"_s);
    QVERIFY2(QDir(m_folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), "never a file");
}

QTEST_GUILESS_MAIN(tst_keychainabsent)
#include "tst_keychainabsent.moc"
