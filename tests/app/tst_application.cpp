// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "clients/clientpanel.h"
#include "clients/dialog/clientdialog.h"
#include "cookies/cookiesdialog.h"
#include "environments/environmentselector.h"
#include "explorer/explorepage.h"
#include "preferences.h"
#include "secrets/secretsdialog.h"
#include "shell/mainwindow.h"
#include "support/workspacefolder.h"
#include "upstream/demoupstream.h"
#include "workspace/missingworkspacedialog.h"
#include "workspace/unsaveddialog.h"
#include "workspace/workspaceloader.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What the program does where it is started on a folder without a workspace.
class tst_application : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_application.reset(); }
    void makesOneWhereThereIsNone();
    void stateOfTheKeychainOpensTheSecrets();
    void secretsOfEnvironmentsAreListed();
    void filesThatWereChosenAreRemembered();
    void whatCannotBeMadeIsTold();
    void opensAnotherFolder();
    void goesOnWhereItWas();
    void tellsWhatIsGone();
    void aBrokenOneIsToldInTheDemo();
    void cancelOpensNothing();
    void aNewClientIsShown();
    void newRequestsAreOfTheChosenClient();
    void cookiesAreThoseOfTheEnvironment();
    void theDemoIsKeptBeforeItIsLeft();
    void theDemoGoesOnAsAWorkspace();
    void theServerOfAKeptDemoGoesOn();
    void theTabsOfAKeptDemoGoAlong();
    void aKeptDemoIsNamedAfterItsFolder_data();
    void aKeptDemoIsNamedAfterItsFolder();
    void aFailedKeepGivesTheWindowBack();
    void theDemoIsDiscarded();
    void theWindowFitsItsScreen_data();
    void theWindowFitsItsScreen();
    void everyPageFitsTheLeastWindow();
    void theMenuStaysAsItIs();
    void tabGoesAsOneReads();
    void theTreeFollowsAClosedTab();

private:
    void start(const QString &folder);
    void makeShop();
    MainWindow *startAsLastTime();
    void goOnInExplore();
    MainWindow *startDemo(const Options &options = {});
    static void makeClient(MainWindow &window);
    static void trigger(const QWidget &widget, const QString &command);
    template<class Dialog>
    [[nodiscard]] static Dialog *dialogOf(const MainWindow &window)
    {
        const QList<Dialog *> found = window.findChildren<Dialog *>();
        for (Dialog *dialog : found) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    template<class Window>
    [[nodiscard]] static Window *shown()
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (auto *found = qobject_cast<Window *>(window); found && found->isVisible())
                return found;
        }
        return nullptr;
    }
    static void press(const QString &button)
    {
        shown<MissingWorkspaceDialog>()->template findChild<QPushButton *>(button)->click();
    }

    QTemporaryDir m_settings;
    SystemScheduler m_scheduler;
    DemoUpstream m_upstream{m_scheduler};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_application;
};

void tst_application::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QCoreApplication::setOrganizationName(
        u"fuseboard"_s); // as the program, whose settings are written before it starts
    QCoreApplication::setApplicationName(u"fuseboard"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
}

void tst_application::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_application::start(const QString &folder)
{
    Options options;
    options.workspace = folder;
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
    QTRY_VERIFY(shown<MissingWorkspaceDialog>());
    QVERIFY(!shown<MainWindow>());
}

void tst_application::makesOneWhereThereIsNone()
{
    start(m_folder->filePath(u"shop"_s));
    shown<MissingWorkspaceDialog>()->findChild<QLineEdit *>(u"name"_s)->setText(u"My shop"_s);
    press(u"create"_s);
    QTRY_VERIFY(shown<MainWindow>());
    QVERIFY(!shown<MissingWorkspaceDialog>());
    QVERIFY(bytesIn(m_folder->filePath(u"shop/workspace.json"_s)).contains("\"My shop\""));
    QVERIFY2(QApplication::quitOnLastWindowClosed(), "the window ends the program, as always");
}

void tst_application::stateOfTheKeychainOpensTheSecrets()
{
    start(m_folder->filePath(u"shop"_s));
    press(u"create"_s);
    QTRY_VERIFY(shown<MainWindow>());
    auto *state = shown<MainWindow>()->findChild<QToolButton *>(u"secretStore"_s);
    QVERIFY(state->isVisible() && !state->toolTip().isEmpty());
    QTest::mouseClick(state, Qt::LeftButton);
    QVERIFY(shown<SecretsDialog>());
    QTest::keyClick(shown<SecretsDialog>(), Qt::Key_Escape);
    QVERIFY(!shown<SecretsDialog>());
}

