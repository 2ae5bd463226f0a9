// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A text that becomes a secret after calls with it were kept.

#include "historysamples.h"
#include "support/filesizelimit.h"

#include "history/historystore.h"
#include "history/historyworker.h"
#include "history/historywriter.h"

#include "base/redactor.h"
#include "base/virtualscheduler.h"

#include <QFile>
#include <QSignalSpy>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString canary = u"canary-4711-\"x\""_s;

/// It stands wherever a text stands, and in the body behind what the search reads.
HistoryEntry telling(int n)
{
    HistoryEntry entry = samples::call(n);
    entry.summary.url += u"&key=canary-4711-%22x%22"_s;
    entry.askedUrl += u"&key="_s + canary;
    entry.askedHeaders = {{"X-Mine", canary.toUtf8()}};
    entry.requestHeaders.append("X-Mine", canary.toUtf8());
    entry.responseHeaders.append("X-Echo", canary.toUtf8().toBase64());
    entry.requestBody = {QString(3'000, u'.') + canary, 3'015, true, false};
    entry.responseBody.text += QString::fromLatin1(canary.toUtf8().toHex());
    entry.error = Error(ErrorKind::Refused, ErrorDetail::None, canary);
    entry.timeline.first().target = u"https://a.example/"_s + canary;
    return entry;
}

QByteArray bytesOf(const QString &file)
{
    QByteArray bytes;
    for (const QString &suffix : {QString(), u"-wal"_s}) {
        QFile read(file + suffix);
        if (read.open(QIODevice::ReadOnly))
            bytes += read.readAll();
    }
    return bytes;
}

bool holdsCanary(const HistoryEntry &entry)
{
    Redactor redactor;
    redactor.addSecret(canary);
    QStringList texts{entry.summary.url, entry.askedUrl, entry.requestBody.text, entry.responseBody.text,
                      entry.timeline.first().target};
    if (entry.error)
        texts << entry.error->subject;
    for (const Headers *headers : {&entry.askedHeaders, &entry.requestHeaders, &entry.responseHeaders}) {
        for (const auto &field : headers->fields())
            texts << QString::fromUtf8(field.second);
    }
    const QString all = texts.join(u'\n');
    return redactor.text(all) != all;
}

} // namespace

class TestHistoryRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_M5_isTakenOutOfWhatIsKept();
    void callsThatWaitAreNoException();
    void shortTextsStay();
    void goesOnAfterALock();
    void callsThatALockHoldsBackAreNoException();
    void callsThatEndLaterAreNoException();
    void whatWaitsAtTheEndIsWrittenWithoutIt();
    void goesOnWhenThereIsRoomAgain();
    void whatOthersDeleteStaysDeleted();
    void tellsWhereItCannotBeTakenOut();
    void endsWithTheProgram();
};

void TestHistoryRedaction::ADV_M5_isTakenOutOfWhatIsKept()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    HistoryDatabase before(file);
    for (int n = 1; n <= 250; ++n)
        QVERIFY(before.append({n == 40 || n == 200 ? telling(n) : samples::call(n)}).ok());
    QVERIFY(holdsCanary(before.entry(40).value()));
    const HistoryEntry other = before.entry(41).value();
    before.close();
    VirtualScheduler scheduler;
    {
        HistoryStore store(file, scheduler);
        QSignalSpy redacted(&store, &HistoryStore::redacted);
        store.redact(canary);
        QTRY_COMPARE(redacted.size(), 1);
        QCOMPARE(redacted.first().first().toInt(), 2);
    }
    QVERIFY(!bytesOf(file).contains("canary"));
    HistoryDatabase after(file);
    QCOMPARE(after.count().value(), 250);
    for (const qint64 id : {40, 200}) {
        const HistoryEntry entry = after.entry(id).value();
        QVERIFY2(!holdsCanary(entry), qPrintable(entry.askedUrl));
        QVERIFY(entry.askedUrl.endsWith(u"&key="_s + Redactor::mask()));
        QCOMPARE(entry.summary.status, samples::call(int(id)).summary.status);
        QCOMPARE(entry.requestBody.bytes, 3'015);
    }
    QVERIFY(after.entry(41)->summary == other.summary && after.entry(41)->responseBody == other.responseBody);
    HistoryFilter filter;
    filter.text = u"canary-4711"_s;
    QVERIFY(samples::found(after, filter).isEmpty());
    filter.text = u"req-40"_s; // the rest is found as before
    QCOMPARE(samples::found(after, filter).value(0).id, 40);
}

