// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historysamples.h"

#include "history/historystore.h"

#include "base/virtualscheduler.h"

#include <QSignalSpy>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestHistoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAndTells();
    void ADV_O5_writesTheLastBeforeItGoes();
    void cancelledQuestionsAreNotAnswered();
    void goesWithQuestionsOpen();
    void removesAndClears();
    void newLimitsHoldAtOnce();
    void limitsOfOneWindowHoldInAnother();
    void limitsStayWithTheFile();
    void growsOldWhereNothingIsSent();
    void tellsHowManyExceed();
    void tellsWhatItHolds();
    void missingFoldersAreMade();
    void manyAtOnce();
};

void TestHistoryStore::keepsAndTells()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    QCOMPARE(store.state().mode, HistoryState::Mode::Opening);
    QSignalSpy appended(&store, &HistoryStore::appended);
    store.append(samples::call(1));
    QTRY_COMPARE(appended.size(), 1);
    QCOMPARE(store.state().mode, HistoryState::Mode::Ready);
    QList<HistorySummary> found;
    const HistoryTicket list = store.page({}, [&found](const auto &page) { found = page.value(); });
    QTRY_COMPARE(found.size(), 1);
    QString asked;
    const HistoryTicket one = store.entry(found.first().id,
                                          [&asked](const auto &entry) { asked = entry.value().askedUrl; });
    QTRY_COMPARE(asked, samples::call(1).askedUrl);
}

void TestHistoryStore::ADV_O5_writesTheLastBeforeItGoes()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    {
        HistoryStore store(samples::fileIn(folder), scheduler);
        for (const HistoryEntry &entry : samples::calls(450))
            store.append(entry);
    }
    QCOMPARE(HistoryDatabase(samples::fileIn(folder)).count().value(), 450);
    QVERIFY(!QFile::exists(samples::fileIn(folder) + u"-wal"_s)); // closed, not left
}

void TestHistoryStore::cancelledQuestionsAreNotAnswered()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    int answers = 0;
    HistoryTicket first = store.count([&answers](const auto &) { answers += 1; });
    first = store.count([&answers](const auto &) { answers += 10; });
    {
        const HistoryTicket gone = store.count([&answers](const auto &) { answers += 100; });
    }
    bool last = false;
    const HistoryTicket ticket = store.count([&last](const auto &) { last = true; });
    QTRY_VERIFY(last);
    QCOMPARE(answers, 10);
}

void TestHistoryStore::goesWithQuestionsOpen()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    bool answered = false;
    auto store = std::make_unique<HistoryStore>(samples::fileIn(folder), scheduler);
    const HistoryTicket ticket = store->count([&answered](const auto &) { answered = true; });
    store.reset();
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

void TestHistoryStore::removesAndClears()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    QSignalSpy removed(&store, &HistoryStore::removed);
    QSignalSpy cleared(&store, &HistoryStore::cleared);
    for (const HistoryEntry &entry : samples::calls(5))
        store.append(entry);
    store.remove({1, 2});
    QTRY_COMPARE(removed.size(), 1);
    qint64 count = -1;
    HistoryTicket ticket = store.count([&count](const auto &found) { count = found.value(); });
    QTRY_COMPARE(count, 3);
    store.append(samples::call(6)); // ended before, and goes as well
    store.clear();
    QTRY_COMPARE(cleared.size(), 1);
    ticket = store.count([&count](const auto &found) { count = found.value(); });
    QTRY_COMPARE(count, 0);
}

void TestHistoryStore::newLimitsHoldAtOnce()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    const QSignalSpy trimmed(&store, &HistoryStore::trimmed);
    int appended = 0;
    connect(&store, &HistoryStore::appended, this, [&appended](int count) { appended += count; });
    for (int n = 1; n <= 40; ++n) {
        HistoryEntry entry = samples::call(n);
        entry.summary.startedAt = scheduler.wallNow() - std::chrono::hours(24) * n;
        store.append(entry);
    }
    const auto isKept = [&store](qint64 calls) {
        qint64 found = -1;
        const HistoryTicket ticket = store.count([&found](const auto &count) { found = count.value(); });
        return QTest::qWaitFor([&found] { return found >= 0; }) && found == calls;
    };
    QTRY_COMPARE(appended, 40);
    QVERIFY(isKept(40)); // it makes room as more are kept
    HistoryLimits limits;
    limits.maxAge = std::chrono::hours(24 * 7 + 1);
    store.setLimits(limits);
    QTRY_COMPARE(trimmed.size(), 1);
    QVERIFY(isKept(7));
    limits.maxAge = std::chrono::hours(24 * 100); // brings nothing back, and is told all the same
    store.setLimits(limits);
    QTRY_COMPARE(trimmed.size(), 2);
    QVERIFY(isKept(7));
}