void tst_application::secretsOfEnvironmentsAreListed()
{
    makeShop();
    m_application.reset();
    EnvironmentConfig config;
    config.name = u"Production"_s;
    config.variables = {{u"token"_s, Variable::Source::Keychain, {}}};
    Options options;
    options.workspace = m_folder->filePath(u"shop"_s);
    QVERIFY(saveEnvironments({{u"prod"_s, config}}, options.workspace));
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
    QTRY_VERIFY(shown<MainWindow>());
    trigger(*shown<MainWindow>(), u"Secrets…"_s);
    QCOMPARE(shown<SecretsDialog>()->model()->rows().value(0).user, u"Production"_s);
}

void tst_application::filesThatWereChosenAreRemembered()
{
    const QString shop = m_folder->filePath(u"shop"_s);
    start(shop);
    press(u"create"_s);
    QTRY_VERIFY(shown<MainWindow>());
    shown<MainWindow>()->showPage(u"explore"_s);
    auto *explore = shown<MainWindow>()->findChild<ExplorePage *>();
    QVERIFY(explore);
    Q_EMIT explore->fileAgreed(u"/pictures/cat.png"_s);
    QCOMPARE(readAgreedFiles(shop), QStringList{u"/pictures/cat.png"_s});
    QVERIFY2(readAgreedFiles(m_folder->path()).isEmpty(), "another workspace sends nothing of it");
    for (int i = 0; i < 250; ++i)
        noteAgreedFile(shop, QString::number(i));
    QCOMPARE(readAgreedFiles(shop).size(), 200);
    QCOMPARE(readAgreedFiles(shop).first(), u"249"_s);
}

void tst_application::whatCannotBeMadeIsTold()
{
    QVERIFY(writeBytes(m_folder->filePath(u"file"_s), "no folder"));
    start(m_folder->filePath(u"file/shop"_s));
    press(u"create"_s);
    const auto problem = [] {
        QStringList texts;
        for (const QLabel *label : shown<MissingWorkspaceDialog>()->findChildren<QLabel *>())
            texts << (label->isVisible() ? label->text() : QString());
        return texts.join(u'\n').contains(u"could not be written"_s);
    };
    QTRY_VERIFY(problem());
    QVERIFY(!shown<MainWindow>());
}

void tst_application::opensAnotherFolder()
{
    start(m_folder->filePath(u"shop"_s));
    Q_EMIT shown<MissingWorkspaceDialog>()->folderChosen(m_folder->path());
    QVERIFY(m_application->next());
    QCOMPARE(m_application->next()->workspace, m_folder->path());
    QVERIFY(m_application->next()->nameOfNew.isEmpty());
}

void tst_application::makeShop()
{
    start(m_folder->filePath(u"shop"_s));
    press(u"create"_s);
    QTRY_VERIFY(shown<MainWindow>());
}

