// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfixture.h"

#include "base/redactor.h"
#include "common/emptystate.h"
#include "common/tabstrip.h"
#include "common/theme.h"
#include "compare/comparedialog.h"
#include "compare/diffside.h"
#include "explorer/timelineview.h"
#include "history/historycomparison.h"
#include "history/historydelegate.h"
#include "history/historydraft.h"
#include "history/historylimitsdialog.h"
#include "history/historymodel.h"
#include "models/figures.h"
#include "models/historywording.h"
#include "viewer/documentview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDateEdit>
#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestHistoryPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void showsCallsNewestFirst();
    void chosenCallTellsItsStory();
    void aRefusalTellsItsMoment();
    void pagesComeAsTheyAreScrolledTo();
    void newCallsComeOnTop();
    void anotherWindowIsSeen();
    void urlsAloneAreFound();
    void filtersFind();
    void statusesAreFound();
    void daysAreChosen();
    void emptyPageTeaches();
    void emptyPageTellsWhyNothingIsKept();
    void nothingFoundCanBeCleared();
    void opensInExplore();
    void buttonsRunTheCommands();
    void secretsThatWereNotKeptAreAnObstacle();
    void comparesTwo();
    void deletesWhenAgreed();
    void manyGoAtOnce();
    void aDeletedClientLeavesTheFilter();
    void periodsMoveWithTheClock();
    void findsWhereTheKeyboardIs();
    void bannerTellsTrouble();
    void narrowPageShowsThePaths();
    void modelKeepsItsPromises();
    void picture_data();
    void picture();

private:
    Theme m_theme{Theme::Mode::Light};
};

void TestHistoryPage::showsCallsNewestFirst()
{
    HistoryFixture x(m_theme, 12);
    QTRY_COMPARE(x.rows(), 12);
    QCOMPARE(x.cell(0, HistoryModel::UrlColumn), u"https://api.example.com/orders/12?limit=5"_s);
    QCOMPARE(x.cell(0, HistoryModel::ClientColumn), u"payments-api"_s);
    QCOMPARE(x.cell(0, HistoryModel::MethodColumn), u"GET"_s);
    QCOMPARE(x.cell(0, HistoryModel::EndColumn), u"200 OK"_s);
    QCOMPARE(x.cell(2, HistoryModel::EndColumn), u"503 Service Unavailable"_s);
    QCOMPARE(x.cell(5, HistoryModel::EndColumn), u"Timeout"_s);
    QCOMPARE(x.cell(1, HistoryModel::AttemptsColumn), u"2"_s);
    QTRY_VERIFY(x.visibleText().contains(u"200 OK"));
}

void TestHistoryPage::chosenCallTellsItsStory()
{
    HistoryFixture x(m_theme, 12);
    QTRY_COMPARE(x.rows(), 12);
    x.table()->selectRow(2);
    QTRY_VERIFY(x.visibleText().contains(u"The server answered 503 Service Unavailable."));
    const QAbstractItemModel *story = x.page->findChild<TimelineView *>()->model();
    QCOMPARE(story->rowCount(), 1);
    QVERIFY(story->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"503"));
    const QList<DocumentView *> bodies = x.page->findChildren<DocumentView *>();
    // A body is laid out beside the loop.
    QTRY_VERIFY(std::any_of(bodies.begin(), bodies.end(), [](const DocumentView *body) {
        return body->toPlainText().contains(u"\"customer\": \"Ada Byron\"");
    }));
}

void TestHistoryPage::aRefusalTellsItsMoment()
{
    HistoryFixture x(m_theme, 1);
    HistoryEntry refused = x.recent(2);
    refused.summary.duration = 2s; // it waited for a token first
    refused.summary.error = ErrorKind::CircuitOpen;
    refused.error = Error(ErrorKind::CircuitOpen, ErrorDetail::FailuresReached);
    refused.error->wait = 42s;
    x.store.append(refused);
    QTRY_COMPARE(x.rows(), 2);
    x.table()->selectRow(0);
    const QString end = wording::timeOfEnd(refused.summary.startedAt + 44s, 42s);
    QTRY_VERIFY2(x.visibleText().contains(u"in 42 s (at %1)"_s.arg(end)), qPrintable(x.visibleText()));
}

