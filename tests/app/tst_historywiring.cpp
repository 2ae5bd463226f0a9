// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historywiring.h"

#include "base/virtualscheduler.h"
#include "common/theme.h"
#include "history/historydatabase.h"
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

/// The limits of the history: chosen on its page, kept in its file, which begins with those that once held for all.
class tst_historywiring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatWasChosenForAllWorkspacesIsRead();
    void whatIsNoLimitIsTheDefault_data();
    void whatIsNoLimitIsTheDefault();
    void chosenLimitsHoldAtOnce();
    void aNewSecretIsTakenOutOfWhatIsKept();
    void aNewSecretThatStaysIsTold();

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

void tst_historywiring::whatWasChosenForAllWorkspacesIsRead()
{
    QCOMPARE(readHistoryLimits(), HistoryLimits());
    HistoryLimits limits;
    limits.maxAge = std::chrono::hours(24 * 7);
    limits.maxBytes = 9'000'000'000;
    QSettings().setValue(u"history/days"_s, 7);
    QSettings().setValue(u"history/bytes"_s, qint64(9'000'000'000));
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
    QWidget window;
    QWidget *page = wiring.pageSpec({}).make(&window);
    const auto open = [page] {
        page->findChild<QAction *>(u"history-limits"_s)->trigger();
        return QTest::qWaitFor([page] { return page->findChild<HistoryLimitsDialog *>() != nullptr; });
    };
    const auto days = [page] { return page->findChild<QSpinBox *>(u"history-days"_s); };
    QVERIFY(open());
    QCOMPARE(days()->value(), 10);
    days()->setValue(3);
    page->findChild<QPushButton *>(u"history-save-limits"_s)->click();
    HistoryDatabase file(historyFile(folder.path()));
    QTRY_COMPARE(file.limits({}).value().maxAge, Duration(std::chrono::hours(72)));
    QTRY_VERIFY(!page->findChild<HistoryLimitsDialog *>());
    QVERIFY(open()); // it begins with what holds now
    QCOMPARE(days()->value(), 3);
    page->findChild<HistoryLimitsDialog *>()->reject();
    QTRY_VERIFY(!page->findChild<HistoryLimitsDialog *>());
    HistoryLimits others; // another window chooses
    others.maxAge = std::chrono::hours(24 * 20);
    QVERIFY(file.setLimits(others));
    QVERIFY(open());
    QCOMPARE(days()->value(), 20);
}

void tst_historywiring::aNewSecretIsTakenOutOfWhatIsKept()
{
    const QTemporaryDir folder;
    VirtualScheduler scheduler;
    Theme theme(Theme::Mode::Light);
    HistoryEntry entry;
    entry.summary.startedAt = scheduler.wallNow();
    entry.summary.url = u"https://a.example/canary-4711"_s;
    QVERIFY(HistoryDatabase(historyFile(folder.path())).append({entry}).ok());
    HistoryWiring wiring(folder.path(), {}, theme, scheduler);
    QSignalSpy noticed(&wiring, &HistoryWiring::noticed);
    QSignalSpy failed(&wiring, &HistoryWiring::failed);
    wiring.forget(u"another one"_s);
    wiring.forget(u"canary-4711"_s);
    QTRY_COMPARE(noticed.size(), 1);
    QVERIFY2(noticed.first().first().toString().contains(u"1 call"_s), qPrintable(noticed.first().first().toString()));
    QVERIFY(!HistoryDatabase(historyFile(folder.path())).entry(1)->summary.url.contains(u"canary"));
}

void tst_historywiring::aNewSecretThatStaysIsTold()
{
    const QTemporaryDir folder;
    VirtualScheduler scheduler;
    Theme theme(Theme::Mode::Light);
    HistoryEntry entry;
    entry.summary.startedAt = scheduler.wallNow();
    entry.summary.url = u"https://a.example/canary-4711"_s;
    QVERIFY(HistoryDatabase(historyFile(folder.path())).append({entry, entry}).ok());
    HistoryConnection newer(historyFile(folder.path()));
    QVERIFY(newer.open(HistoryConnection::Access::ReadWrite).ok());
    QVERIFY(newer.run(u"PRAGMA user_version = 1000"_s).ok());
    newer.close();
    HistoryWiring wiring(folder.path(), {}, theme, scheduler);
    QSignalSpy noticed(&wiring, &HistoryWiring::noticed);
    QSignalSpy failed(&wiring, &HistoryWiring::failed);
    wiring.forget(u"canary-4711"_s);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().toString(),
             u"The new secret stays in 2 calls of the history, which a newer version of Fuseboard wrote. Delete those "
             "calls with that version, or store the secret there."_s);
    QCOMPARE(noticed.size(), 0);
}

QTEST_MAIN(tst_historywiring)
#include "tst_historywiring.moc"
