// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "shell/mainwindow.h"
#include "upstream/demoupstream.h"
#include "upstream/demoworkspace.h"
#include "workspace/demoserverbanner.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/workspacedisk.h"

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// A demo that was kept, opened by a later run of the program.
class tst_keptdemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itsServerIsStartedAgain();
    void theServerOfAnotherDemoIsNotIts();
    void aServerThatRunsHasNotEnded();
    void othersNeedNone();

private:
    /// The window of a program that is started on the folder.
    MainWindow *startOn(DemoUpstream &upstream)
    {
        Options options;
        options.workspace = m_folder->path();
        m_application = std::make_unique<Application>(options, upstream, *qApp);
        MainWindow *window = nullptr;
        [&] {
            QCOMPARE(m_application->start(), 0);
            QTRY_VERIFY((window = shownWindow()));
        }();
        return window;
    }
    static MainWindow *shownWindow()
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (auto *found = qobject_cast<MainWindow *>(window); found && found->isVisible())
                return found;
        }
        return nullptr;
    }
    /// A demo whose server has ended; its port.
    quint16 keep()
    {
        DemoUpstream ended(m_scheduler);
        [&] { QVERIFY(ended.listen()); }();
        Workspace demo = demoWorkspace(ended.url());
        demo.id = u"kept"_s;
        [&] { QCOMPARE(demoPortOf(demo), ended.port()); }();
        m_folder = std::make_unique<QTemporaryDir>();
        write(demo);
        return ended.port();
    }
    static DemoServerBanner *bannerOf(const MainWindow *window)
    {
        const bool comes = QTest::qWaitFor([window] { return window->findChild<DemoServerBanner *>() != nullptr; });
        return comes ? window->findChild<DemoServerBanner *>() : nullptr;
    }
    void write(const Workspace &workspace)
    {
        SystemFileSystem files;
        QVERIFY(m_folder->isValid());
        QVERIFY(WorkspaceDisk(files, m_folder->path()).makeWhole(workspace));
    }

    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    SystemScheduler m_scheduler;
    std::unique_ptr<Application> m_application;
};

void tst_keptdemo::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"fuseboard"_s);
    QCoreApplication::setApplicationName(u"fuseboard"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
}

void tst_keptdemo::itsServerIsStartedAgain()
{
    const quint16 port = keep();
    DemoUpstream upstream(m_scheduler);
    auto *banner = bannerOf(startOn(upstream));
    QVERIFY(banner);
    QTRY_VERIFY(banner->isVisible());
    if (const QString shots = qEnvironmentVariable("FUSEBOARD_PICTURES"); !shots.isEmpty())
        QVERIFY(shownWindow()->grab().save(shots + u"/kept-demo.png"_s));
    QCOMPARE(upstream.port(), 0);
    QTcpServer other; // has taken the port meanwhile, and gives it back
    QVERIFY(other.listen(QHostAddress::LocalHost, port));
    banner->findChild<QPushButton *>()->click();
    QVERIFY(banner->isVisible());
    other.close();
    banner->findChild<QPushButton *>()->click();
    QCOMPARE(upstream.port(), port);
    QVERIFY(!banner->isVisible());
    m_application.reset();
}

/// The program began with a demo of its own, whose server is another one.
void tst_keptdemo::theServerOfAnotherDemoIsNotIts()
{
    const quint16 port = keep();
    DemoUpstream upstream(m_scheduler);
    QVERIFY(upstream.listen());
    QVERIFY(upstream.port() != port);
    QVERIFY(bannerOf(startOn(upstream)));
    m_application.reset();
}

/// Another window, a program of its own, still serves it.
void tst_keptdemo::aServerThatRunsHasNotEnded()
{
    const quint16 port = keep();
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, port));
    DemoUpstream upstream(m_scheduler);
    const MainWindow *window = startOn(upstream);
    QTRY_VERIFY(other.hasPendingConnections()); // it has looked
    const auto *probe = other.nextPendingConnection();
    QTRY_COMPARE(probe->state(), QAbstractSocket::UnconnectedState); // and seen
    QVERIFY(!window->findChild<DemoServerBanner *>());
    m_application.reset();
}

void tst_keptdemo::othersNeedNone()
{
    Workspace workspace = demoWorkspace(QUrl(u"http://127.0.0.1:8080"_s));
    for (WorkspaceClient &client : workspace.clients)
        client.config.auth.reset();
    QCOMPARE(demoPortOf(workspace), 0);
    QCOMPARE(demoPortOf({}), 0);
}

QTEST_MAIN(tst_keptdemo)
#include "tst_keptdemo.moc"
