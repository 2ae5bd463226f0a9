// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historywiring.h"

#include "base/virtualscheduler.h"
#include "common/theme.h"
#include "history/historylimitsdialog.h"
#include "history/historypage.h"
#include "preferences.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// The limits of the history: chosen on its page, held by its store, kept for the next run.
class tst_historywiring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void limitsAreRemembered();
    void whatIsNoLimitIsTheDefault_data();
    void whatIsNoLimitIsTheDefault();
    void chosenLimitsHoldAtOnce();

private:
    QTemporaryDir m_settings;
};

void tst_historywiring::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"fuseboard"_s);
    QCoreApplication::setApplicationName(u"fuseboard"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
}

void tst_historywiring::limitsAreRemembered()
{
    QCOMPARE(readHistoryLimits(), HistoryLimits());
    HistoryLimits limits;
    limits.maxAge = std::chrono::hours(24 * 7);
    limits.maxBytes = 9'000'000'000;
    writeHistoryLimits(limits);
    QCOMPARE(readHistoryLimits(), limits);
    QSettings().clear();
}

void tst_historywiring::whatIsNoLimitIsTheDefault_data()
{
    QTest::addColumn<QString>("days");
    QTest::addColumn<QString>("bytes");
    QTest::newRow("words") << u"many"_s << u"all"_s;
    QTest::newRow("none") << u"0"_s << u"0"_s;
    QTest::newRow("less") << u"-1"_s << u"-256000000"_s;
    QTest::newRow("more than any clock tells") << u"9223372036854775807"_s << u""_s;
}

void tst_historywiring::whatIsNoLimitIsTheDefault()
{
    QFETCH(QString, days);
    QFETCH(QString, bytes);
    QSettings().setValue(u"history/days"_s, days);
    QSettings().setValue(u"history/bytes"_s, bytes);
    QCOMPARE(readHistoryLimits(), HistoryLimits());
    QSettings().clear();
}

void tst_historywiring::chosenLimitsHoldAtOnce()
{
    const QTemporaryDir folder;
    VirtualScheduler scheduler;
    Theme theme(Theme::Mode::Light);
    HistoryLimits before;
    before.maxAge = std::chrono::hours(24 * 10);
    HistoryWiring wiring(folder.path(), before, theme, scheduler);
    const QSignalSpy chosen(&wiring, &HistoryWiring::limitsChosen);
    QWidget window;
    QWidget *page = wiring.pageSpec({}).make(&window);
    page->findChild<QAction *>(u"history-limits"_s)->trigger();
    const auto *dialog = page->findChild<HistoryLimitsDialog *>();
    QVERIFY(dialog);
    auto *days = dialog->findChild<QSpinBox *>(u"history-days"_s);
    QCOMPARE(days->value(), 10);
    days->setValue(3);
    dialog->findChild<QPushButton *>(u"history-save-limits"_s)->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<HistoryLimits>().maxAge, Duration(std::chrono::hours(72)));
    QTRY_VERIFY(!page->findChild<HistoryLimitsDialog *>());
    page->findChild<QAction *>(u"history-limits"_s)->trigger(); // it begins with what holds now
    QCOMPARE(page->findChild<QSpinBox *>(u"history-days"_s)->value(), 3);
}

QTEST_MAIN(tst_historywiring)
#include "tst_historywiring.moc"
