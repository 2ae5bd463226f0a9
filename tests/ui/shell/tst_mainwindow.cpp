// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../dashboard/fakedashboardsource.h"

#include "clients/clientpanel.h"
#include "common/theme.h"
#include "dashboard/clienttile.h"
#include "dashboard/dashboardpage.h"
#include "fuseboard/version.h"
#include "models/clienttreemodel.h"
#include "shell/helpdialog.h"
#include "shell/mainwindow.h"
#include "shell/navigationrail.h"
#include "shell/railbutton.h"
#include "shell/statusstrip.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_mainwindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void pagesAreMadeWhenShown();
    void unknownPageIsRefused();
    void keysChoosePages();
    void addressKeyGoesToItsPage();
    void f6GoesRoundThePanes();
    void everyFocusableWidgetHasAName();
    void tabReachesEveryPane();
    void tabGoesFromPaneToPane();
    void hiddenPageStopsTicking();
    void commandsOfAPageAreInTheMenu();
    void statusTellsWhatGoesOn();
    void closingCountsTheCellThatIsBeingWritten();
    void messagesTakeThePlaceOfTheSecrets();
    void secretStoreTellsWhatToDo();
    void treeShowsLiveStates();
    void treeAndTilesAgreeOnColours();
    void stateIsKept();
    void hostileStateIsIgnored();
    void appearanceIsSwitched();
    void helpListsTheShortcuts();
    void helpFitsIntoTheWindow();
    void firstPaintIsTold();

private:
    template<class Widget>
    QStringList labelsOf() const
    {
        QStringList texts;
        for (const Widget *label : m_window->status()->template findChildren<Widget *>())
            texts.append(label->accessibleName());
        return texts;
    }
    void show()
    {
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    Theme m_theme{Theme::Mode::Light};
    std::unique_ptr<FakeDashboardSource> m_source;
    std::unique_ptr<ClientTreeModel> m_clients;
    std::unique_ptr<MainWindow> m_window;
    QPointer<QLineEdit> m_address;
    int m_made = 0;
};

void tst_mainwindow::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    m_theme.applyTo(*qApp);
}

void tst_mainwindow::init()
{
    m_made = 0;
    m_source = std::make_unique<FakeDashboardSource>();
    m_clients = std::make_unique<ClientTreeModel>();
    QList<ClientNode> nodes;
    for (const ClientSnapshot &client : m_source->clients)
        nodes.append({client.name, client.name, {}, {{u"r"_s, u"Request"_s, "GET", u"/"_s}}});
    m_clients->setClients(nodes);
    m_window = std::make_unique<MainWindow>(m_theme, *m_clients, m_source.get());

    PageSpec explore{u"explore"_s, u"Explore"_s, IconId::Explore, {}, {}, true};
    explore.make = [this](QWidget *parent) {
        ++m_made;
        auto *page = new QWidget(parent);
        m_address = new QLineEdit(page);
        m_address->setAccessibleName(u"Address"_s);
        page->addAction(new QAction(u"Send"_s, page));
        page->actions().last()->setShortcut(Qt::CTRL | Qt::Key_Return);
        return page;
    };
    explore.focusAddress = [this](QWidget *) { m_address->setFocus(); };
    m_window->addPage(explore);
    PageSpec dashboard{u"dashboard"_s, u"Dashboard"_s, IconId::Dashboard, {}, {}};
    dashboard.make = [this](QWidget *parent) {
        auto *page = new DashboardPage(m_theme, parent);
        page->setSource(m_source.get());
        return page;
    };
    m_window->addPage(dashboard);
    QVERIFY(m_window->showPage(u"dashboard"_s));
}

void tst_mainwindow::pagesAreMadeWhenShown()
{
    QCOMPARE(m_made, 0);
    QVERIFY(!m_window->page(u"explore"_s));
    QVERIFY(m_window->showPage(u"explore"_s));
    m_window->showPage(u"dashboard"_s);
    m_window->showPage(u"explore"_s);
    QCOMPARE(m_made, 1);
    QCOMPARE(m_window->currentPage(), u"explore"_s);
}

void tst_mainwindow::unknownPageIsRefused()
{
    QVERIFY(!m_window->showPage(u"lab"_s));
    QCOMPARE(m_window->currentPage(), u"dashboard"_s);
}

