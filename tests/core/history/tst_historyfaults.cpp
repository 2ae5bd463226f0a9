// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of a history whose file is damaged, locked, full, gone or of another version.

#include "historysamples.h"
#include "support/filesizelimit.h"

#include "history/historyschema.h"
#include "history/historystore.h"
#include "history/historyworker.h"

#include "base/virtualscheduler.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QThread>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void setContent(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// A sound file of some pages, closed, and what it holds.
QByteArray soundFile(const QString &path)
{
    HistoryDatabase database(path);
    if (!database.append(samples::calls(60)).ok())
        return {};
    database.close();
    return contentOf(path);
}

} // namespace

class TestHistoryFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_N1_damagedFilesArePutAway_data();
    void ADV_N1_damagedFilesArePutAway();
    void ADV_N1_flippedBits();
    void ADV_N1_aFolderInItsPlace();
    void ADV_N1_damageIsFoundBesideTheQuestions();
    void ADV_N1_soundFilesStay();
    void ADV_N1_aVerdictIsOfTheFileThatWasRead();
    void ADV_N1_whoQuitsDoesNotWaitForTheVerdict();
    void aCheckEndsWhenItIsStopped();
    void aStatementEndsWhenItIsInterrupted();
    void ADV_N2_newerIsReadOnly();
    void ADV_N2_stepsAreTakenAllOrNone();
    void ADV_N3_lockedByAnother();
    void ADV_N3_lockedForGoodDropsAndCounts();
    void ADV_N4_noFolderNoFile();
    void ADV_N4_noRoomAndRoomAgain();
    void ADV_N6_O13_twoInstances();
    void ADV_N9_deletedWhileOpen();
    void ADV_N9_renamedWhileOpen();
    void codesHaveMeanings();
};

void TestHistoryFaults::ADV_N1_damagedFilesArePutAway_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("kept");
    QTemporaryDir folder;
    const QByteArray sound = soundFile(samples::fileIn(folder));
    QVERIFY(sound.size() > 20'000);
    QTest::newRow("nothing") << QByteArray() << true; // a new file to SQLite
    QTest::newRow("no database") << QByteArray("Dear diary,\nthis is no database.\n").repeated(100) << false;
    QTest::newRow("encrypted") << QByteArray::fromHex("9f3c71d2").repeated(4'096) << false;
    QTest::newRow("bad header") << QByteArray("SQLite format 4").append(sound.mid(15)) << false;
    QTest::newRow("cut in a page") << sound.left(sound.size() / 2 + 100) << false;
    QTest::newRow("cut in the header") << sound.left(50) << false;
    QTest::newRow("pages of zeros") << sound.left(4'096) + QByteArray(sound.size() - 4'096, '\0') << false;
}

void TestHistoryFaults::ADV_N1_damagedFilesArePutAway()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, kept);
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    setContent(file, content);
    if (!kept) // as a program that was killed leaves it
        setContent(file + u"-wal"_s, "left over");
    HistoryDatabase database(file);
    database.setNow(samples::noon);
    QVERIFY(database.append(samples::calls(3)).ok());
    QCOMPARE(samples::found(database).size(), 3);
    QCOMPARE(database.setAsideName().isEmpty(), kept);
    if (kept)
        return;
    QVERIFY(database.setAsideName().startsWith(u"history.sqlite.damaged-20270103-181320"));
    QCOMPARE(contentOf(folder.filePath(database.setAsideName())), content);
    QVERIFY(database.clear().ok()); // what is deleted is deleted
    QVERIFY(QDir(folder.path()).entryList({u"*damaged*"_s}).isEmpty());
}

