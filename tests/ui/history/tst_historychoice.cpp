// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of the chosen call, and of what is asked of it, while the list changes.

#include "historyfixture.h"

#include "common/theme.h"
#include "history/historyfilterbar.h"
#include "history/historymodel.h"

#include <QApplication>
#include <QFile>
#include <QItemSelectionModel>
#include <QSignalSpy>

#include <algorithm>
#include <functional>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestHistoryChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void whatAnotherWindowDeletesLeavesTheChoice();
    void whatIsReadAgainLeavesTheChoice();
    void keysThatAreHeldDoNotMatter();
    void buttonsKeepTheKeyboardWhileACallIsRead();
    void aPauseIsNotPutOff();
    void openingIsTold();

private:
    Theme m_theme{Theme::Mode::Light};
};

void TestHistoryChoice::whatAnotherWindowDeletesLeavesTheChoice()
{
    HistoryFixture x(m_theme, 450);
    QTRY_COMPARE(x.rows(), 200);
    auto *model = qobject_cast<HistoryModel *>(x.table()->model());
    QSignalSpy resets(model, &QAbstractItemModel::modelReset);
    x.table()->selectRow(100);
    const qint64 chosen = model->call(100).id;
    const qint64 last = model->call(199).id;
    HistoryDatabase other(x.store.file());
    QVERIFY(other.append({x.recent(451)}).ok());
    QVERIFY(other.remove({model->call(0).id, model->call(50).id, model->call(101).id, model->call(150).id}).ok());
    const auto newest = [&] {
        x.scheduler.advance(2s);
        return x.cell(0, HistoryModel::UrlColumn);
    };
    QTRY_VERIFY(newest().contains(u"/451?"));
    const auto chosenNow = [&] { return model->call(x.table()->selectionModel()->selectedRows().value(0).row()).id; };
    QCOMPARE(x.table()->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(chosenNow(), chosen);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(x.rows(), 200); // older ones have come up, each once, and more can be had
    QCOMPARE(model->call(196).id, last);
    QCOMPARE(model->call(199).id, last - 3);
    QVERIFY(!model->isComplete());
    // The chosen one itself: a neighbour takes its place, not the newest.
    const int row = x.table()->selectionModel()->selectedRows().value(0).row();
    const QList<qint64> neighbours{model->call(row - 1).id, model->call(row + 1).id};
    QVERIFY(other.remove({chosen}).ok());
    const auto isThere = [&] {
        x.scheduler.advance(2s);
        return chosenNow() == chosen;
    };
    QTRY_VERIFY(!isThere());
    QVERIFY(neighbours.contains(chosenNow()));
    QVERIFY(other.clear().ok());
    const auto left = [&] {
        x.scheduler.advance(2s);
        return x.rows();
    };
    QTRY_COMPARE(left(), 0);
    QVERIFY(model->isComplete());
}

void TestHistoryChoice::whatIsReadAgainLeavesTheChoice()
{
    HistoryFixture x(m_theme, 20);
    QTRY_COMPARE(x.rows(), 20);
    auto *model = qobject_cast<HistoryModel *>(x.table()->model());
    QSignalSpy resets(model, &QAbstractItemModel::modelReset);
    x.table()->selectRow(7);
    x.table()->selectionModel()->select(model->index(9, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const QList<qint64> chosen{model->call(7).id, model->call(9).id};
    model->reload();
    QTRY_COMPARE(resets.size(), 1);
    QList<qint64> now;
    const QModelIndexList rows = x.table()->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        now << model->call(index.row()).id;
    std::sort(now.begin(), now.end(), std::greater<>());
    QCOMPARE(now, chosen);
}

void TestHistoryChoice::keysThatAreHeldDoNotMatter()
{
    HistoryFixture before(m_theme, 2);
    QTRY_COMPARE(before.rows(), 2);
    QTest::keyPress(before.table(), Qt::Key_Down, Qt::ShiftModifier);
    HistoryFixture x(m_theme, 3);
    QTRY_COMPARE(x.rows(), 3);
    QCOMPARE(x.table()->selectionModel()->selectedRows().value(0).row(), 0);
    QTest::keyRelease(x.table(), Qt::Key_Down);
}

void TestHistoryChoice::buttonsKeepTheKeyboardWhileACallIsRead()
{
    HistoryFixture x(m_theme, 3);
    QTRY_VERIFY(x.visibleText().contains(u"orders/3?"));
    const QList<QPushButton *> all = x.page->findChildren<QPushButton *>();
    const auto named = [&all](const QString &text) {
        return *std::find_if(all.begin(), all.end(), [&text](const auto *each) { return each->text() == text; });
    };
    named(u"Send again"_s)->setFocus();
    QSignalSpy opened(x.page.get(), &HistoryPage::requestOpened);
    x.table()->selectRow(2);
    QVERIFY(named(u"Send again"_s)->hasFocus());
    QTest::keyClick(named(u"Send again"_s), Qt::Key_Space);
    QCOMPARE(opened.size(), 0); // it is not here yet
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.at(0).at(0).value<RequestDraft>().url, u"/orders/1?limit=5"_s);
    QCOMPARE(opened.at(0).at(1).toBool(), true);
    // What is asked for of one call is not done with another.
    x.table()->selectRow(1);
    x.action(u"history-open"_s)->trigger();
    x.table()->selectRow(0);
    QTRY_VERIFY(x.visibleText().contains(u"orders/3?"));
    QCOMPARE(opened.size(), 1);
    // In the order in which they are seen.
    named(u"Open"_s)->setFocus();
    QTest::keyClick(named(u"Open"_s), Qt::Key_Tab);
    QVERIFY(named(u"Send again"_s)->hasFocus());
    QTest::keyClick(named(u"Send again"_s), Qt::Key_Tab);
    QCOMPARE(x.page->focusWidget()->objectName(), u"history-menu"_s); // two are to be chosen for the third button
    QTest::keyClick(x.page->focusWidget(), Qt::Key_Tab);
    QVERIFY(x.page->findChild<HistoryFilterBar *>()->isAncestorOf(x.page->focusWidget()));
}

void TestHistoryChoice::aPauseIsNotPutOff()
{
    HistoryFixture x(m_theme, 3);
    QTRY_COMPARE(x.rows(), 3);
    const QString away = x.folder.path() + u"-away"_s;
    if (!QFile::rename(x.folder.path(), away))
        return; // this system does not let anybody do so
    QFile obstacle(x.folder.path());
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    x.store.append(x.recent(4));
    QTRY_COMPARE(x.store.state().mode, HistoryState::Mode::Paused);
    // A copy tells no trouble of its own: when it has failed, all that was asked before is answered.
    const auto pass = [&x](Duration time) {
        x.scheduler.advance(time);
        bool answered = false;
        const HistoryTicket ticket = x.store.copyTo(u"/"_s, [&answered](const auto &) { answered = true; });
        QTRY_VERIFY(answered);
    };
    pass(2s);
    pass(2s);
    QVERIFY(obstacle.remove());
    QVERIFY(QFile::rename(away, x.folder.path()));
    pass(1s);
    QCOMPARE(x.store.state().mode, HistoryState::Mode::Ready);
}

void TestHistoryChoice::openingIsTold()
{
    const QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    const HistoryPage page(m_theme, store, scheduler);
    const auto *figure = page.findChild<FigureLabel *>();
    QCOMPARE(figure->text(), u"Opening…"_s);
    QTRY_VERIFY2(figure->text().startsWith(u"0 calls"_s), qPrintable(figure->text()));
}

QTEST_MAIN(TestHistoryChoice)
#include "tst_historychoice.moc"