void tst_mainwindow::keysChoosePages()
{
    show();
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), u"explore"_s);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), u"dashboard"_s);
    for (RailButton *button : m_window->findChildren<RailButton *>()) {
        if (button->text() == u"Explore"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(m_window->currentPage(), u"explore"_s);
}

void tst_mainwindow::addressKeyGoesToItsPage()
{
    show();
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), u"explore"_s);
    QVERIFY(m_address->hasFocus());
}

void tst_mainwindow::f6GoesRoundThePanes()
{
    show();
    const auto paneOf = [&](const QWidget *widget) {
        for (const QWidget *parent = widget; parent; parent = parent->parentWidget()) {
            if (qobject_cast<const NavigationRail *>(parent))
                return u"rail"_s;
            if (qobject_cast<const ClientPanel *>(parent))
                return u"clients"_s;
            if (qobject_cast<const DashboardPage *>(parent))
                return u"page"_s;
        }
        return u"none"_s;
    };
    m_window->clientPanel()->tree()->setFocus();
    QStringList visited;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(m_window.get(), Qt::Key_F6);
        visited.append(paneOf(QApplication::focusWidget()));
    }
    QCOMPARE(visited, (QStringList{u"page"_s, u"rail"_s, u"clients"_s, u"page"_s}));
    QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY2(m_window->clientPanel()->tree()->hasFocus(), "back to where the focus was in that pane");
}

void tst_mainwindow::everyFocusableWidgetHasAName()
{
    show();
    m_window->showPage(u"explore"_s);
    m_window->showPage(u"dashboard"_s);
    int focusable = 0;
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || !widget->isVisible())
            continue;
        ++focusable;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(interface);
        QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
    QVERIFY(focusable > 12);
}

void tst_mainwindow::tabReachesEveryPane()
{
    show();
    m_window->clientPanel()->tree()->setFocus();
    QSet<QWidget *> seen;
    while (!seen.contains(QApplication::focusWidget())) {
        seen.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget());
        QVERIFY(QApplication::focusWidget()->isVisible());
    }
    QVERIFY(seen.contains(m_window->clientPanel()->filter()));
    QVERIFY(seen.contains(m_window->clientPanel()->tree()));
    QVERIFY(seen.size() >= 8);
}

void tst_mainwindow::tabGoesFromPaneToPane()
{
    m_window->status()->setSecretStore(u"No keychain"_s);
    show();
    QVERIFY(m_window->showPage(u"explore"_s)); // made after all the others
    const QList<QPair<const QWidget *, QString>> panes{
        {m_window->findChild<NavigationRail *>(), u"rail"_s},
        {m_window->clientPanel(), u"clients"_s},
        {m_window->page(u"explore"_s), u"page"_s},
        {m_window->status(), u"status"_s},
    };
    m_window->clientPanel()->tree()->setFocus();
    QStringList visited;
    for (int i = 0; i < 40 && visited.size() < 6; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QString name = u"none"_s;
        for (const auto &[pane, called] : panes) {
            if (pane->isAncestorOf(QApplication::focusWidget()))
                name = called;
        }
        if (visited.isEmpty() || visited.last() != name)
            visited.append(name);
    }
    visited.removeAll(u"clients"_s);
    QCOMPARE(visited.mid(0, 3), (QStringList{u"page"_s, u"status"_s, u"rail"_s}));
}

void tst_mainwindow::hiddenPageStopsTicking()
{
    show();
    auto *dashboard = qobject_cast<DashboardPage *>(m_window->page(u"dashboard"_s));
    QVERIFY(dashboard->isTicking());
    m_window->showPage(u"explore"_s);
    QVERIFY(!dashboard->isTicking());
    m_window->showPage(u"dashboard"_s);
    QVERIFY(dashboard->isTicking() && m_window->isTicking());
    m_window->hide();
    QVERIFY(!dashboard->isTicking() && !m_window->isTicking());
}

void tst_mainwindow::commandsOfAPageAreInTheMenu()
{
    const auto menu = [this]() -> const QMenu * {
        for (const QMenu *each : m_window->findChildren<QMenu *>()) {
            if (each->title() == u"Explore"_s)
                return each;
        }
        return nullptr;
    };
    QVERIFY(menu() && !menu()->isEnabled());
    QCOMPARE(m_made, 0);
    m_window->showPage(u"explore"_s);
    QVERIFY(menu() && menu()->isEnabled());
    QCOMPARE(menu()->actions().size(), 1);
    m_window->showPage(u"dashboard"_s);
    QVERIFY2(!menu()->isEnabled(), "what is not seen is not commanded");
}

