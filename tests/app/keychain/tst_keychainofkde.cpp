// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/systemscheduler.h"
#include "keychain/secretstorechooser.h"
#include "keychain/systemkeychain.h"
#include "keyringsession.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// A session that says it is KDE's and has no wallet, but a keyring. In a program of its own: QtKeychain looks once for
/// the kind of desktop.
class tst_keychainofkde : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void J18_withoutAWallet();

private:
    KeyringSession m_session;
    SystemScheduler m_scheduler;
};

void tst_keychainofkde::initTestCase()
{
    qputenv("XDG_CURRENT_DESKTOP", "KDE");
    qputenv("KDE_FULL_SESSION", "true");
    qputenv("KDE_SESSION_VERSION", "5");
    if (!m_session.start())
        QSKIP(qPrintable(m_session.whyNot()));
    QVERIFY(m_session.startKeyring());
}

void tst_keychainofkde::J18_withoutAWallet()
{
    SecretStoreChooser store(std::make_unique<SystemKeychain>(), m_scheduler);
    qint64 longest = 0;
    QElapsedTimer beat;
    QTimer heart;
    connect(&heart, &QTimer::timeout, &heart, [&] { longest = qMax(longest, beat.restart()); });
    beat.start();
    heart.start(1);
    QString found;
    store.write(u"w/orders/auth.token"_s, u"canary"_s, [](const Result<void> &) {});
    store.read(u"w/orders/auth.token"_s,
               [&found](const Result<QString> &value) { found = value ? *value : u"none"_s; });
    QTRY_COMPARE_WITH_TIMEOUT(found, u"canary"_s, 60'000);
    QCOMPARE(m_session.lookedUpElsewhere(u"w/orders/auth.token"_s), u"canary"_s);
    // Whoever waits for a service that is not there waits for 25 s; the rest is for a busy machine.
    QVERIFY2(longest < 1'000, qPrintable(QString::number(longest)));
}

QTEST_GUILESS_MAIN(tst_keychainofkde)
#include "tst_keychainofkde.moc"
