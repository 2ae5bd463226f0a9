// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "models/figures.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
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
    void aRefusalKeepsItsMoment();
    void tabsCloseByButtonAndMiddleClick();
    void keysGoFromTabToTab();
    void manyTabsKeepTheirNames();
    void baseUrlStandsBeforeARelativeUrl();
    void newRequestNeedsAClient();
    void bodiesGetAContentType_data();
    void bodiesGetAContentType();

private:
    static RequestDraft second();
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