void TestHistoryFaults::ADV_N1_flippedBits()
{
    QTemporaryDir folder;
    const QByteArray sound = soundFile(folder.filePath(u"sound.sqlite"_s));
    constexpr int pageSize = 4'096;
    int putAway = 0;
    for (qsizetype page = 0; page * pageSize < sound.size(); ++page) {
        for (const int offset : {0, 3, 40, 108, 2'000}) {
            const QString file = folder.filePath(u"flipped-%1-%2.sqlite"_s.arg(page).arg(offset));
            QByteArray content = sound;
            content[page * pageSize + offset] = char(content[page * pageSize + offset] ^ 0x5a);
            setContent(file, content);
            setContent(file + u"-wal"_s, {});
            HistoryDatabase database(file);
            database.setNow(samples::noon);
            QVERIFY2(database.append(samples::calls(2, 61)).ok(), qPrintable(file));
            QVERIFY2(samples::found(database).size() >= 2, qPrintable(file));
            putAway += database.setAsideName().isEmpty() ? 0 : 1;
        }
    }
    QVERIFY(putAway > 5);
}

void TestHistoryFaults::ADV_N1_aFolderInItsPlace()
{
    QTemporaryDir folder;
    QVERIFY(QDir().mkpath(samples::fileIn(folder)));
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append(samples::calls(3)).ok());
    QVERIFY(QFileInfo(folder.filePath(database.setAsideName())).isDir());
#ifdef Q_OS_UNIX
    QVERIFY(!(QFileInfo(samples::fileIn(folder)).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
#endif
    QCOMPARE(database.count().value(), 3);
}

void TestHistoryFaults::ADV_N1_damageIsFoundBesideTheQuestions()
{
    QTemporaryDir folder;
    const QByteArray sound = soundFile(folder.filePath(u"sound.sqlite"_s));
    const QString file = samples::fileIn(folder);
    constexpr int pageSize = 4'096;
    int found = 0;
    for (qsizetype page = 1; page * pageSize < sound.size() && found < 3; ++page) {
        QByteArray content = sound;
        content.replace(page * pageSize + 2'000, 200, QByteArray(200, '\x5a'));
        setContent(file, content);
        {
            // Damage that nobody meets who writes.
            HistoryDatabase writer(file, TextIndex::Trigram, HistoryDatabase::Check::ByOthers);
            const bool isHidden = writer.append(samples::calls(1)).ok() && writer.setAsideName().isEmpty()
                && !HistoryDatabase::check(file).ok();
            writer.close();
            QFile::remove(folder.filePath(writer.setAsideName()));
            if (!isHidden)
                continue;
        }
        ++found;
        setContent(file, content);
        setContent(file + u"-wal"_s, {});
        VirtualScheduler scheduler;
        HistoryStore store(file, scheduler);
        for (int n = 0; n < 3; ++n)
            store.append(samples::call(n));
        QTRY_VERIFY(!store.state().setAside.isEmpty());
        qint64 count = 0;
        const HistoryTicket ticket = store.count([&count](const auto &calls) { count = calls.value(); });
        QTRY_VERIFY(count > 0);
        QCOMPARE(count, 3); // none was lost with the file
        QFile::remove(folder.filePath(store.state().setAside));
    }
    QVERIFY(found > 0);
}

void TestHistoryFaults::ADV_N1_soundFilesStay()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    HistoryDatabase other(file); // another window has it open
    QVERIFY(other.append(samples::calls(60)).ok());
    VirtualScheduler scheduler;
    qint64 count = 0;
    {
        HistoryStore store(file, scheduler);
        store.append(samples::call(61));
        QSignalSpy appended(&store, &HistoryStore::appended);
        QTRY_COMPARE(appended.size(), 1);
        QVERIFY(store.state().setAside.isEmpty());
        store.append(samples::call(62));
    }
    HistoryStore brief(file, scheduler); // and goes while it is read
    const HistoryTicket ticket = brief.count([&count](const auto &calls) { count = calls.value(); });
    QTRY_COMPARE(count, 62);
}

void TestHistoryFaults::ADV_N1_aVerdictIsOfTheFileThatWasRead()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    QVERIFY(!soundFile(file).isEmpty());
    setContent(file + u"-wal"_s, {});
    HistoryDatabase database(file, TextIndex::Trigram, HistoryDatabase::Check::ByOthers);
    QVERIFY(database.open().ok());
    QVERIFY(database.needsCheck());
    QCOMPARE(database.beginCheck(), file);
    if (!QFile::remove(file))
        return; // this system does not let anybody do so
    QVERIFY(database.append(samples::calls(2)).ok());
    QVERIFY(database.takeCheck(Error(ErrorKind::Storage, ErrorDetail::StoreDamaged, file)).ok());
    QVERIFY(database.setAsideName().isEmpty());
    QCOMPARE(database.count().value(), 2);
}

void TestHistoryFaults::ADV_N1_whoQuitsDoesNotWaitForTheVerdict()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    QVERIFY(!soundFile(file).isEmpty());
    setContent(file + u"-wal"_s, {});
    HistoryQueue queue({});
    QVERIFY(queue.add(samples::call(61)));
    auto *worker = new HistoryWorker(file, {}, queue);
    QThread thread;
    worker->moveToThread(&thread);
    connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
    thread.start();
    bool wasOpen = true;
    // In one go: the end of the check is told after finish(), which shall not open the file again.
    QMetaObject::invokeMethod(
        worker,
        [&] {
            worker->open(samples::noon);
            worker->finish(samples::noon);
            QCoreApplication::sendPostedEvents(worker);
            wasOpen = worker->database(samples::noon).isOpen();
        },
        Qt::QueuedConnection);
    QVERIFY(thread.wait());
    QVERIFY(!wasOpen);
    // Whether it was looked through nobody knows: the next one does it.
    HistoryDatabase next(file, TextIndex::Trigram, HistoryDatabase::Check::ByOthers);
    QVERIFY(next.open().ok());
    QVERIFY(next.needsCheck());
    QCOMPARE(next.count().value(), 61);
}

