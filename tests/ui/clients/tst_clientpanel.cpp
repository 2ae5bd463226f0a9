// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/clientpanel.h"

#include "client/clientsnapshot.h"
#include "common/theme.h"
#include "models/clienttreemodel.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_clientpanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void showsClientsAndRequestsExpanded();
    void dotAndPillFollowTheBreaker();
    void filterNarrowsAndTeaches();
    void escClearsTheFilterAndNothingElse();
    void keysGoFromTheFilterToTheTree();
    void enterOpensWhatWasFound();
    void enterOpensAndCloses();
    void largeTreesOpenInPart_data();
    void largeTreesOpenInPart();
    void emptyWorkspaceTeaches();
    void badFilesAreShown();
    void manyFaultsAreScrolled();
    void selectionIsToldOnce();
    void settingCurrentIsSilent();
    void requestOpensByClickAndByEnter();
    void narrowPanelElides();
    void closedFoldersStayClosed();
    void theNextRowTakesThePlaceOfADeletedOne();
    void namesAreEditedInPlace();
    void severalAreChosen();
    void oneIsShownWhateverKeyIsHeld_data();
    void oneIsShownWhateverKeyIsHeld();

private:
    QModelIndex row(int client, int request = -1) const
    {
        const QModelIndex parent = m_panel->tree()->model()->index(client, 0);
        return request < 0 ? parent : m_panel->tree()->model()->index(request, 0, parent);
    }
    bool drawn(const QModelIndex &index, ColorRole role)
    {
        const QRect rect = m_panel->tree()->visualRect(index);
        const QImage image = m_panel->tree()->viewport()->grab(rect).toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == m_theme.color(role))
                    return true;
            }
        }
        return false;
    }

    Theme m_theme{Theme::Mode::Light};
    std::unique_ptr<ClientTreeModel> m_clients;
    std::unique_ptr<ClientPanel> m_panel;
};