/// The next window in the place of this one, as main does it.
void tst_application::goOnInExplore()
{
    const Options next = *m_application->next();
    m_application = std::make_unique<Application>(next, m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
    QTRY_VERIFY(shown<MainWindow>());
    shown<MainWindow>()->showPage(u"explore"_s);
}

MainWindow *tst_application::startAsLastTime()
{
    m_application.reset();
    Options options;
    options.asLastTime = true;
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    if (m_application->start() != 0 || !QTest::qWaitFor([] { return shown<MainWindow>() != nullptr; }))
        qFatal("It does not start");
    return shown<MainWindow>();
}

void tst_application::goesOnWhereItWas()
{
    makeShop();
    m_application.reset();
    startDemo(); // which was asked for, and is no place to go back to
    MainWindow *window = startAsLastTime();
    QVERIFY2(window->clientPanel()->currentClient().isEmpty(), "a new workspace has no clients");
    trigger(*window, u"Close workspace"_s);
    QVERIFY(m_application->next());
    window = startAsLastTime();
    QCOMPARE(window->clientPanel()->currentClient(), u"orders-api"_s);
    QVERIFY2(!window->findChild<QLabel *>(u"statusMessage"_s)->isVisible(), "whoever closed it knows");
}

void tst_application::tellsWhatIsGone()
{
    makeShop();
    m_application.reset();
    const QString shop = m_folder->filePath(u"shop"_s);
    QVERIFY(QDir().rename(shop, shop + u"-away"_s));
    MainWindow *window = startAsLastTime();
    QCOMPARE(window->clientPanel()->currentClient(), u"orders-api"_s);
    const auto *said = window->findChild<QLabel *>(u"statusMessage"_s);
    QVERIFY2(said->isVisible() && said->text().contains(u"shop"_s), qPrintable(said->text()));
    QVERIFY(QDir().rename(shop + u"-away"_s, shop)); // as of a disk that comes back
    QVERIFY2(startAsLastTime()->clientPanel()->currentClient().isEmpty(), "it is the last one still");
}

void tst_application::aBrokenOneIsToldInTheDemo()
{
    makeShop();
    m_application.reset();
    QVERIFY(writeBytes(m_folder->filePath(u"shop/workspace.json"_s), "{bro"));
    Options options;
    options.asLastTime = true;
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
    QTRY_VERIFY(m_application->next());
    QVERIFY(m_application->next()->workspace.isEmpty() && m_application->next()->isProblem);
    QVERIFY2(m_application->next()->notice.contains(u"not valid JSON"_s), qPrintable(m_application->next()->notice));
}

void tst_application::cancelOpensNothing()
{
    start(m_folder->filePath(u"shop"_s));
    press(u"cancel"_s);
    QVERIFY(!shown<MissingWorkspaceDialog>() && !shown<MainWindow>());
    QVERIFY(!m_application->next());
    QVERIFY(!QFileInfo::exists(m_folder->filePath(u"shop"_s)));
}

MainWindow *tst_application::startDemo(const Options &options)
{
    QApplication::setQuitOnLastWindowClosed(false); // the test goes on without one
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    if (m_application->start() != 0)
        qFatal("The demo does not open");
    return shown<MainWindow>();
}

void tst_application::trigger(const QWidget &widget, const QString &command)
{
    const QList<QAction *> actions = widget.actions();
    for (QAction *action : actions) {
        if (action->text().remove(u'&') == command)
            return action->trigger();
    }
    QFAIL(qPrintable(command));
}

void tst_application::makeClient(MainWindow &window)
{
    trigger(window, u"New client…"_s);
    auto *dialog = dialogOf<ClientDialog>(window);
    QVERIFY(dialog);
    dialog->draft().setValue(u"name"_s, JsonValue::ofText(u"My API"_s));
    dialog->draft().setValue(u"base_url"_s, JsonValue::ofText(u"https://api.example.com"_s));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialogOf<ClientDialog>(window));
}

void tst_application::aNewClientIsShown()
{
    MainWindow *window = startDemo();
    window->showPage(u"explore"_s);
    const auto *explore = window->findChild<ExplorePage *>();
    QVERIFY(!explore->currentDraft().requestId.isEmpty());
    makeClient(*window);
    QCOMPARE(window->clientPanel()->currentClient(), u"my-api"_s);
    QCOMPARE(explore->currentDraft().clientId, u"my-api"_s);
    QVERIFY2(explore->currentDraft().requestId.isEmpty(), "its first request is to be written");
    const auto *said = window->findChild<QLabel *>(u"statusMessage"_s);
    QVERIFY2(said->isVisible() && said->text().contains(u"lasts until you quit"_s), qPrintable(said->text()));
}

void tst_application::newRequestsAreOfTheChosenClient()
{
    MainWindow *window = startDemo();
    window->showPage(u"explore"_s);
    auto *explore = window->findChild<ExplorePage *>();
    const QString inFront = explore->currentDraft().clientId;
    QCOMPARE(window->clientPanel()->currentClient(), inFront);
    window->clientPanel()->setCurrent(u"weather"_s); // chosen in the tree, while the tab of another one stays in front
    QCOMPARE(explore->currentDraft().clientId, inFront);
    trigger(*explore, u"New request in a tab"_s);
    QCOMPARE(explore->currentDraft().clientId, u"weather"_s);
    // A tab that comes to the front chooses its own client again.
    explore->closeTab(explore->openCount() - 1);
    QCOMPARE(window->clientPanel()->currentClient(), inFront);
    trigger(*explore, u"New request in a tab"_s);
    QCOMPARE(explore->currentDraft().clientId, inFront);
}