void TestHistoryFaults::aCheckEndsWhenItIsStopped()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    QByteArray content = soundFile(file);
    content.replace(content.size() / 2, 40'000, QByteArray(40'000, '\x5a'));
    setContent(file, content);
    QVERIFY(!HistoryDatabase::check(file).ok());
    HistoryStop stop;
    stop.stop();
    QVERIFY(HistoryDatabase::check(file, stop).ok()); // it does not come to what is damaged
}

/// One that would go on for ever, as the check of a large table does for long.
void TestHistoryFaults::aStatementEndsWhenItIsInterrupted()
{
    QTemporaryDir folder;
    HistoryStop stop;
    Result<QVariant> counted = QVariant();
    std::atomic<bool> works = true;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        HistoryConnection connection(samples::fileIn(folder));
        static_cast<void>(connection.open(HistoryConnection::Access::ReadWrite));
        works = bool(connection.interrupt());
        stop.watch(connection.interrupt());
        if (works)
            counted = connection.value(
                u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"_s);
        stop.watch({});
    }));
    thread->start();
    do {
        stop.stop();
    } while (!thread->wait(1));
    if (!works)
        QSKIP("SQLite is a part of Qt's plug-in here");
    QVERIFY(!counted.ok());
    stop.stop(); // nobody is there any more
}

void TestHistoryFaults::ADV_N2_newerIsReadOnly()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    QVERIFY(!soundFile(file).isEmpty());
    {
        HistoryConnection connection(file);
        QVERIFY(connection.open(HistoryConnection::Access::ReadWrite).ok());
        QVERIFY(connection.run(u"PRAGMA user_version = 1000"_s).ok());
    }
    const QByteArray before = contentOf(file);
    VirtualScheduler scheduler;
    HistoryStore store(file, scheduler);
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::ReadOnly);
    QCOMPARE(store.state().error->detail, ErrorDetail::NewerFormat);
    store.append(samples::call(1));
    QTRY_COMPARE(store.state().dropped, 1);
    int shown = 0;
    const HistoryTicket ticket = store.page({}, [&shown](const auto &page) { shown = int(page.value().size()); });
    QTRY_COMPARE(shown, 60);
    QCOMPARE(contentOf(file), before);
}

void TestHistoryFaults::ADV_N2_stepsAreTakenAllOrNone()
{
    QTemporaryDir folder;
    HistoryConnection connection(samples::fileIn(folder));
    QVERIFY(connection.open(HistoryConnection::Access::ReadWrite).ok());
    const QString mine = u"PRAGMA application_id = %1"_s.arg(historyApplicationId);
    const SchemaSteps first{{u"CREATE TABLE a (x)"_s, mine}};
    const SchemaSteps bad{first.first(), {u"CREATE TABLE b (x)"_s, u"NONSENSE"_s}};
    const SchemaSteps good{first.first(), {u"CREATE TABLE b (x)"_s}, {u"INSERT INTO b VALUES (1)"_s}};
    QVERIFY(migrate(connection, first).ok());
    QVERIFY(!migrate(connection, bad).ok());
    QCOMPARE(connection.value(u"PRAGMA user_version"_s).value().toInt(), 1);
    QCOMPARE(connection.value(u"SELECT COUNT(*) FROM sqlite_master"_s).value().toInt(), 1);
    QVERIFY(migrate(connection, good).ok());
    QVERIFY(migrate(connection, good).ok()); // nothing is done twice
    QCOMPARE(connection.value(u"SELECT COUNT(*) FROM b"_s).value().toInt(), 1);
    QCOMPARE(migrate(connection, first).error().detail, ErrorDetail::NewerFormat);
    QVERIFY(connection.run(u"PRAGMA application_id = 1"_s).ok());
    QCOMPARE(migrate(connection, good).error().detail, ErrorDetail::StoreDamaged);
}

void TestHistoryFaults::ADV_N3_lockedByAnother()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    QVERIFY(!soundFile(file).isEmpty());
    HistoryConnection other(file);
    QVERIFY(other.open(HistoryConnection::Access::ReadWrite).ok());
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s).ok());
    VirtualScheduler scheduler;
    HistoryStore store(file, scheduler);
    store.append(samples::call(61));
    QTRY_COMPARE_WITH_TIMEOUT(store.state().mode, HistoryState::Mode::Paused, 10'000);
    QCOMPARE(store.state().error->detail, ErrorDetail::StoreLocked);
    QVERIFY(other.run(u"ROLLBACK"_s).ok());
    QSignalSpy appended(&store, &HistoryStore::appended);
    scheduler.advance(1s);
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Ready);
    QTRY_COMPARE(appended.size(), 1);
    QCOMPARE(store.state().dropped, 0);
}

