// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfixture.h"

#include "history/historylimitsdialog.h"

#include <QApplication>
#include <QMessageBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// How much of the history is kept, and all of it deleted, from its page.
class TestHistoryLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void clearAsks();
    void limitsAreChosen();
    void lessAsksHowManyGo();
    void lessRoomShowsWhatIsLeft();

private:
    Theme m_theme{Theme::Mode::Light};
};

void TestHistoryLimits::clearAsks()
{
    HistoryFixture x(m_theme, 5);
    QTRY_COMPARE(x.rows(), 5);
    const auto ask = [&x] {
        x.action(u"history-clear"_s)->trigger();
        const bool asks = QTest::qWaitFor([&x] { return x.page->findChild<QMessageBox *>() != nullptr; });
        return asks ? x.page->findChild<QMessageBox *>() : nullptr;
    };
    QTRY_VERIFY(x.visibleText().contains(u"5 calls, "));
    QTest::keyClick(ask(), Qt::Key_Escape);
    QTRY_VERIFY(!x.page->findChild<QMessageBox *>());
    QCOMPARE(x.rows(), 5);
    QVERIFY(x.page->findChild<QToolButton *>(u"history-menu"_s)->actions().contains(x.action(u"history-clear"_s)));
    const QMessageBox *question = ask();
    QVERIFY(question->text().contains(u"cannot be brought back"));
    QVERIFY2(question->informativeText().startsWith(u"5 calls, "), qPrintable(question->informativeText()));
    const QList<QAbstractButton *> buttons = question->buttons();
    for (QAbstractButton *button : buttons) {
        if (button->text() == u"&Delete all")
            button->click();
    }
    QTRY_VERIFY(x.visibleText().contains(u"No calls yet"));
    QTRY_VERIFY(x.visibleText().contains(u"0 calls")); // and no size, which an empty file has too
    QVERIFY2(!x.visibleText().contains(u"0 calls,"), qPrintable(x.visibleText()));
}

void TestHistoryLimits::limitsAreChosen()
{
    HistoryFixture x(m_theme, 2);
    QTRY_VERIFY(x.visibleText().contains(u"2 calls, "));
    const auto open = [&x]() -> HistoryLimitsDialog * {
        x.action(u"history-limits"_s)->trigger();
        const bool came = QTest::qWaitFor([&x] { return x.page->findChild<HistoryLimitsDialog *>() != nullptr; });
        return came ? x.page->findChild<HistoryLimitsDialog *>() : nullptr;
    };
    const auto save = [&x](const HistoryLimitsDialog *dialog) {
        dialog->findChild<QPushButton *>(u"history-save-limits"_s)->click();
        return QTest::qWaitFor([&x] { return !x.page->findChild<HistoryLimitsDialog *>(); });
    };
    const HistoryLimitsDialog *dialog = open();
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QLabel *>(u"history-usage"_s)->text().isEmpty()); // not known yet
    QTRY_VERIFY(dialog->findChild<QLabel *>(u"history-usage"_s)->text().contains(u"2 calls, "));
    auto *days = dialog->findChild<QSpinBox *>(u"history-days"_s);
    auto *megabytes = dialog->findChild<QSpinBox *>(u"history-megabytes"_s);
    const auto *consequence = dialog->findChild<QLabel *>(u"history-consequence"_s);
    QCOMPARE(days->value(), 30);
    QCOMPARE(megabytes->value(), 256);
    QVERIFY(!consequence->text().contains(u"deleted"));
    days->setValue(31);
    QVERIFY(!consequence->text().contains(u"deleted"));
    megabytes->setValue(100);
    QVERIFY(consequence->text().contains(u"is deleted, and cannot be brought back. Saving asks first."));
    const QSignalSpy trimmed(&x.store, &HistoryStore::trimmed);
    QVERIFY(save(dialog)); // less, and nothing of it goes: no question
    QTRY_COMPARE(trimmed.size(), 1);
    QVERIFY(save(open())); // nothing was changed
    dialog = open();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QSpinBox *>(u"history-days"_s)->value(), 31);
    QCOMPARE(dialog->findChild<QSpinBox *>(u"history-megabytes"_s)->value(), 100);
    QCOMPARE(trimmed.size(), 1);
}

/// Enter on a smaller number deleted for good.
void TestHistoryLimits::lessAsksHowManyGo()
{
    HistoryFixture x(m_theme, 5);
    QTRY_COMPARE(x.rows(), 5);
    HistoryEntry old = samples::call(9);
    old.summary.startedAt = x.scheduler.wallNow() - 24h * 3;
    x.store.append(old);
    QTRY_COMPARE(x.rows(), 6);
    const QSignalSpy trimmed(&x.store, &HistoryStore::trimmed);
    const auto choose = [&x](int days) -> QMessageBox * {
        x.action(u"history-limits"_s)->trigger();
        if (!QTest::qWaitFor([&x] { return x.page->findChild<HistoryLimitsDialog *>() != nullptr; }))
            return nullptr;
        auto *dialog = x.page->findChild<HistoryLimitsDialog *>();
        dialog->findChild<QSpinBox *>(u"history-days"_s)->setValue(days);
        QTest::keyClick(dialog, Qt::Key_Return);
        const bool asks = QTest::qWaitFor([&x] { return x.page->findChild<QMessageBox *>() != nullptr; });
        return asks ? x.page->findChild<QMessageBox *>() : nullptr;
    };
    QMessageBox *question = choose(1);
    QVERIFY(question);
    QVERIFY2(question->text().contains(u"bout 1 call"), qPrintable(question->text()));
    QTest::keyClick(question, Qt::Key_Return); // it cancels
    QTRY_VERIFY(!x.page->findChild<QMessageBox *>());
    QTRY_VERIFY(!x.page->findChild<HistoryLimitsDialog *>());
    question = choose(2);
    QVERIFY(question);
    QCOMPARE(trimmed.size(), 0);
    QCOMPARE(x.rows(), 6);
    const QList<QAbstractButton *> buttons = question->buttons();
    for (QAbstractButton *button : buttons) {
        if (button->text() == u"&Delete")
            button->click();
    }
    QTRY_COMPARE(x.rows(), 5);
}

void TestHistoryLimits::lessRoomShowsWhatIsLeft()
{
    HistoryFixture x(m_theme, 90);
    QTRY_COMPARE(x.rows(), 90);
    HistoryLimits limits;
    limits.maxAge = 1h - 60s; // the n-th began n seconds later than an hour ago
    x.store.setLimits(limits);
    QTRY_COMPARE(x.rows(), 31);
    QTRY_VERIFY(x.visibleText().contains(u"31 calls, "));
}

QTEST_MAIN(TestHistoryLimits)
#include "tst_historylimits.moc"