void tst_application::cookiesAreThoseOfTheEnvironment()
{
    MainWindow *window = startDemo();
    makeClient(*window);
    auto *selector = window->findChild<EnvironmentSelector *>();
    trigger(*window, u"Cookies…"_s);
    QPointer<CookiesDialog> dialog = dialogOf<CookiesDialog>(*window);
    QVERIFY(dialog);
    QCOMPARE(dialog->source().client, u"My API"_s);
    QCOMPARE(dialog->source().host, u"api.example.com"_s);
    QVERIFY(!dialog->source().environment.isEmpty());
    dialog->source().jar->store({{"session", "1", u"api.example.com"_s}});
    Q_EMIT selector->environmentChosen({});
    QTRY_VERIFY(!dialog);
    const auto *said = window->findChild<QLabel *>(u"statusMessage"_s);
    QVERIFY2(said->text().contains(u"another environment"_s), qPrintable(said->text()));
    trigger(*window, u"Cookies…"_s);
    dialog = dialogOf<CookiesDialog>(*window);
    QVERIFY(dialog);
    QVERIFY(dialog->source().environment.isEmpty() && dialog->source().jar->cookies().isEmpty());
}

void tst_application::theDemoIsKeptBeforeItIsLeft()
{
    MainWindow *window = startDemo();
    makeClient(*window);
    QVERIFY(!window->close());
    QTRY_VERIFY(dialogOf<UnsavedDialog>(*window));
    dialogOf<UnsavedDialog>(*window)->findChild<QPushButton *>(u"save"_s)->click();
    QTRY_VERIFY(dialogOf<QFileDialog>(*window));
    QVERIFY(window->isVisible());
    Q_EMIT dialogOf<QFileDialog>(*window)->fileSelected(m_folder->path());
    QTRY_VERIFY(!window->isVisible());
    QVERIFY(bytesIn(m_folder->filePath(u"clients/my-api/client.json"_s)).contains("https://api.example.com"));
    QVERIFY(!bytesIn(m_folder->filePath(u"environments/demo.json"_s)).isEmpty());
    QVERIFY(readRecentWorkspaces().contains(m_folder->path()));
    QVERIFY(!m_application->next());
}

void tst_application::theDemoGoesOnAsAWorkspace()
{
    MainWindow *window = startDemo();
    window->showPage(u"explore"_s);
    auto *explore = window->findChild<ExplorePage *>();
    OpenRequest edited = explore->openRequests().first();
    edited.draft.url = u"/edited"_s;
    edited.edited = true;
    explore->setRequest(edited);
    trigger(*window, u"Keep demo as workspace…"_s);
    Q_EMIT dialogOf<QFileDialog>(*window)->fileSelected(m_folder->path());
    QVERIFY2(!window->isEnabled(), "what is edited now would be lost");
    QTRY_VERIFY(m_application->next());
    QCOMPARE(m_application->next()->workspace, m_folder->path());
    const QString notice = m_application->next()->notice;
    QVERIFY2(notice.startsWith(u"Kept."_s), qPrintable(notice));
    QVERIFY2(!m_application->next()->isProblem, "all went well");
    // Its server ends with the program. Where to read what starts it again is told; it is for the port of the clients.
    QVERIFY2(notice.contains(u"README.md"_s), qPrintable(notice));
    const QByteArray port = QByteArray::number(m_upstream.port());
    const QByteArray readMe = bytesIn(m_folder->filePath(u"README.md"_s));
    QVERIFY2(readMe.contains("    fuseboard-cli upstream --port " + port + "\n"), readMe.constData());
    QVERIFY2(readMe.contains("`demo-token`"), "the warning of it is explained");
    const QByteArray client = bytesIn(m_folder->filePath(u"clients/weather/client.json"_s));
    QVERIFY2(client.contains(":" + port + "/"), client.constData());
    // What was written in a tab goes along.
    goOnInExplore();
    explore = shown<MainWindow>()->findChild<ExplorePage *>();
    QTRY_COMPARE(explore->currentDraft().url, u"/edited"_s);
}

