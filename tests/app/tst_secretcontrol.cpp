// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretcontrol.h"

#include "base/virtualscheduler.h"
#include "common/theme.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/environmentstore.h"
#include "workspace/store/workspacestore.h"

#include <QApplication>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Which of the secrets that are stored may stand in what was sent before.
class tst_secretcontrol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatItsUserStoresIsTold_data();
    void whatItsUserStoresIsTold();
};

void tst_secretcontrol::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"fuseboard"_s);
    QCoreApplication::setApplicationName(u"fuseboard"_s);
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // nobody's keychain
}

void tst_secretcontrol::whatItsUserStoresIsTold_data()
{
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QString>("field");
    QTest::addColumn<bool>("byClient");
    QTest::addColumn<bool>("told");
    QTest::newRow("token") << u"demo"_s << u"auth.token"_s << false << true;
    QTest::newRow("refresh token") << u"demo"_s << u"auth.refresh_token"_s << false << true;
    QTest::newRow("refresh token of a server") << u"demo"_s << u"auth.refresh_token"_s << true << false;
    QTest::newRow("of another workspace") << u"other"_s << u"auth.token"_s << false << false;
}

void tst_secretcontrol::whatItsUserStoresIsTold()
{
    QFETCH(QString, workspace);
    QFETCH(QString, field);
    QFETCH(bool, byClient);
    QFETCH(bool, told);
    const Theme theme(Theme::Mode::Light);
    VirtualScheduler scheduler;
    SystemFileSystem files;
    const WorkspaceStore store(files, scheduler);
    const EnvironmentStore environments(files, scheduler);
    SecretControl control(theme, scheduler);
    control.setWorkspace(store, environments);
    QCOMPARE(control.workspaceId(), u"demo"_s);
    QSignalSpy stored(&control, &SecretControl::secretStored);
    std::optional<bool> written;
    SecretStore &secrets = byClient ? control.renewing() : control.store();
    secrets.write(SecretKey::ofClient(workspace, u"orders"_s, field).text(), u"canary-4711"_s,
                  [&written](const Result<void> &done) { written = done.ok(); });
    QTRY_VERIFY(written);
    QVERIFY(*written);
    QCOMPARE(stored.size(), told ? 1 : 0);
}

QTEST_MAIN(tst_secretcontrol)
#include "tst_secretcontrol.moc"