void tst_clientpanel::init()
{
    m_panel.reset();
    m_clients = std::make_unique<ClientTreeModel>();
    m_clients->setClients(
        {{u"orders"_s,
          u"orders-api"_s,
          u"https://orders.example"_s,
          {{u"list"_s, u"List orders"_s, "GET", u"/orders"_s}, {u"create"_s, u"Create order"_s, "POST", u"/orders"_s}}},
         {u"weather"_s, u"weather"_s, u"https://weather.example"_s, {}}});
    m_panel = std::make_unique<ClientPanel>(m_theme, *m_clients);
    m_panel->resize(250, 400);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void tst_clientpanel::showsClientsAndRequestsExpanded()
{
    QVERIFY(m_panel->tree()->isExpanded(row(0)));
    QVERIFY(drawn(row(0), ColorRole::Text));
    QVERIFY(drawn(row(0, 0), ColorRole::Text));
    QVERIFY(!m_panel->tree()->accessibleName().isEmpty());
}

void tst_clientpanel::dotAndPillFollowTheBreaker()
{
    ClientSnapshot snapshot;
    snapshot.breaker.emplace();
    m_clients->setSnapshot(u"orders"_s, snapshot);
    QVERIFY(drawn(row(0), ColorRole::Success));
    QVERIFY(!drawn(row(0), ColorRole::DangerSoft));
    snapshot.breaker->state = BreakerState::Open;
    snapshot.breaker->retryIn = 42s;
    m_clients->setSnapshot(u"orders"_s, snapshot);
    QVERIFY(drawn(row(0), ColorRole::Danger));
    QVERIFY2(drawn(row(0), ColorRole::DangerSoft), "the pill");
    QVERIFY2(drawn(row(1), ColorRole::Neutral), "unknown is neither good nor bad");
}

void tst_clientpanel::filterNarrowsAndTeaches()
{
    QTest::keyClicks(m_panel->filter(), u"create"_s);
    QCOMPARE(m_panel->tree()->model()->rowCount(), 1);
    QCOMPARE(m_panel->tree()->model()->rowCount(row(0)), 1);
    QVERIFY(m_panel->tree()->isExpanded(row(0)));
    QTest::keyClicks(m_panel->filter(), u" no such thing"_s);
    QVERIFY(!m_panel->tree()->isVisible());
    m_panel->filter()->clear();
    QVERIFY(m_panel->tree()->isVisible());
    QCOMPARE(m_panel->tree()->model()->rowCount(), 2);
}

void tst_clientpanel::escClearsTheFilterAndNothingElse()
{
    QShortcut cancel(Qt::Key_Escape, m_panel.get());
    QSignalSpy cancelled(&cancel, &QShortcut::activated);
    m_panel->show();
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    m_panel->filter()->setFocus();
    QTest::keyClicks(m_panel->filter(), u"create"_s);
    QTest::keyClick(m_panel->filter(), Qt::Key_Escape);
    QCOMPARE(m_panel->filter()->text(), QString());
    QCOMPARE(cancelled.size(), 0);
    QTest::keyClick(m_panel->filter(), Qt::Key_Escape); // of an empty one, it is the page's
    QCOMPARE(cancelled.size(), 1);
}

void tst_clientpanel::keysGoFromTheFilterToTheTree()
{
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    m_panel->filter()->setFocus();
    QTest::keyClick(m_panel->filter(), Qt::Key_Down);
    QVERIFY(m_panel->tree()->hasFocus());
    QCOMPARE(m_panel->tree()->currentIndex(), row(0));
    QTest::keyClick(m_panel->tree(), Qt::Key_Up);
    QVERIFY(m_panel->filter()->hasFocus());
    m_panel->setCurrent(u"weather"_s);
    QTest::keyClick(m_panel->filter(), Qt::Key_Down);
    QCOMPARE(m_panel->tree()->currentIndex(), row(1)); // nothing was looked for: goes on where it was
    m_panel->filter()->setFocus();
    QTest::keyClicks(m_panel->filter(), u"create"_s);
    QSignalSpy opened(m_panel.get(), &ClientPanel::requestOpened);
    QTest::keyClick(m_panel->filter(), Qt::Key_Down);
    QCOMPARE(m_panel->tree()->currentIndex(), row(0, 0));
    QCOMPARE(m_panel->chosenPlaces().size(), 1);
    QCOMPARE(opened.size(), 0);
    QTest::keyClick(m_panel->tree(), Qt::Key_Return);
    QCOMPARE(opened, (QList<QVariantList>{{u"orders"_s, u"create"_s}}));
    m_panel->filter()->setFocus();
    QTest::keyClicks(m_panel->filter(), u" no such thing"_s);
    QTest::keyClick(m_panel->filter(), Qt::Key_Down);
    QVERIFY(m_panel->filter()->hasFocus());
}

void tst_clientpanel::enterOpensWhatWasFound()
{
    QSignalSpy opened(m_panel.get(), &ClientPanel::requestOpened);
    QTest::keyClick(m_panel->filter(), Qt::Key_Return); // nothing was looked for
    QCOMPARE(opened.size(), 0);
    QTest::keyClicks(m_panel->filter(), u"create"_s);
    QTest::keyClick(m_panel->filter(), Qt::Key_Return, Qt::ControlModifier); // that sends
    QCOMPARE(opened.size(), 0);
    QTest::keyClick(m_panel->filter(), Qt::Key_Return);
    QCOMPARE(opened, (QList<QVariantList>{{u"orders"_s, u"create"_s}}));
    m_panel->filter()->setText(u"weather"_s); // a client without requests
    QTest::keyClick(m_panel->filter(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(m_panel->currentClient(), u"weather"_s);
}

void tst_clientpanel::enterOpensAndCloses()
{
    m_panel->setCurrent(u"orders"_s);
    QTest::keyClick(m_panel->tree(), Qt::Key_Return);
    QVERIFY(!m_panel->tree()->isExpanded(row(0)));
    QVERIFY2(drawn(row(0), ColorRole::Muted), "the arrow");
    QTest::mouseClick(m_panel->tree()->viewport(), Qt::LeftButton, {}, m_panel->tree()->visualRect(row(0)).center());
    QVERIFY(m_panel->tree()->isExpanded(row(0)));
    QVERIFY(!drawn(row(0), ColorRole::Muted));
    QTest::mouseClick(m_panel->tree()->viewport(), Qt::LeftButton, {}, m_panel->tree()->visualRect(row(0)).center());
    QVERIFY2(m_panel->tree()->isExpanded(row(0)), "it was only chosen");
}

void tst_clientpanel::largeTreesOpenInPart_data()
{
    QTest::addColumn<int>("inFolders");
    QTest::addColumn<int>("beside");
    QTest::addColumn<bool>("foldersAreOpen");
    QTest::addColumn<bool>("clientsAreOpen");
    QTest::newRow("small") << 100 << 10 << true << true;
    QTest::newRow("many in folders") << 200 << 10 << false << true;
    QTest::newRow("many beside them") << 10 << 200 << false << false;
}

void tst_clientpanel::largeTreesOpenInPart()
{
    QFETCH(int, inFolders);
    QFETCH(int, beside);
    QList<ClientNode> clients;
    for (const QString &name : {u"one"_s, u"two"_s}) {
        ClientNode client{name, name, {}, {{u"folder"_s, u"Folder"_s, {}, {}, true}}};
        for (int i = 0; i < inFolders; ++i)
            client.requests.append({u"folder/%1"_s.arg(i), u"Request %1"_s.arg(i), "GET", {}});
        for (int i = 0; i < beside; ++i)
            client.requests.append({QString::number(i), u"Other %1"_s.arg(i), "GET", {}});
        clients.append(client);
    }
    m_panel.reset();
    m_clients = std::make_unique<ClientTreeModel>();
    m_panel = std::make_unique<ClientPanel>(m_theme, *m_clients);
    m_panel->resize(250, 400);
    m_clients->setClients(clients);
    m_panel->show();
    const auto *tree = m_panel->tree();
    QTEST(tree->isExpanded(row(0)), "clientsAreOpen");
    QTEST(tree->isExpanded(row(0, 0)), "foldersAreOpen");
    QTEST(tree->isExpanded(row(1)), "clientsAreOpen");
    QTEST(tree->isExpanded(row(1, 0)), "foldersAreOpen");
    if (const QString pictures = qEnvironmentVariable("FUSEBOARD_PICTURES"); !pictures.isEmpty())
        QVERIFY(m_panel->grab().save(pictures + u"/tree-%1.png"_s.arg(QLatin1String(QTest::currentDataTag()))));
    QTest::keyClicks(m_panel->filter(), u"request 7"_s);
    QVERIFY(tree->isExpanded(row(1, 0)));
    m_panel->filter()->clear();
    QTEST(tree->isExpanded(row(1, 0)), "foldersAreOpen");
    // What is opened stays open, whatever comes.
    m_panel->showPlace({WorkspacePlace::Kind::Request, u"two"_s, u"folder/1"_s});
    clients[0].requests.append({u"new"_s, u"New"_s, "GET", {}});
    m_clients->setClients(clients);
    QVERIFY(tree->isExpanded(row(1, 0)));
    QTEST(tree->isExpanded(row(0, 0)), "foldersAreOpen");
    // What is current can be seen.
    m_panel->setCurrent(u"one"_s, u"new"_s);
    QVERIFY(tree->isExpanded(row(0)));
    QVERIFY(tree->viewport()->rect().intersects(tree->visualRect(tree->currentIndex())));
}

void tst_clientpanel::emptyWorkspaceTeaches()
{
    m_clients->setClients({});
    QVERIFY(!m_panel->tree()->isVisible());
    bool teaches = false;
    for (const QLabel *label : m_panel->findChildren<QLabel *>())
        teaches |= label->isVisible() && label->text() == u"No clients yet"_s;
    QVERIFY(teaches);
    QAction make(u"&New client…"_s);
    m_panel->setCommands({&make});
    QSignalSpy made(&make, &QAction::triggered);
    for (QPushButton *button : m_panel->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == u"New client…"_s)
            button->click();
    }
    QCOMPARE(made.size(), 1);
}

void tst_clientpanel::badFilesAreShown()
{
    const auto *notice = [this] {
        for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
            if (label->accessibleName() == u"Faults in files"_s)
                return label;
        }
        return static_cast<const QLabel *>(nullptr);
    }();
    QVERIFY(notice && !notice->isVisible());
    m_clients->setClients({});
    m_clients->setNotices({{u"clients/billing/client.json"_s, u"base_url is missing."_s, true},
                           {u"clients/stray.json"_s, u"Stray."_s, false}});
    QVERIFY2(m_panel->tree()->isVisible(), "also where all are faulty");
    QCOMPARE(notice->text(), u"1 file could not be read. Choose it above to see why."_s);
    QVERIFY(drawn(row(0), ColorRole::DangerText));
    QVERIFY(drawn(row(1), ColorRole::WarningText));
    QSignalSpy selected(m_panel.get(), &ClientPanel::clientSelected);
    QTest::mouseClick(m_panel->tree()->viewport(), Qt::LeftButton, {}, m_panel->tree()->visualRect(row(0)).center());
    QCOMPARE(notice->text(), u"base_url is missing."_s);
    QCOMPARE(selected.size(), 0);
    auto *open = m_panel->findChild<QPushButton *>(u"openFile"_s);
    QVERIFY(open->isVisible());
    QSignalSpy chosen(m_panel.get(), &ClientPanel::fileChosen);
    open->click();
    QCOMPARE(chosen, (QList<QVariantList>{{u"clients/billing/client.json"_s}}));
}

void tst_clientpanel::manyFaultsAreScrolled()
{
    const QString fault = u"retry.max_retries is 3.5, which has the wrong type (line 7, column 29)."_s;
    m_clients->setNotices({{u"clients/billing/client.json"_s, QStringList(40, fault).join(u'\n'), true}});
    const auto chooseFile = [this] {
        for (int i = 0; i < m_panel->tree()->model()->rowCount(); ++i) {
            if (!row(i).data(ClientTreeModel::NoticeTextRole).toString().isEmpty())
                m_panel->tree()->setCurrentIndex(row(i));
        }
    };
    chooseFile();
    auto *open = m_panel->findChild<QPushButton *>(u"openFile"_s);
    QTRY_VERIFY(open->isVisible());
    const auto *scroll = open->parentWidget()->findChild<QScrollArea *>();
    QVERIFY(scroll);
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
    QTRY_VERIFY(scroll->verticalScrollBar()->isVisible());
    QVERIFY(m_panel->rect().contains(QRect(open->mapTo(m_panel.get(), QPoint()), open->size())));
    QVERIFY(m_panel->tree()->height() >= 60);
    m_clients->setNotices({{u"clients/billing/client.json"_s, fault, true}});
    chooseFile();
    QTRY_VERIFY(!scroll->verticalScrollBar()->isVisible());
}

void tst_clientpanel::selectionIsToldOnce()
{
    QSignalSpy selected(m_panel.get(), &ClientPanel::clientSelected);
    QTest::mouseClick(m_panel->tree()->viewport(), Qt::LeftButton, {}, m_panel->tree()->visualRect(row(1)).center());
    QCOMPARE(selected, (QList<QVariantList>{{u"weather"_s}}));
    QTest::keyClick(m_panel->tree(), Qt::Key_Up);
    QCOMPARE(selected.last(), (QVariantList{u"orders"_s}));
}

void tst_clientpanel::settingCurrentIsSilent()
{
    QSignalSpy selected(m_panel.get(), &ClientPanel::clientSelected);
    m_panel->setCurrent(u"weather"_s);
    QCOMPARE(m_panel->tree()->currentIndex(), row(1));
    m_panel->setCurrent(u"orders"_s, u"create"_s);
    QCOMPARE(m_panel->tree()->currentIndex(), row(0, 1));
    m_panel->setCurrent(u"orders"_s);
    QCOMPARE(m_panel->tree()->currentIndex(), row(0, 1)); // says it already
    m_panel->setCurrent(u"no such client"_s);
    QCOMPARE(m_panel->tree()->currentIndex(), row(0, 1));
    m_panel->setCurrent(u"orders"_s, {}); // a request that the tree does not hold
    QCOMPARE(m_panel->tree()->currentIndex(), row(0));
    QCOMPARE(selected.size(), 0);
}

void tst_clientpanel::requestOpensByClickAndByEnter()
{
    QSignalSpy opened(m_panel.get(), &ClientPanel::requestOpened);
    QTest::mouseClick(m_panel->tree()->viewport(), Qt::LeftButton, {}, m_panel->tree()->visualRect(row(0, 0)).center());
    QCOMPARE(opened, (QList<QVariantList>{{u"orders"_s, u"list"_s}}));
    QTest::keyClick(m_panel->tree(), Qt::Key_Down);
    QTest::keyClick(m_panel->tree(), Qt::Key_Return);
    QCOMPARE(opened.last(), (QVariantList{u"orders"_s, u"create"_s}));
    QTest::mouseClick(m_panel->tree()->viewport(), Qt::LeftButton, {}, m_panel->tree()->visualRect(row(1)).center());
    QCOMPARE(opened.size(), 2);
}

void tst_clientpanel::narrowPanelElides()
{
    m_clients->setClients({{u"long"_s, QString(3000, u'W'), {}, {{u"r"_s, QString(3000, u'W'), "PROPPATCH", {}}}}});
    m_panel->resize(120, 300);
    QVERIFY(drawn(row(0), ColorRole::Text));
    QVERIFY(drawn(row(0, 0), ColorRole::Text));
}

void tst_clientpanel::closedFoldersStayClosed()
{
    QList<ClientNode> clients = m_clients->clients();
    clients[0].requests = {{u"auth"_s, u"Sign-in"_s, {}, {}, true}, {u"auth/login"_s, u"Log in"_s, "GET", u"/"_s}};
    m_clients->setClients(clients);
    QVERIFY(m_panel->tree()->isExpanded(row(0, 0)));
    QTest::mouseClick(m_panel->tree()->viewport(), Qt::LeftButton, {}, m_panel->tree()->visualRect(row(0, 0)).center());
    QVERIFY(!m_panel->tree()->isExpanded(row(0, 0)));
    const WorkspacePlace auth{WorkspacePlace::Kind::Folder, u"orders"_s, u"auth"_s};
    QCOMPARE(m_panel->currentPlace(), auth);
    clients[0].requests.append({u"new"_s, u"New"_s, "GET", u"/"_s});
    m_clients->setClients(clients);
    QVERIFY(!m_panel->tree()->isExpanded(row(0, 0)));
    QCOMPARE(m_panel->currentPlace(), auth);
    QTest::keyClicks(m_panel->filter(), u"log"_s);
    QVERIFY(m_panel->tree()->isExpanded(row(0, 0)));
    m_panel->filter()->clear();
    QVERIFY(!m_panel->tree()->isExpanded(row(0, 0)));
    QVERIFY(m_panel->showPlace({WorkspacePlace::Kind::Request, u"orders"_s, u"auth/login"_s}));
    QVERIFY(m_panel->tree()->isExpanded(row(0, 0)));
    QVERIFY(!m_panel->showPlace({WorkspacePlace::Kind::Request, u"orders"_s, u"gone"_s}));
}

/// So that several go by one key after the other.
void tst_clientpanel::theNextRowTakesThePlaceOfADeletedOne()
{
    const auto show = [this](const QStringList &requests) {
        ClientNode node{u"shop"_s, u"shop"_s, {}, {{u"f"_s, u"f"_s, {}, {}, true}}};
        for (const QString &request : requests)
            node.requests.append({u"f/"_s + request, request, "GET", {}});
        m_clients->setClients({{u"first"_s, u"first"_s, {}, {}}, node});
    };
    const auto current = [this] { return m_panel->currentPlace().path; };
    show({u"a"_s, u"b"_s, u"c"_s});
    m_panel->setCurrent(u"shop"_s, u"f/b"_s);
    m_panel->setGoingOn(true);
    show({u"a"_s, u"c"_s});
    QCOMPARE(current(), u"f/c"_s);
    QCOMPARE(m_panel->chosenPlaces().size(), 1);
    m_panel->setCurrent(u"shop"_s, u"f/b"_s); // as the tab of the deleted one does, which stays open
    QCOMPARE(current(), u"f/c"_s);
    show({u"a"_s});
    QCOMPARE(current(), u"f/a"_s);
    show({});
    QCOMPARE(current(), u"f"_s);
    QVERIFY2(m_panel->chosenPlaces().isEmpty(), "a further Delete takes no folder");
    show({u"a"_s, u"b"_s});
    m_panel->setCurrent(u"shop"_s, u"f/a"_s);
    m_panel->setGoingOn(false); // by another program
    show({u"b"_s});
    QVERIFY(m_panel->chosenPlaces().isEmpty());
}

void tst_clientpanel::namesAreEditedInPlace()
{
    QSignalSpy wanted(m_clients.get(), &ClientTreeModel::renameRequested);
    const WorkspacePlace create{WorkspacePlace::Kind::Request, u"orders"_s, u"create"_s};
    QVERIFY(m_panel->showPlace(create));
    m_panel->editName();
    auto *editor = m_panel->tree()->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QCOMPARE(editor->text(), u"Create order"_s);
    QVERIFY(editor->width() > 100);
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(wanted.size(), 0);
    m_panel->editName();
    QTRY_COMPARE(m_panel->tree()->viewport()->findChildren<QLineEdit *>().size(), 1);
    editor = m_panel->tree()->viewport()->findChild<QLineEdit *>();
    editor->selectAll();
    QTest::keyClicks(editor, u"Make order"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(wanted, (QList<QVariantList>{{QVariant::fromValue(create), u"Make order"_s}}));
}

void tst_clientpanel::severalAreChosen()
{
    using Kind = WorkspacePlace::Kind;
    const WorkspacePlace list{Kind::Request, u"orders"_s, u"list"_s};
    const WorkspacePlace create{Kind::Request, u"orders"_s, u"create"_s};
    const auto click = [this](const QModelIndex &index, Qt::KeyboardModifiers keys) {
        QTest::mouseClick(m_panel->tree()->viewport(), Qt::LeftButton, keys,
                          m_panel->tree()->visualRect(index).center());
    };
    QSignalSpy opened(m_panel.get(), &ClientPanel::requestOpened);
    QSignalSpy chosen(m_panel.get(), &ClientPanel::chosenPlacesChanged);
    click(row(0, 1), {});
    QCOMPARE(m_panel->chosenPlaces(), QList<WorkspacePlace>{create});
    QCOMPARE(opened.size(), 1);
    click(row(0, 0), Qt::ControlModifier);
    QCOMPARE(m_panel->chosenPlaces(), (QList<WorkspacePlace>{list, create}));
    QCOMPARE(opened.size(), 1); // it was chosen, not opened
    QVERIFY(chosen.size() >= 2);
    click(row(1), Qt::ShiftModifier);
    QVERIFY(m_panel->chosenPlaces().size() >= 2);
    m_panel->showPlaces({list, create, {Kind::Request, u"orders"_s, u"gone"_s}});
    QCOMPARE(m_panel->chosenPlaces(), (QList<WorkspacePlace>{list, create}));
    QCOMPARE(m_panel->currentPlace(), list);
}

void tst_clientpanel::oneIsShownWhateverKeyIsHeld_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifier>("modifier");
    QTest::newRow("Ctrl, of Ctrl+W") << Qt::Key_Control << Qt::ControlModifier;
    QTest::newRow("Shift, of Ctrl+Shift+T") << Qt::Key_Shift << Qt::ShiftModifier;
}

void tst_clientpanel::oneIsShownWhateverKeyIsHeld()
{
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifier, modifier);
    m_panel->setCurrent(u"orders"_s, u"create"_s);
    QTest::keyPress(m_panel->tree(), key, modifier);
    QCOMPARE(QGuiApplication::keyboardModifiers(), modifier);
    m_panel->setCurrent(u"orders"_s, u"list"_s);
    QTest::keyRelease(m_panel->tree(), key);
    QCOMPARE(m_panel->tree()->selectionModel()->selectedRows(), QModelIndexList{row(0, 0)});
}

QTEST_MAIN(tst_clientpanel)
#include "tst_clientpanel.moc"