void TestHistoryPage::pagesComeAsTheyAreScrolledTo()
{
    HistoryFixture x(m_theme, 450);
    QTRY_COMPARE(x.rows(), 200);
    const auto rowsAtTheEnd = [&x] {
        x.table()->scrollToBottom();
        return x.rows();
    };
    QTRY_COMPARE(rowsAtTheEnd(), 450);
    QCOMPARE(x.cell(449, HistoryModel::UrlColumn), u"https://api.example.com/orders/1?limit=5"_s);
}

void TestHistoryPage::newCallsComeOnTop()
{
    HistoryFixture x(m_theme, 3);
    QTRY_COMPARE(x.rows(), 3);
    x.store.append(x.recent(4));
    QTRY_COMPARE(x.rows(), 4);
    QVERIFY(x.cell(0, HistoryModel::UrlColumn).contains(u"/4?"));
    QCOMPARE(x.table()->selectionModel()->selectedRows().value(0).row(), 1); // what was chosen stays so
}

void TestHistoryPage::filtersFind()
{
    HistoryFixture x(m_theme, 60);
    QTRY_COMPARE(x.rows(), 60);
    auto *text = x.page->findChild<QLineEdit *>(u"history-text"_s);
    x.action(u"history-find"_s)->trigger();
    QVERIFY(text->hasFocus());
    QTest::keyClicks(text, u"req-44"_s);
    QTRY_COMPARE(x.rows(), 1);
    text->clear();
    QTRY_COMPARE(x.rows(), 60);
    auto *client = x.page->findChild<QComboBox *>(u"history-client"_s);
    client->setFocus();
    QTest::keyClick(client, Qt::Key_End);
    QTRY_COMPARE(x.rows(), 15);
    x.choose(u"history-end"_s, wording::word(HistoryOutcome::ServerError));
    QTRY_COMPARE(x.rows(), 3);
}

void TestHistoryPage::statusesAreFound()
{
    HistoryFixture x(m_theme, 60);
    QTRY_COMPARE(x.rows(), 60);
    auto *status = x.page->findChild<QLineEdit *>(u"history-status"_s);
    const auto isMarked = [status] {
        const bool isMarkedInWords = status->accessibleDescription().contains(u"This is no status");
        const QList<QAction *> signs = status->actions();
        const bool hasSign = std::any_of(signs.begin(), signs.end(), [](const QAction *sign) {
            return sign->objectName() == u"history-wrong-status"_s && sign->isVisible();
        });
        return status->property("invalid").toBool() && isMarkedInWords && hasSign;
    };
    status->setFocus();
    QTest::keyClicks(status, u"5"_s);
    QVERIFY(isMarked()); // not a status yet, and nothing is hidden for it
    const QString fault = u"This is no status, and is not looked for."_s;
    QVERIFY(!x.visibleText().contains(fault)); // it may become one
    QTest::keyClicks(status, u"xx"_s);
    QVERIFY(!isMarked());
    QTRY_COMPARE(x.rows(), 6);
    status->setText(u"404"_s);
    QTRY_VERIFY(x.visibleText().contains(u"No call fits"));
    x.clickButton(u"Clear the filter"_s);
    QTRY_COMPARE(x.rows(), 60);
    QVERIFY(status->text().isEmpty());
    status->setText(u"nonsense"_s);
    QVERIFY(isMarked());
    QVERIFY(x.visibleText().contains(fault));
    QVERIFY(qobject_cast<HistoryModel *>(x.table()->model())->filter().isEmpty());
}

void TestHistoryPage::daysAreChosen()
{
    HistoryFixture x(m_theme, 20);
    QTRY_COMPARE(x.rows(), 20);
    auto *period = x.page->findChild<QComboBox *>(u"history-period"_s);
    auto *first = x.page->findChild<QDateEdit *>(u"history-first-day"_s);
    auto *last = x.page->findChild<QDateEdit *>(u"history-last-day"_s);
    x.choose(u"history-period"_s, u"Yesterday"_s);
    QVERIFY(!first->isVisible());
    x.choose(u"history-period"_s, u"Choose days…"_s);
    QVERIFY(first->isVisible() && last->isVisible());
    QVERIFY(first->hasFocus());
    QCOMPARE(first->date().addDays(1), last->date());
    QTRY_COMPARE(x.rows(), 20); // those of yesterday and today
    first->setDate(first->date().addDays(-9));
    last->setDate(last->date().addDays(-8));
    QTRY_VERIFY(x.visibleText().contains(u"No call fits"));
    x.clickButton(u"Clear the filter"_s);
    QTRY_COMPARE(x.rows(), 20);
    QVERIFY(!first->isVisible());
    QCOMPARE(period->currentText(), u"Any time"_s);
}