void tst_application::theServerOfAKeptDemoGoesOn()
{
    trigger(*startDemo(), u"Keep demo as workspace…"_s);
    Q_EMIT dialogOf<QFileDialog>(*shown<MainWindow>())->fileSelected(m_folder->path());
    QTRY_VERIFY(m_application->next());
    const Options next = *m_application->next();
    const quint16 port = m_upstream.port();
    m_application = std::make_unique<Application>(next, m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
    QTRY_VERIFY(shown<MainWindow>());
    shown<MainWindow>()->showPage(u"explore"_s);
    const auto *said = shown<MainWindow>()->findChild<QLabel *>(u"statusMessage"_s);
    QVERIFY(said->isVisible() && said->text() == next.notice);
    QVERIFY2(said->property("rank").toString().isEmpty(), "nothing is wrong");
    QVERIFY2(said->fontMetrics().horizontalAdvance(said->text()) <= said->width(), "the least window has room for it");
    const quint64 served = m_upstream.requestsServed(); // a workspace in a folder has no traffic of its own
    shown<MainWindow>()->findChild<ExplorePage *>()->send();
    QTRY_VERIFY(m_upstream.requestsServed() > served);
    // The demo that is opened after it may be kept beside it.
    m_application.reset();
    startDemo();
    QCOMPARE(m_upstream.port(), port);
}

void tst_application::theTabsOfAKeptDemoGoAlong()
{
    MainWindow *window = startDemo();
    window->showPage(u"explore"_s);
    auto *explore = window->findChild<ExplorePage *>();
    const auto ids = [&explore] {
        QStringList found;
        for (const OpenRequest &open : explore->openRequests())
            found << open.draft.clientId + u'/' + open.draft.requestId;
        return found;
    };
    Q_EMIT window->clientPanel()->requestOpened(u"weather"_s, u"current"_s);
    Q_EMIT window->clientPanel()->requestOpened(u"payments"_s, u"capture"_s);
    Q_EMIT window->clientPanel()->requestOpened(u"weather"_s, u"current"_s);
    const QStringList open = ids();
    QCOMPARE(open.size(), 3);
    trigger(*window, u"Keep demo as workspace…"_s);
    Q_EMIT dialogOf<QFileDialog>(*window)->fileSelected(m_folder->path());
    QTRY_VERIFY(m_application->next());
    goOnInExplore();
    explore = shown<MainWindow>()->findChild<ExplorePage *>();
    QCOMPARE(ids(), open);
    QCOMPARE(explore->currentDraft().requestId, u"current"_s);
}

void tst_application::aKeptDemoIsNamedAfterItsFolder_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("name");
    QTest::newRow("as it is") << u"My shop"_s << u"My shop"_s;
    QTest::newRow("longer than a name") << QString(220, u'x') << QString(200, u'x');
#ifdef Q_OS_UNIX
    QTest::newRow("two lines") << u"My\nshop"_s << u"Myshop"_s;
    QTest::newRow("blank") << u" "_s << u"Demo"_s;
#endif
}

void tst_application::aKeptDemoIsNamedAfterItsFolder()
{
    QFETCH(QString, folder);
    QFETCH(QString, name);
    MainWindow *window = startDemo();
    trigger(*window, u"Keep demo as workspace…"_s);
    Q_EMIT dialogOf<QFileDialog>(*window)->fileSelected(m_folder->filePath(folder));
    QTRY_VERIFY(m_application->next());
    const auto kept = loadWorkspace(m_folder->filePath(folder));
    QVERIFY(kept && kept->faults.isEmpty());
    QCOMPARE(kept->workspace.name, name);
}

void tst_application::aFailedKeepGivesTheWindowBack()
{
    MainWindow *window = startDemo();
    window->showPage(u"explore"_s);
    window->findChild<ExplorePage *>()->focusUrl();
    const QWidget *focus = window->focusWidget();
    trigger(*window, u"Keep demo as workspace…"_s);
    const QString below = m_folder->filePath(u"file/below"_s);
    QVERIFY(writeBytes(m_folder->filePath(u"file"_s), "no folder"));
    Q_EMIT dialogOf<QFileDialog>(*window)->fileSelected(below);
    QVERIFY(!window->isEnabled());
    QTRY_VERIFY(window->isEnabled());
    QVERIFY(!m_application->next());
    QVERIFY(window->findChild<QLabel *>(u"statusMessage"_s)->isVisible());
    QCOMPARE(window->focusWidget(), focus);
}

void tst_application::theDemoIsDiscarded()
{
    MainWindow *window = startDemo();
    makeClient(*window);
    QVERIFY(!window->close());
    QTRY_VERIFY(dialogOf<UnsavedDialog>(*window));
    dialogOf<UnsavedDialog>(*window)->findChild<QPushButton *>(u"discard"_s)->click();
    QTRY_VERIFY(!window->isVisible());
}

void tst_application::theWindowFitsItsScreen_data()
{
    QTest::addColumn<bool>("wasLarge");
    QTest::addColumn<QSize>("asked");
    QTest::newRow("the first time") << false << QSize();
    QTest::newRow("after a larger screen") << true << QSize();
    QTest::newRow("as asked") << false << QSize(1200, 900);
}