void TestHistoryFaults::ADV_N3_lockedForGoodDropsAndCounts()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    QVERIFY(!soundFile(file).isEmpty());
    HistoryConnection other(file);
    QVERIFY(other.open(HistoryConnection::Access::ReadWrite).ok());
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s).ok());
    VirtualScheduler scheduler;
    HistoryLimits limits;
    limits.maxQueued = 10;
    HistoryStore store(file, scheduler, limits);
    for (int n = 0; n < 25; ++n)
        store.append(samples::call(n));
    QCOMPARE(store.state().dropped, 15);
    QTRY_COMPARE_WITH_TIMEOUT(store.state().mode, HistoryState::Mode::Paused, 10'000);
    QCOMPARE(store.state().dropped, 15);
}

void TestHistoryFaults::ADV_N4_noFolderNoFile()
{
    QTemporaryDir folder;
    setContent(folder.filePath(u"file"_s), "no folder");
    VirtualScheduler scheduler;
    HistoryStore store(folder.filePath(u"file/history.sqlite"_s), scheduler);
    store.append(samples::call(1));
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Paused);
    QCOMPARE(store.state().error->detail, ErrorDetail::NoPermission);
    QFile::remove(folder.filePath(u"file"_s));
    scheduler.advance(6s);
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Ready);
    qint64 count = 0;
    const HistoryTicket ticket = store.count([&count](const auto &found) { count = found.value(); });
    QTRY_COMPARE(count, 1);
}

void TestHistoryFaults::ADV_N4_noRoomAndRoomAgain()
{
#ifdef Q_OS_UNIX
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    QVERIFY(!soundFile(file).isEmpty());
    VirtualScheduler scheduler;
    HistoryStore store(file, scheduler);
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Ready);
    FileSizeLimit limit(4'096);
    QVERIFY(limit.holds());
    for (int n = 61; n < 80; ++n)
        store.append(samples::call(n));
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Paused);
    limit.lift();
    scheduler.advance(6s);
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Ready);
    qint64 count = 0;
    const HistoryTicket ticket = store.count([&count](const auto &found) { count = found.value(); });
    QTRY_COMPARE(count, 79);
    QVERIFY(store.state().setAside.isEmpty());
#endif
}

void TestHistoryFaults::ADV_N6_O13_twoInstances()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore one(samples::fileIn(folder), scheduler);
    HistoryStore other(samples::fileIn(folder), scheduler);
    for (int n = 0; n < 300; ++n) {
        one.append(samples::call(2 * n));
        other.append(samples::call(2 * n + 1));
    }
    HistoryDatabase reader(samples::fileIn(folder));
    const auto count = [&] {
        scheduler.advance(1s); // who met the other one's lock tries again
        return samples::found(reader).size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(count(), 600, 30'000);
    QSet<qint64> ids;
    QSet<QString> urls;
    for (const HistorySummary &call : samples::found(reader)) {
        ids.insert(call.id);
        urls.insert(call.url);
    }
    QCOMPARE(ids.size(), 600);
    QCOMPARE(urls.size(), 600);
}

void TestHistoryFaults::ADV_N9_deletedWhileOpen()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append(samples::calls(2)).ok());
    if (!QFile::remove(samples::fileIn(folder)))
        return; // this system does not let anybody do so
    QVERIFY(database.append(samples::calls(3, 3)).ok());
    QVERIFY(QFile::exists(samples::fileIn(folder)));
    QCOMPARE(samples::found(database).size(), 3);
}

void TestHistoryFaults::ADV_N9_renamedWhileOpen()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append(samples::calls(2)).ok());
    if (!QFile::rename(samples::fileIn(folder), folder.filePath(u"taken.sqlite"_s)))
        return;
    QCOMPARE(database.count().value(), 0);
    QVERIFY(database.append(samples::calls(1, 3)).ok());
    QCOMPARE(HistoryDatabase(samples::fileIn(folder)).count().value(), 1);
}

void TestHistoryFaults::codesHaveMeanings()
{
    QCOMPARE(detailOfSqlite(13), ErrorDetail::DiskFull);
    QCOMPARE(detailOfSqlite(5 | 2 << 8), ErrorDetail::StoreLocked); // SQLITE_BUSY_SNAPSHOT
    QCOMPARE(detailOfSqlite(11 | 1 << 8), ErrorDetail::StoreDamaged);
    QCOMPARE(detailOfSqlite(26), ErrorDetail::StoreDamaged);
    QCOMPARE(detailOfSqlite(14), ErrorDetail::NoPermission);
    QCOMPARE(detailOfSqlite(10), ErrorDetail::WriteFailed);
}

QTEST_GUILESS_MAIN(TestHistoryFaults)
#include "tst_historyfaults.moc"
