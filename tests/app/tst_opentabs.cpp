// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "explorer/explorepage.h"
#include "preferences.h"
#include "shell/mainwindow.h"
#include "support/workspacefolder.h"
#include "upstream/demoupstream.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// The requests that are open when a workspace is left are open when it is opened again.
class tst_opentabs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_application.reset(); }
    void theyComeBackAsTheyWere();
    void aClosedOneStaysClosed();
    void pinnedOnesStayPinned();
    void closedOnesOpenAgain();
    void thoseOfAnotherWindowStay();
    void picturesShowNothingOfThem();

private:
    /// A folder with the requests first, second and third of one client.
    [[nodiscard]] QString makeFolder();
    /// Its window, with Explore in front.
    ExplorePage &open(const QString &folder, const QString &screenshot = {});
    static MainWindow *window();
    static WorkspacePlace place(const QString &request)
    {
        return {WorkspacePlace::Kind::Request, u"orders"_s, request};
    }
    /// The requests in the tabs, and at last the one in front.
    static QStringList tabsOf(ExplorePage &explore)
    {
        QStringList found;
        const QList<OpenRequest> requests = explore.openRequests();
        for (const OpenRequest &tab : requests)
            found << tab.draft.requestId;
        return found + QStringList{explore.currentDraft().requestId};
    }

    QTemporaryDir m_settings;
    SystemScheduler m_scheduler;
    DemoUpstream m_upstream{m_scheduler};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_application;
};

void tst_opentabs::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"fuseboard"_s);
    QCoreApplication::setApplicationName(u"fuseboard"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QApplication::setQuitOnLastWindowClosed(false); // the test goes on without one
}

QString tst_opentabs::makeFolder()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString shop = m_folder->filePath(u"shop"_s);
    bool written = writeBytes(shop + u"/workspace.json"_s, R"({"format": 1, "id": "tabs", "name": "Shop"})");
    written &= writeBytes(shop + u"/clients/orders/client.json"_s,
                          R"({"format": 1, "name": "Orders", "base_url": "http://127.0.0.1:9"})");
    for (const auto *name : {"first", "second", "third"}) {
        written &= writeBytes(shop + u"/clients/orders/requests/%1.json"_s.arg(QLatin1String(name)),
                              QByteArray(R"({"format": 1, "name": ")") + name + R"(", "method": "GET", "url": "/"})");
    }
    return written ? shop : QString();
}

MainWindow *tst_opentabs::window()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *one : windows) {
        if (auto *found = qobject_cast<MainWindow *>(one); found && found->isVisible())
            return found;
    }
    return nullptr;
}

ExplorePage &tst_opentabs::open(const QString &folder, const QString &screenshot)
{
    m_application.reset();
    Options options;
    options.workspace = folder;
    options.screenshot = screenshot;
    options.after = std::chrono::hours(1);
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    if (m_application->start() != 0 || !QTest::qWaitFor([] { return window() != nullptr; }))
        qFatal("It does not start");
    window()->showPage(u"explore"_s);
    return *window()->findChild<ExplorePage *>();
}

void tst_opentabs::theyComeBackAsTheyWere()
{
    const QString shop = makeFolder();
    // What is gone costs nothing else; the last one was in front.
    writeOpenTabs(shop, {place(u"third"_s), place(u"gone"_s), place(u"first"_s), place(u"third"_s)});
    QCOMPARE(tabsOf(open(shop)), QStringList({u"third"_s, u"first"_s, u"third"_s}));
    writeOpenTabs(m_folder->path(), {place(u"second"_s)});
    QCOMPARE(readOpenTabs(shop).size(), 4); // each workspace has its own
}

void tst_opentabs::aClosedOneStaysClosed()
{
    const QString shop = makeFolder();
    writeOpenTabs(shop, {place(u"third"_s), place(u"second"_s), place(u"first"_s), place(u"second"_s)});
    open(shop).closeTab(0);
    window()->close();
    QCOMPARE(tabsOf(open(shop)), QStringList({u"second"_s, u"first"_s, u"second"_s}));
}

void tst_opentabs::pinnedOnesStayPinned()
{
    const QString shop = makeFolder();
    writeOpenTabs(shop, {place(u"third"_s), place(u"second"_s), place(u"first"_s), place(u"second"_s)});
    open(shop).togglePin(2);
    window()->close();
    ExplorePage &explore = open(shop);
    QCOMPARE(tabsOf(explore), QStringList({u"first"_s, u"third"_s, u"second"_s, u"second"_s}));
    QCOMPARE(explore.tabMemory().pinned, QStringList{u"orders/first"_s});
    explore.togglePin(0);
    window()->close();
    QVERIFY(open(shop).tabMemory().pinned.isEmpty());
}

void tst_opentabs::closedOnesOpenAgain()
{
    const QString shop = makeFolder();
    writeOpenTabs(shop, {place(u"third"_s), place(u"second"_s), place(u"first"_s), place(u"first"_s)});
    writeTabMemory(shop, {{}, {place(u"third"_s), place(u"gone"_s)}});
    open(shop).closeTab(1);
    window()->close();
    ExplorePage &explore = open(shop);
    QCOMPARE(explore.tabMemory().closed, QList<WorkspacePlace>({place(u"third"_s), place(u"second"_s)}));
    explore.reopenTab();
    QCOMPARE(tabsOf(explore), QStringList({u"third"_s, u"first"_s, u"second"_s, u"second"_s}));
    explore.reopenTab(); // it is open already, and comes in front
    QCOMPARE(tabsOf(explore), QStringList({u"third"_s, u"first"_s, u"second"_s, u"third"_s}));
}

void tst_opentabs::thoseOfAnotherWindowStay()
{
    const QString shop = makeFolder();
    writeOpenTabs(shop, {place(u"third"_s), place(u"second"_s), place(u"third"_s)});
    ExplorePage &explore = open(shop);
    explore.closeTab(0);
    // Meanwhile another one is left, which had closed the second and pinned the first.
    writeOpenTabs(shop, {place(u"first"_s), place(u"first"_s)});
    writeTabMemory(shop, {{u"orders/first"_s}, {place(u"second"_s)}});
    window()->close();
    ExplorePage &again = open(shop);
    QCOMPARE(tabsOf(again), QStringList({u"first"_s, u"second"_s, u"second"_s}));
    QCOMPARE(again.tabMemory().pinned, QStringList{u"orders/first"_s});
    QCOMPARE(again.tabMemory().closed, QList<WorkspacePlace>({place(u"second"_s), place(u"third"_s)}));
    // With nobody else at work, what is closed is closed.
    again.togglePin(0);
    again.closeTab(0);
    window()->close();
    QCOMPARE(tabsOf(open(shop)), QStringList({u"second"_s, u"second"_s}));
}

void tst_opentabs::picturesShowNothingOfThem()
{
    const QString shop = makeFolder();
    writeOpenTabs(shop, {place(u"third"_s), place(u"second"_s)});
    QCOMPARE(tabsOf(open(shop, m_folder->filePath(u"shot.png"_s))), QStringList({u"first"_s, u"first"_s}));
    window()->close();
    QCOMPARE(readOpenTabs(shop).size(), 2);
}

QTEST_MAIN(tst_opentabs)
#include "tst_opentabs.moc"