void tst_mainwindow::closingCountsTheCellThatIsBeingWritten()
{
    show();
    auto *table = new QTableWidget(1, 1, m_window->page(u"dashboard"_s));
    table->setItem(0, 0, new QTableWidgetItem(u"old"_s));
    table->show();
    table->editItem(table->item(0, 0));
    auto *editor = qobject_cast<QLineEdit *>(table->indexWidget(table->model()->index(0, 0)));
    QVERIFY(editor && editor->hasFocus());
    editor->selectAll();
    QTest::keyClicks(editor, u"new"_s);
    QString seen;
    m_window->setMayClose([&seen, table] {
        seen = table->item(0, 0)->text();
        return true;
    });
    m_window->close();
    QCOMPARE(seen, u"new"_s);
}

void tst_mainwindow::messagesTakeThePlaceOfTheSecrets()
{
    show();
    m_window->status()->setSecretStore(u"in memory"_s);
    m_window->status()->showMessage(u"Closed"_s);
    QStringList seen;
    for (const QLabel *label : m_window->status()->findChildren<QLabel *>()) {
        if (label->isVisible())
            seen << label->text();
    }
    QVERIFY(seen.contains(u"Closed"_s));
    QVERIFY(!m_window->status()->findChild<QToolButton *>(u"secretStore"_s)->isVisible());
    m_window->status()->setSecretStore(u"locked"_s);
    QVERIFY(!m_window->status()->findChild<QToolButton *>(u"secretStore"_s)->isVisible());
}

void tst_mainwindow::secretStoreTellsWhatToDo()
{
    show();
    auto *store = m_window->status()->findChild<QToolButton *>(u"secretStore"_s);
    QVERIFY2(!store->isVisible(), "nothing is known yet");
    m_window->status()->setSecretStore(u"No keychain"_s, u"Install one."_s);
    QVERIFY(store->isVisible());
    QCOMPARE(store->text(), u"No keychain"_s);
    QVERIFY(store->toolTip().contains(u"Install one."));
    QCOMPARE(store->accessibleDescription(), u"Install one."_s);
    QSignalSpy chosen(m_window->status(), &StatusStrip::secretStoreChosen);
    QTest::mouseClick(store, Qt::LeftButton);
    store->setFocus();
    QTest::keyClick(store, Qt::Key_Space);
    QCOMPARE(chosen.size(), 2);
}

void tst_mainwindow::statusTellsWhatGoesOn()
{
    m_source->clients[0].inFlight = 2;
    m_source->clients[1].inFlight = 1;
    m_source->clients[0].refused = 7;
    m_window->status()->setWorkspace(u"De\u202Emo\n"_s);
    show();
    const QStringList texts = labelsOf<QWidget>();
    QVERIFY(texts.contains(u"3 in flight"_s));
    QVERIFY(texts.contains(u"200 requests/s"_s));
    QVERIFY(texts.contains(u"7 refused since the start"_s));
    bool hostile = false;
    for (const QLabel *label : m_window->status()->findChildren<QLabel *>())
        hostile |= label->text().contains(QChar(0x202E)) || label->text().contains(u'\n');
    QVERIFY(!hostile);
}

void tst_mainwindow::treeShowsLiveStates()
{
    show();
    const QModelIndex orders = m_clients->indexOf(u"orders-api"_s);
    QCOMPARE(orders.data(ClientTreeModel::PillTextRole).toString(), u"open 0:42"_s);
    m_source->clients[0].breaker->state = BreakerState::Closed;
    QTRY_COMPARE(orders.data(ClientTreeModel::StateWordRole).toString(), u"closed"_s);
}

void tst_mainwindow::treeAndTilesAgreeOnColours()
{
    m_source->clients[0].breaker->isolated = true;
    m_source->clients[3].limiter->pausedFor = std::chrono::seconds(9);
    show();
    const QList<ClientTile *> tiles = m_window->findChildren<ClientTile *>();
    QTreeView *tree = m_window->clientPanel()->tree();
    QCOMPARE(tiles.size(), m_source->clients.size());
    for (int client = 0; client < tiles.size(); ++client) {
        const QColor stripe = tiles.at(client)->grab().toImage().pixelColor(2, ClientTile::tileHeight / 2);
        const QRect row = tree->visualRect(tree->model()->index(client, 0));
        const QImage image = tree->viewport()->grab(row).toImage();
        const QColor dot = image.pixelColor(10, row.height() / 2);
        QVERIFY2(dot == stripe, qPrintable(tiles.at(client)->accessibleName()));
    }
}