void TestHistoryPage::emptyPageTeaches()
{
    HistoryFixture x(m_theme, 0);
    QTRY_VERIFY(x.visibleText().contains(u"No calls yet"));
    QSignalSpy explore(x.page.get(), &HistoryPage::exploreRequested);
    x.clickButton(u"Go to Explore"_s);
    QCOMPARE(explore.size(), 1);
    x.store.append(x.recent(1));
    QTRY_COMPARE(x.rows(), 1);
    QVERIFY(x.table()->isVisible());
}

void TestHistoryPage::emptyPageTellsWhyNothingIsKept()
{
    HistoryFixture x(m_theme, 0);
    QTRY_VERIFY(x.visibleText().contains(u"No calls yet"));
    HistoryState state;
    state.mode = HistoryState::Mode::Paused;
    state.error = Error(ErrorKind::Storage, ErrorDetail::DiskFull, u"history.sqlite"_s);
    Q_EMIT x.store.stateChanged(state);
    QVERIFY(x.visibleText().contains(u"Recording is paused"));
    QVERIFY(x.visibleText().contains(u"Free some space. What you send meanwhile is added as soon as that is done."));
    QVERIFY(!x.visibleText().contains(u"is kept here"));
    state.mode = HistoryState::Mode::ReadOnly;
    state.error = Error(ErrorKind::Storage, ErrorDetail::NewerFormat, u"history.sqlite"_s);
    Q_EMIT x.store.stateChanged(state);
    QVERIFY(x.visibleText().contains(u"Calls are not kept\n"));
    QVERIFY(x.visibleText().contains(u"Use that version.\n"));
    Q_EMIT x.store.stateChanged({HistoryState::Mode::Ready, {}, {}, 0});
    QVERIFY(x.visibleText().contains(u"is kept here"));
}

void TestHistoryPage::nothingFoundCanBeCleared()
{
    HistoryFixture x(m_theme, 5);
    QTRY_COMPARE(x.rows(), 5);
    x.page->findChild<QLineEdit *>(u"history-text"_s)->setText(u"100%"_s);
    QTRY_VERIFY(x.visibleText().contains(u"No call fits"));
    QVERIFY(x.visibleText().contains(u"Bodies are searched in their first 2,000 characters."));
    QVERIFY(x.page->findChild<QLineEdit *>(u"history-text"_s)->toolTip().contains(u"2,000 characters"));
    x.clickButton(u"Clear the filter"_s);
    QTRY_COMPARE(x.rows(), 5);
}

void TestHistoryPage::opensInExplore()
{
    HistoryFixture x(m_theme, 3);
    QTRY_VERIFY(x.visibleText().contains(u"orders/3?"));
    QSignalSpy opened(x.page.get(), &HistoryPage::requestOpened);
    x.action(u"history-open"_s)->trigger();
    x.action(u"history-send"_s)->trigger();
    QCOMPARE(opened.size(), 2);
    const auto draft = opened.at(0).at(0).value<RequestDraft>();
    QCOMPARE(draft.clientId, u"orders"_s);
    QCOMPARE(draft.url, u"/orders/3?limit=5"_s);
    QCOMPARE(draft.params.size(), 1);
    QCOMPARE(opened.at(0).at(1).toBool(), false);
    QCOMPARE(opened.at(1).at(1).toBool(), true);
}