void tst_application::theWindowFitsItsScreen()
{
    QFETCH(bool, wasLarge);
    QFETCH(QSize, asked);
    QWidget large;
    large.setGeometry(10, 20, 1800, 1300);
    writeWindowState(wasLarge ? WindowState{large.saveGeometry(), {}, {}} : WindowState());
    Options options;
    options.size = asked;
    const MainWindow *window = startDemo(options);
    const QSize screen = window->screen()->availableSize(); // of the offscreen platform: lower than the window likes
    if (asked.isValid()) {
        QCOMPARE(window->size(), asked);
    } else {
        QVERIFY2(window->height() < screen.height(), QByteArray::number(window->height()).constData());
        QCOMPARE(window->width(), std::max(window->minimumWidth(), std::min(screen.width(), 1360)));
    }
    writeWindowState({});
}

void tst_application::everyPageFitsTheLeastWindow()
{
    MainWindow *window = startDemo();
    QCOMPARE(window->minimumSize(), QSize(1000, 640));
    for (const auto &page : {u"explore"_s, u"dashboard"_s, u"history"_s}) {
        QVERIFY(window->showPage(page));
        const QSize least = window->centralWidget()->minimumSizeHint();
        QVERIFY2(least.width() <= 1000 && least.height() <= 640,
                 qPrintable(u"%1: %2x%3"_s.arg(page).arg(least.width()).arg(least.height())));
    }
}

void tst_application::theMenuStaysAsItIs()
{
    MainWindow *window = startDemo();
    const auto menu = [window] {
        QStringList entries;
        const QList<QAction *> all = window->findChild<QMenu *>({}, Qt::FindDirectChildrenOnly)->actions();
        for (const QAction *entry : all)
            entries.append(entry->isVisible() ? entry->text().remove(u'&') : QString());
        return entries;
    };
    const QStringList atFirst = menu();
    QCOMPARE(atFirst.mid(0, 6),
             QStringList({u"Workspace"_s, u"Edit"_s, u"Clients"_s, u"Explore"_s, u"History"_s, u"Go to"_s}));
    for (const auto &page : {u"history"_s, u"dashboard"_s, u"explore"_s}) {
        QVERIFY(window->showPage(page));
        QCOMPARE(menu(), atFirst);
    }
}

void tst_application::tabGoesAsOneReads()
{
    MainWindow *window = startDemo();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    QVERIFY(window->showPage(u"explore"_s));
    const QStringList wanted{u"Explore"_s,
                             u"Menu"_s,
                             u"New client"_s,
                             u"Filter clients and requests"_s,
                             u"Clients and requests"_s,
                             u"GET List orders"_s,
                             u"New request"_s,
                             u"GET"_s,
                             u"URL"_s,
                             u"Send"_s,
                             u"Copy as"_s,
                             u"Params"_s,
                             u"Environment"_s};
    QTest::keyClick(window->clientPanel()->tree(), Qt::Key_Tab);
    QStringList visited;
    QWidget *widget = window;
    do {
        widget = widget->nextInFocusChain();
        const bool takesTab = widget->focusPolicy() & Qt::TabFocus && widget->isVisible() && widget->isEnabled();
        const QString name = takesTab ? QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name)
                                      : QString();
        const QString known = name.startsWith(u"Environment: "_s) ? u"Environment"_s : name; // whichever it is by now
        if (wanted.contains(known))
            visited.append(known);
    } while (widget != window);
    QVERIFY2(visited == wanted, qPrintable(visited.join(u", "_s)));
}

void tst_application::theTreeFollowsAClosedTab()
{
    MainWindow *window = startDemo();
    window->showPage(u"explore"_s);
    const auto *explore = window->findChild<ExplorePage *>();
    ClientPanel *panel = window->clientPanel();
    const RequestDraft first = explore->currentDraft();
    Q_EMIT panel->requestOpened(u"weather"_s, u"current"_s);
    QCOMPARE(explore->openCount(), 2);
    QCOMPARE(panel->currentClient(), u"weather"_s);
    QTest::keyPress(panel->tree(), Qt::Key_Control, Qt::ControlModifier); // which is held down with W
    trigger(*explore, u"Close tab"_s);
    QTest::keyRelease(panel->tree(), Qt::Key_Control);
    QCOMPARE(explore->currentDraft().requestId, first.requestId);
    QCOMPARE(panel->currentPlace().path, first.requestId);
    QCOMPARE(panel->chosenPlaces(), QList<WorkspacePlace>{panel->currentPlace()});
}

QTEST_MAIN(tst_application)
#include "tst_application.moc"
