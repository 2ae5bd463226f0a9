// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "keychain/secretindex.h"
#include "upstream/demoupstream.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Where the program keeps what it knows in its next run, which begins before it has told its name.
class tst_programplaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_application.reset(); }
    void namesOfSecretsAreInOnePlace();

private:
    void start();

    QTemporaryDir m_settings;
    SystemScheduler m_scheduler;
    DemoUpstream m_upstream{m_scheduler};
    std::unique_ptr<Application> m_application;
};

void tst_programplaces::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QApplication::setQuitOnLastWindowClosed(false); // the test goes on without one
}

void tst_programplaces::init()
{
    QCoreApplication::setOrganizationName({});
    QCoreApplication::setApplicationName({});
}

void tst_programplaces::start()
{
    m_application.reset();
    init();
    m_application = std::make_unique<Application>(Options(), m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
}

void tst_programplaces::namesOfSecretsAreInOnePlace()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const QString former = data + u"/fuseboard/secret-keys"_s;
    const QString present = data + u"/fuseboard/fuseboard/secret-keys"_s;
    const QString key = u"one-place/orders/auth.token"_s;
    SecretIndex(former).add(key);
    start();
    QVERIFY(!QFileInfo::exists(former + u"/one-place.json"_s));
    QCOMPARE(SecretIndex(present).keysOf(u"one-place"_s), QStringList{key});
    QVERIFY(QFile::remove(present + u"/one-place.json"_s));
}

QTEST_MAIN(tst_programplaces)
#include "tst_programplaces.moc"