/// Two windows on one workspace: whoever was opened first must not delete what was since chosen to be kept.
void TestHistoryStore::limitsOfOneWindowHoldInAnother()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryLimits old;
    old.maxAge = 24h;
    HistoryStore before(samples::fileIn(folder), scheduler, old);
    HistoryStore other(samples::fileIn(folder), scheduler, old);
    QTRY_COMPARE(before.state().mode, HistoryState::Mode::Ready);
    QTRY_COMPARE(other.state().mode, HistoryState::Mode::Ready);
    HistoryLimits more;
    more.maxAge = 48h;
    const QSignalSpy trimmed(&other, &HistoryStore::trimmed);
    other.setLimits(more);
    QTRY_COMPARE(trimmed.size(), 1);
    constexpr int calls = 150; // enough for it to make room
    int appended = 0;
    connect(&before, &HistoryStore::appended, this, [&appended](int count) { appended += count; });
    for (int n = 1; n <= calls; ++n) {
        HistoryEntry entry = samples::call(n);
        entry.summary.startedAt = scheduler.wallNow() - 30h;
        before.append(entry);
    }
    QTRY_COMPARE(appended, calls);
    qint64 found = -1;
    HistoryTicket ticket = before.count([&found](const auto &count) { found = count.value(); });
    QTRY_COMPARE(found, calls);
    HistoryLimits told;
    ticket = before.limits([&told](const auto &limits) { told = limits.value(); });
    QTRY_COMPARE(told.maxAge, Duration(48h));
}

void TestHistoryStore::limitsStayWithTheFile()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryLimits limits;
    limits.maxAge = 24h * 400;
    limits.maxBytes = 7'000'000'000;
    {
        HistoryStore store(samples::fileIn(folder), scheduler);
        const QSignalSpy trimmed(&store, &HistoryStore::trimmed);
        store.setLimits(limits);
        QTRY_COMPARE(trimmed.size(), 1);
    }
    HistoryLimits given;
    given.maxQueued = 7;
    HistoryStore store(samples::fileIn(folder), scheduler, given);
    HistoryLimits told;
    const HistoryTicket ticket = store.limits([&told](const auto &answer) { told = answer.value(); });
    limits.maxQueued = 7;
    QTRY_COMPARE(told, limits);
}

void TestHistoryStore::growsOldWhereNothingIsSent()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryLimits limits;
    limits.maxAge = 24h;
    HistoryStore store(samples::fileIn(folder), scheduler, limits);
    HistoryEntry entry = samples::call(1);
    entry.summary.startedAt = scheduler.wallNow() - 23h;
    QSignalSpy appended(&store, &HistoryStore::appended);
    store.append(entry);
    QTRY_COMPARE(appended.size(), 1);
    scheduler.advance(90min);
    qint64 count = -1;
    const HistoryTicket before = store.count([&count](const auto &found) { count = found.value(); });
    QTRY_COMPARE(count, 1); // at the first hour it was not old enough
    scheduler.advance(40min);
    const HistoryTicket after = store.count([&count](const auto &found) { count = found.value(); });
    QTRY_COMPARE(count, 0);
}

void TestHistoryStore::tellsHowManyExceed()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    int appended = 0;
    connect(&store, &HistoryStore::appended, this, [&appended](int count) { appended += count; });
    for (int n = 1; n <= 400; ++n) {
        HistoryEntry entry = samples::call(n);
        entry.summary.startedAt = scheduler.wallNow() - 1h * n;
        store.append(entry);
    }
    QTRY_COMPARE(appended, 400);
    const auto exceeding = [&store](const HistoryLimits &limits) {
        qint64 found = -1;
        const HistoryTicket ticket = store.exceeding(limits, [&found](const auto &count) { found = count.value(); });
        return QTest::qWaitFor([&found] { return found >= 0; }) ? found : -1;
    };
    HistoryLimits limits;
    QCOMPARE(exceeding(limits), 0);
    limits.maxAge = 100h + 30min;
    QCOMPARE(exceeding(limits), 300);
    limits.maxBytes = 50'000;
    const qint64 bySize = exceeding(limits);
    QVERIFY2(bySize > 300 && bySize <= 400, qPrintable(QString::number(bySize)));
}

void TestHistoryStore::tellsWhatItHolds()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    HistoryUsage usage;
    const auto ask = [&store, &usage] {
        return store.usage([&usage](const Result<HistoryUsage> &answer) { usage = answer.value(); });
    };
    HistoryTicket ticket = ask();
    QTRY_VERIFY(usage.bytes > 0);
    QCOMPARE(usage.calls, 0);
    const qint64 empty = usage.bytes;
    int appended = 0;
    connect(&store, &HistoryStore::appended, this, [&appended](int count) { appended += count; });
    for (const HistoryEntry &entry : samples::calls(400))
        store.append(entry);
    QTRY_COMPARE(appended, 400);
    ticket = ask();
    QTRY_COMPARE(usage.calls, 400);
    QVERIFY(usage.bytes > empty);
}

void TestHistoryStore::missingFoldersAreMade()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(folder.filePath(u"a/b/history.sqlite"_s), scheduler);
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Ready);
    QVERIFY(QFile::exists(folder.filePath(u"a/b/history.sqlite"_s)));
}

void TestHistoryStore::manyAtOnce()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    int appended = 0;
    connect(&store, &HistoryStore::appended, this, [&appended](int count) { appended += count; });
    for (const HistoryEntry &entry : samples::calls(3'000))
        store.append(entry);
    QTRY_COMPARE_WITH_TIMEOUT(appended, 3'000, 60'000);
    QCOMPARE(store.state().dropped, 0);
}

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
