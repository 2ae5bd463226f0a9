// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "models/figures.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestExploreTabs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void editedTabsComeBack();
    void titlesHaveTheRoomThatThereIs();
    void aRefusalKeepsItsMoment();
    void tabsCloseByButtonAndMiddleClick();
    void keysGoFromTabToTab();
    void manyTabsKeepTheirNames();
    void pinnedTabsStandFirst();
    void pinnedTabsAreNotClosed();
    void pinsAreRemembered();
    void othersAreClosed();
    void aTabHasAMenu();
    void baseUrlStandsBeforeARelativeUrl();
    void newRequestNeedsAClient();
    void bodiesGetAContentType_data();
    void bodiesGetAContentType();

private:
    static RequestDraft second();
    static void openNumbered(ExploreFixture &x, int count);
    /// Their texts in their order, the one in front in brackets.
    static QString tabsOf(const ExploreFixture &x);
    static void press(ExploreFixture &x, Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QTest::keyClick(x.url(), key, modifiers);
    }
    Theme m_theme{Theme::Mode::Light};
};

RequestDraft TestExploreTabs::second()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.requestId = u"create"_s;
    draft.name = u"Create order"_s;
    draft.method = u"POST"_s;
    draft.url = u"/orders"_s;
    return draft;
}

void TestExploreTabs::editedTabsComeBack()
{
    ExploreFixture x(m_theme);
    QSignalSpy noticed(&x.page, &ExplorePage::noticed);
    QTest::keyClick(x.url(), Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(x.page.openCount(), 2);
    x.url()->selectAll();
    QTest::keyClicks(x.url(), u"/lost?a=1"_s);
    QTest::keyClick(x.url(), Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(x.page.openCount(), 1);
    QCOMPARE(noticed.size(), 1);
    const QString told = noticed.first().first().toString();
    QVERIFY2(told.contains(u"Until you quit, Ctrl+Shift+T"_s), qPrintable(told));
    QTest::keyClick(x.url(), Qt::Key_W, Qt::ControlModifier); // an unchanged one needs no word
    QCOMPARE(noticed.size(), 1);
    QCOMPARE(x.page.openCount(), 0);
    x.page.reopenTab();
    QCOMPARE(x.page.currentDraft().name, u"List orders"_s);
    QTest::keyClick(x.url(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(x.url()->text(), u"/lost?a=1"_s);
    QVERIFY(x.named<TabStrip>(u"Open requests"_s)->tabText(1).endsWith(u'•'));
    x.page.reopenTab(); // there is none left
    QCOMPARE(x.page.openCount(), 2);
}

void TestExploreTabs::titlesHaveTheRoomThatThereIs()
{
    ExploreFixture x(m_theme);
    x.page.resize(1400, 900);
    for (const QString &name : {u"Order by id"_s, u"Big one"_s}) {
        RequestDraft draft = ExploreFixture::draft();
        draft.requestId = name;
        draft.name = name;
        x.page.openRequest(draft);
    }
    x.url()->selectAll();
    QTest::keyClicks(x.url(), u"/big"_s);
    const auto *strip = x.named<TabStrip>(u"Open requests"_s);
    QTest::mouseClick(const_cast<TabStrip *>(strip), Qt::LeftButton, {}, strip->tabRect(0).center());
    QCOMPARE(x.page.currentDraft().name, u"List orders"_s);
    QTRY_COMPARE(strip->tabRect(strip->count() - 1).right() + 1, strip->sizeHint().width());
}

void TestExploreTabs::aRefusalKeepsItsMoment()
{
    ExploreFixture x(m_theme);
    for (int failed = 0; failed < x.client.config().circuitBreaker->failureThreshold; ++failed)
        x.client.breaker()->admit()->failure();
    const QString probe = u"is allowed in 1 min (at %1)"_s.arg(wording::timeOfEnd(x.scheduler.wallNow() + 60s, 60s));
    const auto told = [&x] {
        x.scheduler.runDue();
        return x.visibleText();
    };
    x.page.send();
    QTRY_VERIFY2(told().contains(probe), qPrintable(told()));
    x.page.openRequest(second());
    QVERIFY(!told().contains(u"is allowed in"));
    x.scheduler.advance(3min);
    x.page.openRequest(ExploreFixture::draft());
    QVERIFY2(told().contains(probe), qPrintable(told()));
}

void TestExploreTabs::tabsCloseByButtonAndMiddleClick()
{
    ExploreFixture x(m_theme);
    x.page.openRequest(second());
    auto *strip = x.named<TabStrip>(u"Open requests"_s);
    auto *button = qobject_cast<QToolButton *>(strip->tabButton(0, QTabBar::RightSide));
    QVERIFY(button);
    button->click();
    QCOMPARE(x.page.openCount(), 1);
    QCOMPARE(x.page.currentDraft().name, u"Create order"_s);
    QTest::mouseClick(strip, Qt::MiddleButton, {}, strip->tabRect(0).center());
    QCOMPARE(x.page.openCount(), 0);
}

void TestExploreTabs::manyTabsKeepTheirNames()
{
    ExploreFixture x(m_theme);
    auto *all = x.named<QToolButton>(u"All open requests"_s);
    QVERIFY(all && !all->isVisible());
    for (int i = 0; i < 12; ++i) {
        RequestDraft draft = second();
        draft.requestId = QString::number(i);
        draft.name = u"Request %1"_s.arg(i);
        x.page.openRequest(draft);
    }
    auto *strip = x.named<TabStrip>(u"Open requests"_s);
    for (int i = 0; i < strip->count(); ++i)
        QVERIFY2(strip->tabRect(i).width() >= 120, QByteArray::number(strip->tabRect(i).width()).constData());
    QVERIFY(all->isVisible());
    QCoreApplication::processEvents();
    // Where somebody wants to look at it.
    if (const QString pictures = qEnvironmentVariable("FUSEBOARD_PICTURES"); !pictures.isEmpty())
        QVERIFY(x.page.grab().save(pictures + u"/explore-tabs.png"_s));
    QVERIFY(x.page.rect().contains(QRect(all->mapTo(&x.page, QPoint()), all->size())));
    Q_EMIT all->menu()->aboutToShow();
    const QList<QAction *> actions = all->menu()->actions();
    QCOMPARE(actions.size(), 13);
    QVERIFY(actions.at(12)->isChecked());
    actions.at(3)->trigger();
    QCOMPARE(x.page.currentDraft().name, u"Request 2"_s);
    QVERIFY(strip->rect().contains(strip->tabRect(3))); // scrolled to
}

void TestExploreTabs::openNumbered(ExploreFixture &x, int count)
{
    for (int i = 1; i <= count; ++i) {
        RequestDraft draft = second();
        draft.requestId = draft.name = QString::number(i);
        x.page.openRequest(draft);
    }
}

QString TestExploreTabs::tabsOf(const ExploreFixture &x)
{
    const auto *strip = x.named<TabStrip>(u"Open requests"_s);
    QStringList texts;
    for (int i = 0; i < strip->count(); ++i) {
        const QString text = strip->tabText(i).section(u' ', 1);
        texts << (i == strip->currentIndex() ? u'[' + text + u']' : text);
    }
    return texts.join(u' ');
}

void TestExploreTabs::pinnedTabsStandFirst()
{
    ExploreFixture x(m_theme, second());
    openNumbered(x, 3);
    QSignalSpy shown(&x.page, &ExplorePage::requestShown);
    press(x, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tabsOf(x), u"[3] Create order 1 2"_s);
    x.page.togglePin(2);
    QCOMPARE(tabsOf(x), u"[3] 1 Create order 2"_s);
    const auto *strip = x.named<TabStrip>(u"Open requests"_s);
    QCOMPARE(strip->accessibleTabName(1), u"POST 1, pinned"_s);
    QCOMPARE(strip->accessibleTabName(2), QString());
    auto *pin = qobject_cast<QToolButton *>(strip->tabButton(0, QTabBar::RightSide));
    QCOMPARE(pin->accessibleName(), u"Unpin tab"_s);
    QCoreApplication::processEvents();
    if (const QString pictures = qEnvironmentVariable("FUSEBOARD_PICTURES"); !pictures.isEmpty())
        QVERIFY(x.page.grab({0, 0, 640, 96}).save(pictures + u"/explore-pins.png"_s));
    pin->click();
    QCOMPARE(tabsOf(x), u"1 [3] Create order 2"_s);
    QCOMPARE(shown.size(), 0); // nothing else came in front
    x.page.togglePin(3);
    x.page.togglePin(-1);
    x.page.togglePin(4);
    QCOMPARE(tabsOf(x), u"1 2 [3] Create order"_s);
}

void TestExploreTabs::pinnedTabsAreNotClosed()
{
    ExploreFixture x(m_theme, second());
    x.page.togglePin(0);
    QSignalSpy noticed(&x.page, &ExplorePage::noticed);
    press(x, Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(x.page.openCount(), 1);
    QCOMPARE(noticed.size(), 1);
    QVERIFY(noticed.first().first().toString().startsWith(u"“Create order” is pinned"));
    auto *strip = x.named<TabStrip>(u"Open requests"_s);
    QTest::mouseClick(strip, Qt::MiddleButton, {}, strip->tabRect(0).center());
    QCOMPARE(x.page.openCount(), 1);
    press(x, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    press(x, Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(x.page.openCount(), 0);
    x.page.reopenTab();
    QCOMPARE(x.page.openCount(), 1);
    QVERIFY(x.page.tabMemory().pinned.isEmpty());
    x.page.togglePin(0);
    x.page.dropRequest(x.page.openRequests().first().key); // its file is gone
    QCOMPARE(x.page.openCount(), 0);
}

void TestExploreTabs::pinsAreRemembered()
{
    ExploreFixture x(m_theme, second());
    openNumbered(x, 2);
    x.page.beginRequest();
    x.page.beginRequest();
    QCOMPARE(x.page.currentDraft().name, u"New request 2"_s); // two of a name are not told apart
    x.page.dropRequest(x.page.openRequests().last().key);
    x.page.togglePin(2);
    x.page.togglePin(3);
    x.page.closeTab(2);
    const TabMemory memory = x.page.tabMemory();
    const OpenRequest begun = x.page.openRequests().at(1);
    QCOMPARE(memory.pinned, (QStringList{u"orders/2"_s, begun.key}));
    QCOMPARE(memory.closed, (QList<WorkspacePlace>{{WorkspacePlace::Kind::Request, u"orders"_s, u"create"_s}}));

    ExploreFixture next(m_theme);
    next.page.setTabMemory(memory);
    openNumbered(next, 2);
    next.page.setRequest(begun);
    QCOMPARE(tabsOf(next), u"[2] New request List orders 1"_s);
    QCOMPARE(next.page.tabMemory(), memory);
    QSignalSpy wanted(&next.page, &ExplorePage::reopenRequested);
    next.page.reopenTab();
    QCOMPARE(wanted, (QList<QVariantList>{{u"orders"_s, u"create"_s}}));
    next.page.reopenTab();
    QCOMPARE(wanted.size(), 1);
}

void TestExploreTabs::othersAreClosed()
{
    ExploreFixture x(m_theme, second());
    openNumbered(x, 4);
    x.page.togglePin(4);
    x.url()->selectAll();
    QTest::keyClicks(x.url(), u"/kept"_s);
    x.page.openRequest(second());
    x.url()->selectAll();
    QTest::keyClicks(x.url(), u"/edited"_s);
    QSignalSpy noticed(&x.page, &ExplorePage::noticed);
    x.page.closeOthers(3);
    QCOMPARE(tabsOf(x), u"4 • [2]"_s);
    QCOMPARE(x.page.currentDraft().name, u"2"_s);
    QCOMPARE(noticed.size(), 1);
    QVERIFY(noticed.first().first().toString().contains(u"with changes"));
    x.page.reopenTab();
    QCOMPARE(tabsOf(x), u"4 • 2 [Create order •]"_s);
    QCOMPARE(x.url()->text(), u"/edited"_s);
    press(x, Qt::Key_W, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(tabsOf(x), u"4 • [Create order •]"_s);
}

void TestExploreTabs::aTabHasAMenu()
{
    ExploreFixture x(m_theme, second());
    openNumbered(x, 2);
    auto *strip = x.named<TabStrip>(u"Open requests"_s);
    const auto menuAt = [strip](int tab) {
        const QPoint place = strip->tabRect(tab).center();
        QContextMenuEvent asked(QContextMenuEvent::Mouse, place, strip->mapToGlobal(place));
        QCoreApplication::sendEvent(strip, &asked);
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    };
    QMenu *menu = menuAt(0);
    QVERIFY(menu);
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts << action->text().section(u'\t', 0, 0);
    QCOMPARE(texts, (QStringList{u"Pin tab"_s, {}, u"Close tab"_s, u"Close others"_s, u"Reopen closed tab"_s}));
    QVERIFY(!menu->actions().last()->isEnabled());
    x.page.closeTab(1); // something else happens while it is open
    menu->actions().first()->trigger();
    menu->close();
    QCOMPARE(tabsOf(x), u"Create order [2]"_s);
    QCOMPARE(x.page.tabMemory().pinned, QStringList{u"orders/create"_s});
    menu = menuAt(0);
    QVERIFY(menu && menu->actions().first()->text().startsWith(u"Unpin tab"));
    QVERIFY(!menu->actions().at(2)->isEnabled());
    menu->actions().at(3)->trigger();
    menu->close();
    QCOMPARE(tabsOf(x), u"[Create order]"_s);
}

void TestExploreTabs::keysGoFromTabToTab()
{
    ExploreFixture x(m_theme);
    x.page.openRequest(second());
    QTest::keyClick(x.url(), Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(x.page.currentDraft().name, u"List orders"_s);
    QTest::keyClick(x.url(), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(x.page.currentDraft().name, u"Create order"_s);
    const QList<QAction *> commands = x.page.actions(); // what the window's menu shows
    QVERIFY(commands.size() >= 7);
    for (const QAction *command : commands)
        QVERIFY2(command->menu() || !command->shortcut().isEmpty(), qPrintable(command->text()));
}

void TestExploreTabs::baseUrlStandsBeforeARelativeUrl()
{
    ExploreFixture x(m_theme);
    const auto *base = x.named<QLabel>(u"Base URL"_s);
    QVERIFY(base);
    QVERIFY(base->isVisible());
    QCOMPARE(base->text(), u"http://api.example"_s);
    x.page.resize(520, 500); // the host tells more than the scheme
    QVERIFY2(base->text().startsWith(u"api."_s), qPrintable(base->text()));
    x.page.resize(1200, 700);
    QCOMPARE(base->text(), u"http://api.example"_s);
    x.url()->selectAll();
    QTest::keyClicks(x.url(), u"https://elsewhere.example/"_s);
    QVERIFY(!base->isVisible());
}

void TestExploreTabs::newRequestNeedsAClient()
{
    VirtualScheduler scheduler;
    ExplorePage page(m_theme, scheduler);
    page.show();
    const QList<QPushButton *> buttons = page.findChildren<QPushButton *>();
    for (const QPushButton *button : buttons)
        QVERIFY(button->text() != u"New request"_s || !button->isEnabled());
    QString said;
    const QList<QLabel *> labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        said += label->text();
    QVERIFY2(said.contains(u"A request is sent by a client"), qPrintable(said));
    for (QAction *command : page.actions())
        command->trigger();
    QCOMPARE(page.openCount(), 0);
}

void TestExploreTabs::bodiesGetAContentType_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("json") << u"{\"a\": 1}"_s << QString() << QByteArray("application/json");
    QTest::newRow("text") << u"a, b"_s << QString() << QByteArray("text/plain; charset=utf-8");
    QTest::newRow("chosen") << u"{\"a\": 1}"_s << u"application/hal+json"_s << QByteArray("application/hal+json");
    QTest::newRow("no body") << QString() << QString() << QByteArray();
}

void TestExploreTabs::bodiesGetAContentType()
{
    QFETCH(QString, body);
    QFETCH(QString, chosen);
    RequestDraft draft = second();
    draft.body = body;
    draft.contentType = chosen;
    const auto request = requestOf(draft, {});
    QVERIFY(request.ok());
    QTEST(request->headers.value("Content-Type").value_or(QByteArray()), "sent");
}

QTEST_MAIN(TestExploreTabs)
#include "tst_exploretabs.moc"