void TestHistoryRedaction::callsThatWaitAreNoException()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    QSignalSpy redacted(&store, &HistoryStore::redacted);
    store.append(samples::call(2));
    store.append(telling(1));
    store.redact(canary);
    store.redact(u"/orders/2?limit"_s);
    QTRY_COMPARE(redacted.size(), 1); // both of one edit at once
    QCOMPARE(redacted.first().first().toInt(), 2);
}

void TestHistoryRedaction::shortTextsStay()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    QSignalSpy redacted(&store, &HistoryStore::redacted);
    QSignalSpy cleared(&store, &HistoryStore::cleared);
    store.append(samples::call(1));
    store.redact(u"example"_s);
    store.redact(u"api.example"_s);
    QTRY_COMPARE(redacted.size(), 1);
    QCOMPARE(redacted.first().first().toInt(), 1); // of the longer one
    store.clear();
    QTRY_COMPARE(cleared.size(), 1);
    QCOMPARE(redacted.size(), 1);
}

void TestHistoryRedaction::goesOnAfterALock()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    VirtualScheduler scheduler;
    HistoryStore store(file, scheduler);
    QSignalSpy appended(&store, &HistoryStore::appended);
    store.append(telling(1));
    QTRY_COMPARE(appended.size(), 1);
    HistoryConnection other(file);
    QVERIFY(other.open(HistoryConnection::Access::ReadWrite).ok());
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s).ok());
    QSignalSpy redacted(&store, &HistoryStore::redacted);
    store.redact(canary);
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Paused);
    QCOMPARE(redacted.size(), 0);
    QVERIFY(other.run(u"COMMIT"_s).ok());
    scheduler.advance(1s);
    QTRY_COMPARE(redacted.size(), 1);
    QCOMPARE(redacted.first().first().toInt(), 1);
}

/// The file itself can be read meanwhile, and holds nothing of it.
void TestHistoryRedaction::callsThatALockHoldsBackAreNoException()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    VirtualScheduler scheduler;
    HistoryStore store(file, scheduler);
    QSignalSpy appended(&store, &HistoryStore::appended);
    store.append(samples::call(1));
    QTRY_COMPARE(appended.size(), 1);
    HistoryConnection other(file);
    QVERIFY(other.open(HistoryConnection::Access::ReadWrite).ok());
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s).ok());
    QSignalSpy redacted(&store, &HistoryStore::redacted);
    store.append(telling(2));
    store.redact(canary);
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Paused);
    int kept = 0; // is answered after what was asked of it before
    HistoryTicket ticket = store.count([&kept](const auto &calls) { kept = int(calls.value()); });
    QTRY_COMPARE(kept, 1);
    ticket = store.count([&kept](const auto &) { kept = 0; });
    QTRY_COMPARE(kept, 0);
    QCOMPARE(redacted.size(), 0); // one waits
    QVERIFY(other.run(u"COMMIT"_s).ok());
    scheduler.advance(1s);
    QTRY_COMPARE(appended.size(), 2);
    QTRY_COMPARE(redacted.size(), 1);
    QCOMPARE(redacted.first().first().toInt(), 1);
    QVERIFY(!holdsCanary(HistoryDatabase(file).entry(2).value()));
}

/// They went out with it while it was no secret yet.
void TestHistoryRedaction::callsThatEndLaterAreNoException()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    VirtualScheduler scheduler;
    {
        HistoryStore store(file, scheduler);
        QSignalSpy redacted(&store, &HistoryStore::redacted);
        store.redact(canary);
        QTRY_COMPARE(redacted.size(), 1);
        store.append(telling(1));
    }
    QVERIFY(!bytesOf(file).contains("canary"));
    HistoryDatabase after(file);
    QVERIFY(after.entry(1)->askedUrl.endsWith(u"&key="_s + Redactor::mask()));
}

void TestHistoryRedaction::whatWaitsAtTheEndIsWrittenWithoutIt()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    HistoryQueue queue({});
    QVERIFY(queue.add(telling(1)));
    HistoryWorker worker(file, {}, queue);
    worker.open(samples::noon);
    worker.redact(canary, samples::noon);
    worker.finish(samples::noon); // before the sweep has begun
    QCOMPARE(HistoryDatabase(file).count().value(), 1);
    QVERIFY(!bytesOf(file).contains("canary"));
}