void TestHistoryPage::buttonsRunTheCommands()
{
    HistoryFixture x(m_theme, 3);
    QTRY_VERIFY(x.visibleText().contains(u"orders/3?"));
    const auto button = [&x](const QString &text) -> QPushButton * {
        const QList<QPushButton *> all = x.page->findChildren<QPushButton *>();
        for (QPushButton *each : all) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    };
    for (const QString &text : {u"Open"_s, u"Send again"_s, u"Compare…"_s})
        QVERIFY2(button(text) && button(text)->isVisible(), qPrintable(text));
    QVERIFY(button(u"Open"_s)->toolTip().contains(u"Ctrl+O"));
    QSignalSpy opened(x.page.get(), &HistoryPage::requestOpened);
    QTest::mouseClick(button(u"Open"_s), Qt::LeftButton);
    QTest::mouseClick(button(u"Send again"_s), Qt::LeftButton);
    QCOMPARE(opened.size(), 2);
    QCOMPARE(opened.at(1).at(1).toBool(), true);
    QVERIFY(!button(u"Compare…"_s)->isEnabled());
    QTest::keyClick(x.table(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(button(u"Compare…"_s)->isEnabled());
    QVERIFY(!button(u"Open"_s)->isEnabled());
}

void TestHistoryPage::secretsThatWereNotKeptAreAnObstacle()
{
    HistoryEntry entry = samples::call(1);
    QVERIFY(obstacleTo(entry).isEmpty());
    entry.askedHeaders = {
        {"Content-Type", "text/plain"}, {"X-Mine", "1"}, {"Authorization", Redactor::mask().toUtf8()}};
    QVERIFY(obstacleTo(entry).contains(u"secret"));
    const RequestDraft draft = draftOf(entry);
    QCOMPARE(draft.headers.size(), 1);
    QCOMPARE(draft.contentType, u"text/plain"_s);
    entry.askedHeaders = {{QByteArray("X-") + Redactor::mask().toUtf8(), "1"}};
    QVERIFY(obstacleTo(entry).contains(u"secret"));
    QVERIFY(draftOf(entry).headers.isEmpty());
    entry.askedHeaders = {};
    entry.requestBody = {{}, 12, false, false};
    QVERIFY(obstacleTo(entry).contains(u"body"));
    entry.requestBody = {u"twelve bytes"_s, 12, true, false};
    QVERIFY(obstacleTo(entry).isEmpty());
    entry.requestBody.cut = true;
    QVERIFY(obstacleTo(entry).contains(u"beginning"));
    entry.requestBody = {};
    entry.hadOwnSettings = true;
    QVERIFY(obstacleTo(entry).contains(u"settings of its own"));
}

void TestHistoryPage::comparesTwo()
{
    HistoryFixture x(m_theme, 3);
    QTRY_COMPARE(x.rows(), 3);
    QVERIFY(!x.action(u"history-compare"_s)->isEnabled());
    x.table()->selectAll();
    QVERIFY(!x.action(u"history-compare"_s)->isEnabled());
    x.table()->selectRow(0);
    QTest::keyClick(x.table(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(x.action(u"history-compare"_s)->isEnabled());
    x.action(u"history-compare"_s)->trigger();
    QTRY_VERIFY(x.page->findChild<CompareDialog *>());
    auto *dialog = x.page->findChild<CompareDialog *>();
    const QList<DiffSide *> sides = dialog->findChildren<DiffSide *>();
    QCOMPARE(sides.size(), 2);
    QVERIFY(sides.first()->toPlainText().contains(u"X-Request-Id: req-2"));
    QVERIFY(sides.last()->toPlainText().contains(u"X-Request-Id: req-3"));
    QCOMPARE(sides.first()->blockCount(), sides.last()->blockCount());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestHistoryPage::deletesWhenAgreed()
{
    HistoryFixture x(m_theme, 5);
    QTRY_COMPARE(x.rows(), 5);
    x.table()->selectRow(1);
    x.table()->setFocus();
    const auto ask = [&x] {
        QTest::keyClick(x.table(), Qt::Key_Delete);
        return x.page->findChild<QMessageBox *>();
    };
    QVERIFY(ask());
    QTest::keyClick(x.page->findChild<QMessageBox *>(), Qt::Key_Escape);
    QTRY_VERIFY(!x.page->findChild<QMessageBox *>());
    QCOMPARE(x.rows(), 5);
    x.page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(x.page.get()));
    const auto *question = ask();
    QVERIFY(question && question->text().contains(u"Delete 1 call"));
    const QList<QAbstractButton *> buttons = question->buttons();
    for (QAbstractButton *button : buttons) {
        if (button->text() == u"&Delete")
            button->click();
    }
    QTRY_COMPARE(x.rows(), 4);
    QVERIFY(x.cell(1, HistoryModel::UrlColumn).contains(u"/3?"));
}

void TestHistoryPage::manyGoAtOnce()
{
    HistoryFixture x(m_theme, 150);
    QTRY_COMPARE(x.rows(), 150);
    auto *model = qobject_cast<HistoryModel *>(x.table()->model());
    QSignalSpy removed(model, &QAbstractItemModel::rowsRemoved);
    QList<qint64> ids;
    for (int row = 0; row < 150; ++row) {
        if (row != 100)
            ids << model->call(row).id;
    }
    const qint64 kept = model->call(100).id;
    x.store.remove(ids);
    QTRY_COMPARE(x.rows(), 1);
    QCOMPARE(model->call(0).id, kept);
    QCOMPARE(removed.size(), 2); // those behind it, and those before it
}

void TestHistoryPage::aDeletedClientLeavesTheFilter()
{
    HistoryFixture x(m_theme, 60);
    QTRY_COMPARE(x.rows(), 60);
    auto *client = x.page->findChild<QComboBox *>(u"history-client"_s);
    client->setFocus();
    QTest::keyClick(client, Qt::Key_End);
    QTRY_COMPARE(x.rows(), 15);
    const QSignalSpy reset(x.table()->model(), &QAbstractItemModel::modelReset);
    const ClientNode orders{u"orders"_s, u"orders-api"_s, {}, {}};
    x.page->setClients({orders, {u"payments"_s, u"payments of ours"_s, {}, {}}});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(client->currentText(), u"payments of ours"_s);
    x.page->setClients({orders});
    QTRY_COMPARE(x.rows(), 60);
    QCOMPARE(client->currentText(), u"All clients"_s);
}

void TestHistoryPage::periodsMoveWithTheClock()
{
    HistoryFixture x(m_theme, 90);
    QTRY_COMPARE(x.rows(), 90);
    x.choose(u"history-period"_s, u"Last hour"_s);
    QTRY_VERIFY(qobject_cast<HistoryModel *>(x.table()->model())->isLoaded());
    QCOMPARE(x.rows(), 90);
    x.table()->selectRow(3);
    const QSignalSpy reset(x.table()->model(), &QAbstractItemModel::modelReset);
    x.scheduler.advance(1min);
    QCOMPARE(x.rows(), 31); // the first 59 began more than an hour ago
    QCOMPARE(reset.size(), 0);
    QCOMPARE(x.table()->currentIndex().row(), 3);
    x.page->hide();
    x.scheduler.advance(1min);
    QCOMPARE(x.rows(), 31); // nothing is done for a page that nobody sees
    x.page->show();
    QTRY_VERIFY(x.visibleText().contains(u"No call fits"));
}

void TestHistoryPage::findsWhereTheKeyboardIs()
{
    HistoryFixture x(m_theme, 3);
    QTRY_VERIFY(x.visibleText().contains(u"orders/3?"));
    x.page->findChild<TabStrip *>()->setCurrentIndex(2);
    const auto *text = x.page->findChild<QLineEdit *>(u"history-text"_s);
    x.table()->setFocus();
    QTest::keyClick(x.table(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(text->hasFocus());
    DocumentView *body = nullptr;
    const QList<DocumentView *> bodies = x.page->findChildren<DocumentView *>();
    for (DocumentView *candidate : bodies)
        body = candidate->isVisible() ? candidate : body;
    QVERIFY(body);
    body->setFocus();
    QTest::keyClick(body, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(!text->hasFocus());
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QTest::keyRelease(body, Qt::Key_Control); // or it would be held while the tests that follow choose rows
}

void TestHistoryPage::anotherWindowIsSeen()
{
    HistoryFixture x(m_theme, 3);
    QTRY_COMPARE(x.rows(), 3);
    x.table()->selectRow(1);
    HistoryDatabase other(x.store.file());
    QVERIFY(other.append({x.recent(4)}).ok());
    const auto looks = [&x] {
        x.scheduler.advance(2s);
        return x.rows();
    };
    QTRY_COMPARE(looks(), 4);
    QCOMPARE(x.table()->selectionModel()->selectedRows().value(0).row(), 2); // who reads goes on reading
    // Both at once, and nothing comes twice.
    x.store.append(x.recent(5));
    QVERIFY(other.append({x.recent(6)}).ok());
    QTRY_COMPARE(looks(), 6);
    QVERIFY(other.remove({samples::found(other).at(1).id}).ok());
    QTRY_COMPARE(looks(), 5);
    QVERIFY(other.clear().ok());
    QTRY_COMPARE(looks(), 0);
    QTRY_VERIFY(x.visibleText().contains(u"No calls yet"));
}

void TestHistoryPage::urlsAloneAreFound()
{
    HistoryFixture x(m_theme, 30);
    QTRY_COMPARE(x.rows(), 30);
    auto *text = x.page->findChild<QLineEdit *>(u"history-text"_s);
    text->setText(u"orders"_s); // a client, too
    QTRY_COMPARE(x.rows(), 30);
    text->setText(u"\"order\":7"_s); // of a body
    QTRY_COMPARE(x.rows(), 1);
    x.choose(u"history-where"_s, u"In URLs"_s);
    QTRY_VERIFY(x.visibleText().contains(u"No call fits"));
    text->setText(u"orders/7?"_s);
    QTRY_COMPARE(x.rows(), 1);
    x.choose(u"history-end"_s, u"File error"_s);
    QTRY_COMPARE(x.rows(), 0);
    x.clickButton(u"Clear the filter"_s);
    QTRY_COMPARE(x.rows(), 30);
    QCOMPARE(x.page->findChild<QComboBox *>(u"history-where"_s)->currentIndex(), 0);
}

void TestHistoryPage::bannerTellsTrouble()
{
    HistoryFixture x(m_theme, 2);
    QTRY_COMPARE(x.rows(), 2);
    const auto *banner = x.page->findChild<QWidget *>(u"history-banner"_s);
    QVERIFY(!banner->isVisible());
    HistoryState state;
    state.mode = HistoryState::Mode::Paused;
    state.error = Error(ErrorKind::Storage, ErrorDetail::DiskFull, u"history.sqlite"_s);
    state.dropped = 3;
    Q_EMIT x.store.stateChanged(state);
    QVERIFY(banner->isVisible());
    QVERIFY(x.visibleText().contains(u"The history pauses, and calls go on. There is no room on the disk"));
    state = {};
    state.mode = HistoryState::Mode::Ready;
    state.setAside = u"history.sqlite.damaged-1"_s;
    Q_EMIT x.store.stateChanged(state);
    QVERIFY(x.visibleText().contains(u"It is kept as history.sqlite.damaged-1"));
    state.setAside.clear();
    Q_EMIT x.store.stateChanged(state);
    QVERIFY(!banner->isVisible());
}

void TestHistoryPage::narrowPageShowsThePaths()
{
    HistoryFixture x(m_theme, 3);
    QTRY_COMPARE(x.rows(), 3);
    const QFontMetrics metrics(m_theme.font(TextStyle::Mono));
    const auto shown = [&] {
        return fittedUrl(x.cell(0, HistoryModel::UrlColumn), metrics,
                         x.table()->columnWidth(HistoryModel::UrlColumn) - 16);
    };
    QCOMPARE(shown(), u"https://api.example.com/orders/3?limit=5"_s);
    x.page->resize(688, 640); // in a window of 1024
    QTRY_COMPARE(shown(), u"/orders/3?limit=5"_s);
    QVERIFY(x.table()->horizontalHeader()->length() <= x.table()->viewport()->width());
    QVERIFY(x.table()->columnWidth(HistoryModel::UrlColumn) >= 220);
    x.page->resize(1180, 640);
    QTRY_COMPARE(shown(), u"https://api.example.com/orders/3?limit=5"_s);
    QVERIFY(!x.table()->isColumnHidden(HistoryModel::AttemptsColumn));
    // What is shorter than its neighbours is no whole URL among paths.
    QCOMPARE(fittedUrl(u"http://a.io/x"_s, metrics, 376), u"/x"_s);
    // What has no path, or is longer than any room, is cut as text is.
    QCOMPARE(fittedUrl(u"https://example.com"_s, metrics, 4'000), u"https://example.com"_s);
    const QString cut = fittedUrl(u"https://example.com/"_s + QString(500, u'x') + u"/end"_s, metrics, 160);
    QVERIFY2(cut.startsWith(u"/x") && cut.endsWith(u"/end"), qPrintable(cut));
}

void TestHistoryPage::modelKeepsItsPromises()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    HistoryModel model(store, scheduler);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int n = 1; n <= 250; ++n)
        store.append(samples::call(n));
    QTRY_VERIFY(model.isLoaded() && model.rowCount() > 0);
    while (model.canFetchMore({})) {
        const int before = model.rowCount();
        model.fetchMore({});
        QTRY_VERIFY(model.rowCount() > before || model.isComplete());
    }
    QTRY_COMPARE(model.rowCount(), 250);
    store.remove({1, 100, 250});
    QTRY_COMPARE(model.rowCount(), 247);
    HistoryFilter filter;
    filter.outcome = HistoryOutcome::ServerError;
    model.setFilter(filter);
    QTRY_COMPARE(model.rowCount(), 23);
    store.clear();
    QTRY_COMPARE(model.rowCount(), 0);
}

void TestHistoryPage::picture_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("light") << int(Theme::Mode::Light);
    QTest::newRow("dark") << int(Theme::Mode::Dark);
}

void TestHistoryPage::picture()
{
    QFETCH(int, mode);
    Theme theme{Theme::Mode(mode)};
    theme.applyTo(*qApp);
    const QString pictures = qEnvironmentVariable("FUSEBOARD_PICTURES"); // where somebody wants to look at them
    const auto draw = [&](const QString &name, HistoryFixture &x) {
        const QImage image = x.page->grab().toImage();
        QVERIFY(!image.isNull());
        if (!pictures.isEmpty())
            QVERIFY(image.save(pictures + u"/history-%1-%2.png"_s.arg(name, QLatin1String(QTest::currentDataTag()))));
    };
    HistoryFixture x(theme, 120);
    QTRY_COMPARE(x.rows(), 120);
    x.table()->selectRow(0);
    QTRY_VERIFY(x.action(u"history-open"_s)->isEnabled());
    x.table()->selectRow(10);
    QTRY_VERIFY(x.visibleText().contains(u"orders/110?"));
    draw(u"entries"_s, x);
    x.page->resize(688, 640);
    draw(u"narrow"_s, x);
    x.page->resize(1180, 760);
    x.page->findChild<TabStrip *>()->setCurrentIndex(2);
    draw(u"answer"_s, x);
    HistoryState state;
    state.mode = HistoryState::Mode::Paused;
    state.error = Error(ErrorKind::Storage, ErrorDetail::StoreLocked, u"history.sqlite"_s);
    Q_EMIT x.store.stateChanged(state);
    QCoreApplication::processEvents();
    draw(u"banner"_s, x);
    HistoryFixture empty(theme, 0);
    QTRY_VERIFY(empty.visibleText().contains(u"No calls yet"));
    draw(u"empty"_s, empty);
    HistoryLimitsDialog limits(theme, {});
    limits.setUsage({12'345, 45'600'000});
    limits.findChild<QSpinBox *>(u"history-days"_s)->setValue(7);
    limits.show();
    const QImage limitsPicture = limits.grab().toImage();
    if (!pictures.isEmpty())
        QVERIFY(limitsPicture.save(pictures + u"/history-limits-%1.png"_s.arg(QLatin1String(QTest::currentDataTag()))));
    HistoryFixture days(theme, 30);
    QTRY_COMPARE(days.rows(), 30);
    days.page->findChild<QLineEdit *>(u"history-status"_s)->setText(u"5xx-"_s);
    days.choose(u"history-period"_s, u"Choose days…"_s);
    days.page->resize(688, 640);
    draw(u"days"_s, days);
    CompareDialog dialog(theme, {comparedCall(samples::call(9)), comparedCall(samples::call(10))},
                         comparedCall(samples::call(11)));
    dialog.show();
    const QImage compared = dialog.grab().toImage();
    if (!pictures.isEmpty())
        QVERIFY(compared.save(pictures + u"/history-compare-%1.png"_s.arg(QLatin1String(QTest::currentDataTag()))));
    m_theme.applyTo(*qApp);
}

QTEST_MAIN(TestHistoryPage)
#include "tst_historypage.moc"
