// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "base/virtualscheduler.h"
#include "explorer/explorepage.h"
#include "preferences.h"
#include "shell/mainwindow.h"
#include "support/workspacefolder.h"
#include "tabnotes.h"
#include "upstream/demoupstream.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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
    void theyOutliveACrash();
    void noWindowForgetsThoseOfAnother();
    void aTabOfTwoWindowsIsClosedInOne();
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

void tst_opentabs::theyOutliveACrash()
{
    const QString shop = makeFolder();
    writeOpenTabs(shop, {place(u"third"_s), place(u"second"_s), place(u"first"_s), place(u"second"_s)});
    ExplorePage &explore = open(shop);
    explore.closeTab(0);
    explore.togglePin(1);
    // Nobody closes the window.
    const QList<WorkspacePlace> left{place(u"first"_s), place(u"second"_s), place(u"second"_s)};
    QTRY_COMPARE(readOpenTabs(shop), left);
    QCOMPARE(readTabMemory(shop), (TabMemory{{u"orders/first"_s}, {place(u"third"_s)}}));
    QCOMPARE(tabsOf(open(shop)), QStringList({u"first"_s, u"second"_s, u"second"_s}));
}

namespace {

/// What a window has of this: tabs, and their notes.
struct NotedTabs
{
    NotedTabs(const QString &folder, Theme &theme, VirtualScheduler &scheduler)
        : page(theme, scheduler)
        , notes(folder, scheduler)
    {
        notes.follow(page);
        for (const WorkspacePlace &place : notes.found().open)
            openRequest(place.path);
    }
    void openRequest(const QString &id)
    {
        RequestDraft draft;
        draft.clientId = u"orders"_s;
        draft.requestId = id;
        page.openRequest(draft);
    }

    ExplorePage page;
    TabNotes notes;
};

} // namespace

void tst_opentabs::noWindowForgetsThoseOfAnother()
{
    VirtualScheduler scheduler;
    Theme theme(Theme::Mode::Light);
    const QString shop = makeFolder();
    const auto noted = [&shop] {
        QStringList ids;
        for (const WorkspacePlace &each : readOpenTabs(shop))
            ids << each.path;
        return ids.join(u' ');
    };
    writeOpenTabs(shop, {place(u"a"_s), place(u"a"_s)});
    NotedTabs one(shop, theme, scheduler);
    NotedTabs other(shop, theme, scheduler);
    scheduler.advance(5s);
    one.openRequest(u"b"_s);
    QCOMPARE(noted(), u"a a"_s); // not with each change
    scheduler.advance(5s);
    QCOMPARE(noted(), u"a b b"_s);
    other.openRequest(u"c"_s);
    scheduler.advance(5s);
    QCOMPARE(noted(), u"b a c c"_s);
    other.openRequest(u"d"_s); // nobody else has written since
    scheduler.advance(5s);
    QCOMPARE(noted(), u"b a c d d"_s);
    one.page.closeTab(1); // which the other one has kept for it
    scheduler.advance(5s);
    QCOMPARE(noted(), u"c d a a"_s);
    other.page.closeTab(0);
    other.notes.note(); // as it goes
    QCOMPARE(noted(), u"c d d"_s);
    one.notes.note();
    QCOMPARE(noted(), u"c d a a"_s);
}

void tst_opentabs::aTabOfTwoWindowsIsClosedInOne()
{
    VirtualScheduler scheduler;
    Theme theme(Theme::Mode::Light);
    const QString shop = makeFolder();
    writeOpenTabs(shop, {place(u"a"_s), place(u"b"_s), place(u"b"_s)});
    NotedTabs one(shop, theme, scheduler);
    {
        NotedTabs other(shop, theme, scheduler);
        scheduler.advance(5s);
        other.page.closeTab(0);
        other.notes.note();
    }
    QCOMPARE(readOpenTabs(shop), (QList<WorkspacePlace>{place(u"b"_s), place(u"b"_s)}));
    // Who comes back to the first one still has it, and may crash.
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationActive);
    scheduler.advance(5s);
    QCOMPARE(readOpenTabs(shop), (QList<WorkspacePlace>{place(u"a"_s), place(u"b"_s), place(u"b"_s)}));
    QCOMPARE(scheduler.pending(), 0);
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