void TestHistoryRedaction::goesOnWhenThereIsRoomAgain()
{
#ifdef Q_OS_UNIX
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    VirtualScheduler scheduler;
    HistoryStore store(file, scheduler);
    QSignalSpy appended(&store, &HistoryStore::appended);
    store.append(telling(1));
    QTRY_COMPARE(appended.size(), 1);
    FileSizeLimit limit(4'096);
    QVERIFY(limit.holds());
    QSignalSpy redacted(&store, &HistoryStore::redacted);
    QSignalSpy failed(&store, &HistoryStore::failed);
    store.redact(canary);
    QTRY_COMPARE(store.state().mode, HistoryState::Mode::Paused);
    QCOMPARE(redacted.size(), 0);
    limit.lift();
    scheduler.advance(5s);
    QTRY_COMPARE(redacted.size(), 1);
    QCOMPARE(redacted.first().first().toInt(), 1);
    QCOMPARE(failed.size(), 0);
#endif
}

/// Another window of the workspace deletes a call between the reading and the writing.
void TestHistoryRedaction::whatOthersDeleteStaysDeleted()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    HistoryDatabase database(file);
    QVERIFY(database.append({telling(1), telling(2)}).ok());
    HistoryConnection connection(file);
    QVERIFY(connection.open(HistoryConnection::Access::ReadWrite).ok());
    const auto emptied = [](HistoryEntry entry) {
        entry.askedUrl.clear();
        return entry;
    };
    HistoryConnection other(file);
    QVERIFY(other.open(HistoryConnection::Access::ReadWrite).ok());
    QVERIFY(other.run(u"PRAGMA busy_timeout = 0"_s).ok());
    std::optional<ErrorDetail> meanwhile;
    const auto changed = [&](const HistoryEntry &entry) {
        const auto removed = HistoryWriter(other).remove({2});
        meanwhile = removed ? std::nullopt : std::optional(removed.error().detail);
        return emptied(entry);
    };
    QVERIFY(HistoryWriter(connection).change({2}, TextIndex::Trigram, changed).ok());
    QCOMPARE(meanwhile, ErrorDetail::StoreLocked); // nobody else comes between
    QVERIFY(database.entry(2)->askedUrl.isEmpty());
    QVERIFY(database.remove({1}).ok());
    QVERIFY(HistoryWriter(connection).change({1, 2}, TextIndex::Trigram, emptied).ok());
    QCOMPARE(connection.value(u"SELECT COUNT(*) FROM details"_s).value().toInt(), 1);
}

void TestHistoryRedaction::tellsWhereItCannotBeTakenOut()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    HistoryDatabase before(file);
    for (int n = 1; n <= 250; ++n)
        QVERIFY(before.append({n == 40 || n == 200 ? telling(n) : samples::call(n)}).ok());
    before.close();
    HistoryConnection newer(file);
    QVERIFY(newer.open(HistoryConnection::Access::ReadWrite).ok());
    QVERIFY(newer.run(u"PRAGMA user_version = 1000"_s).ok());
    newer.close();
    VirtualScheduler scheduler;
    HistoryStore store(file, scheduler);
    QSignalSpy redacted(&store, &HistoryStore::redacted);
    QSignalSpy kept(&store, &HistoryStore::secretKept);
    store.redact(canary);
    QTRY_COMPARE(kept.size(), 1);
    QCOMPARE(kept.first().first().toInt(), 2);
    QCOMPARE(redacted.size(), 0);
    store.redact(u"of no call at all"_s);
    QTRY_COMPARE(redacted.size(), 1);
    QCOMPARE(redacted.first().first().toInt(), 0);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(store.state().mode, HistoryState::Mode::ReadOnly);
}

void TestHistoryRedaction::endsWithTheProgram()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    VirtualScheduler scheduler;
    {
        HistoryStore store(file, scheduler);
        for (const HistoryEntry &entry : samples::calls(450))
            store.append(entry);
        store.redact(u"Ada Byron"_s);
    }
    QCOMPARE(HistoryDatabase(file).count().value(), 450);
}

QTEST_GUILESS_MAIN(TestHistoryRedaction)
#include "tst_historyredaction.moc"