void tst_mainwindow::stateIsKept()
{
    m_window->resize(1200, 700);
    m_window->showPage(u"explore"_s);
    const WindowState state = m_window->windowState();
    init();
    m_window->setWindowState(state);
    QCOMPARE(m_window->size(), QSize(1200, 700));
    QCOMPARE(m_window->currentPage(), u"explore"_s);
}

void tst_mainwindow::hostileStateIsIgnored()
{
    m_window->setWindowState({QByteArray(10'000, '\xff'), "nonsense", u"no such page"_s});
    m_window->setWindowState({});
    QCOMPARE(m_window->size(), QSize(1360, 860));
    QCOMPARE(m_window->currentPage(), u"dashboard"_s);
}

void tst_mainwindow::appearanceIsSwitched()
{
    show();
    const auto corner = [&] { return m_window->grab().toImage().pixelColor(2, m_window->height() / 2); };
    QCOMPARE(corner(), Palette(Scheme::Light).color(ColorRole::Panel));
    m_theme.setMode(Theme::Mode::Dark);
    QCOMPARE(corner(), Palette(Scheme::Dark).color(ColorRole::Panel));
    m_theme.setMode(Theme::Mode::Light);
}

void tst_mainwindow::helpListsTheShortcuts()
{
    show();
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    auto *help = m_window->findChild<HelpDialog *>();
    QVERIFY(help);
    QTRY_VERIFY(help->isVisible());
    QStringList said;
    for (const QLabel *label : help->findChildren<QLabel *>())
        said << label->text();
    QCOMPARE(m_made, 1); // the commands of a page that was never shown are listed too
    QVERIFY2(said.contains(u"Ctrl+L"_s) && said.contains(u"Next pane"_s), qPrintable(said.join(u'|')));
    // Each where it holds.
    const qsizetype everywhere = said.indexOf(u"Everywhere"_s);
    const qsizetype explore = said.indexOf(u"While Explore is shown"_s);
    QVERIFY(everywhere >= 0 && everywhere < said.indexOf(u"Next pane"_s) && said.indexOf(u"Next pane"_s) < explore);
    QVERIFY(explore < said.indexOf(u"Send"_s));
    QVERIFY2(!said.contains(u"While Dashboard is shown"_s), "it has no shortcut of its own");
    const QString all = said.join(u'\n');
    QVERIFY(all.contains(QLatin1String(versionText)) && all.contains(u"General Public License"));
    QTest::keyClick(help, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<HelpDialog *>());
}

void tst_mainwindow::helpFitsIntoTheWindow()
{
    m_window->resize(m_window->minimumSize());
    for (int number = 0; number < 60; ++number)
        m_window->addCommand(u"Command %1"_s.arg(number), Qt::ALT | static_cast<Qt::Key>(Qt::Key_F1 + number % 12),
                             [] {});
    show();
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    auto *help = m_window->findChild<HelpDialog *>();
    QTRY_VERIFY(help->isVisible());
    QVERIFY2(help->height() <= m_window->height(), qPrintable(QString::number(help->height())));
    QVERIFY2(help->frameGeometry().bottom() <= m_window->frameGeometry().bottom(), "it stays within the window");
    const auto *list = help->findChild<QScrollArea *>();
    QVERIFY(list->verticalScrollBar()->maximum() > 0);
    QVERIFY2(list->viewport()->width() >= list->widget()->minimumSizeHint().width(), "nothing is cut at its side");
    QTest::keyClick(help->focusWidget(), Qt::Key_Down);
    QVERIFY(list->verticalScrollBar()->value() > 0);
}

void tst_mainwindow::firstPaintIsTold()
{
    QSignalSpy painted(m_window.get(), &MainWindow::painted);
    m_window->show();
    QTRY_COMPARE(painted.size(), 1);
}

QTEST_MAIN(tst_mainwindow)
#include "tst_mainwindow.moc"
