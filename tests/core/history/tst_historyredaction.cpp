// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A text that becomes a secret after calls with it were kept.

#include "historysamples.h"
#include "support/filesizelimit.h"

#include "history/errorjson.h"
#include "history/historystore.h"
#include "history/historyworker.h"
#include "history/historywriter.h"
#include "history/timelinejson.h"

#include "base/redactor.h"
#include "base/virtualscheduler.h"

#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>

#include <limits>

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

/// All of it, and how many calls were changed.
int redactAll(HistoryDatabase &database, const QString &secret)
{
    Redactor redactor;
    redactor.addSecret(secret);
    RedactedSlice slice{std::numeric_limits<qint64>::max()};
    for (int changed = 0;; changed += slice.changed) {
        if (slice.next == 0)
            return changed;
        slice = database.redact(redactor, slice.next).value();
    }
}

int redactIn(HistoryDatabase &database, const HistoryEntry &entry, const QString &secret)
{
    return database.append({entry}) ? redactAll(database, secret) : -1;
}

int callsOf(const QSignalSpy &redacted)
{
    int calls = 0;
    for (const QVariantList &signal : redacted)
        calls += signal.first().toInt();
    return calls;
}

} // namespace

Q_DECLARE_METATYPE(HistoryEntry)

class TestHistoryRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_M5_isTakenOutOfWhatIsKept();
    void ADV_M5_isTakenOutOfNamesOfHeaders();
    void ADV_M5_beginningsGoWhereTextsWereCut_data();
    void ADV_M5_beginningsGoWhereTextsWereCut();
    void beginningsStayWhereNothingWasCut();
    void aPastedLineBreakIsNoPartOfIt();
    void slicesWithLargeBodiesAreSmall();
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

void TestHistoryRedaction::ADV_M5_isTakenOutOfNamesOfHeaders()
{
    const QString secret = u"canary-4711"_s;
    HistoryEntry entry = samples::call(1);
    for (Headers *headers : {&entry.askedHeaders, &entry.requestHeaders, &entry.responseHeaders})
        headers->append("X-canary-4711", "1");
    entry.timeline.first().cause = std::make_shared<const PauseCause>(
        PauseCause{PauseSource::RetryAfter, 429, "X-canary-4711", "5",
                   QuotaRemark{QuotaNote::RemainingMalformed, {"Y-canary-4711", "x"}}});
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QCOMPARE(redactIn(database, entry, secret), 1);
    const HistoryEntry clean = database.entry(1).value();
    for (const Headers *headers : {&clean.askedHeaders, &clean.requestHeaders, &clean.responseHeaders})
        QCOMPARE(headers->fields().last().first, QByteArray("X-•••"));
    QVERIFY(!clean.timeline.first().cause->header.contains("canary"));
    QVERIFY(!clean.timeline.first().cause->remark->field.name.contains("canary"));
    HistoryFilter filter;
    filter.text = secret;
    QVERIFY(samples::found(database, filter).isEmpty());
    database.close();
    QVERIFY(!bytesOf(samples::fileIn(folder)).contains("canary"));
}

void TestHistoryRedaction::ADV_M5_beginningsGoWhereTextsWereCut_data()
{
    QTest::addColumn<HistoryEntry>("entry");
    const auto row = [](const char *name, const std::function<void(HistoryEntry &)> &put) {
        HistoryEntry entry = samples::call(1);
        entry.error = Error(ErrorKind::AuthFailed);
        put(entry);
        QTest::newRow(name) << entry;
    };
    row("of a body", [](HistoryEntry &entry) {
        entry.responseBody = {QString(65'517, u'.') + u"canary-4711-abcdefg"_s, 100'000, true, true};
    });
    row("of what is sent, in Base64", [](HistoryEntry &entry) {
        entry.requestBody = {QString(65'526, u'.') + u"Y2FuYXJ5LTQ3"_s, 100'000, true, true};
    });
    row("of a value", [](HistoryEntry &entry) { entry.error->value = QString(70, u'x') + u"canary-471"_s; });
    row("of a remark", [](HistoryEntry &entry) { entry.error->remark = QString(188, u'y') + u"canary-4711…"_s; });
    row("of a value of a file", [](HistoryEntry &entry) {
        entry.error->faults = {ConfigFault{ErrorDetail::None, u"a"_s, QString(70, u'x') + u"canary-47…"_s, {}}};
    });
    row("of an attempt's error", [](HistoryEntry &entry) {
        entry.timeline.first().error = Error(ErrorKind::Refused);
        entry.timeline.first().error->value = QString(70, u'"') + u"canary-471"_s;
    });
    row("of what had it wait", [](HistoryEntry &entry) {
        const QByteArray value = QByteArray(70, 'x') + "canary-471";
        entry.timeline.first().cause = std::make_shared<const PauseCause>(PauseCause{
            PauseSource::RetryAfter, 429, "A", value, QuotaRemark{QuotaNote::RemainingMalformed, {"B", value}}});
    });
}

void TestHistoryRedaction::ADV_M5_beginningsGoWhereTextsWereCut()
{
    QFETCH(const HistoryEntry, entry);
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QCOMPARE(redactIn(database, entry, u"canary-4711-abcdefgh"_s), 1);
    const HistoryEntry clean = database.entry(1).value();
    QVERIFY(!clean.responseBody.text.contains(u"canary"_s) && !clean.requestBody.text.contains(u"Y2Fu"_s));
    QCOMPARE(clean.responseBody.cut, entry.responseBody.cut);
    const QByteArray error = QJsonDocument(errorToJson(*clean.error)).toJson();
    QVERIFY2(!error.contains("canary"), error.constData());
    QCOMPARE(error.count("…"), QJsonDocument(errorToJson(*entry.error)).toJson().count("…"));
    const QByteArray timeline = timelineToJson(clean.timeline);
    QVERIFY2(!timeline.contains("canary"), timeline.constData());
    QCOMPARE(redactAll(database, u"canary-4711-abcdefgh"_s), 0); // it is all done
}

void TestHistoryRedaction::beginningsStayWhereNothingWasCut()
{
    HistoryEntry entry = samples::call(1);
    entry.responseBody.text += u"canary-4711"_s;
    entry.requestBody = {QString(65'536, u'.'), 100'000, true, true};
    entry.error = Error(ErrorKind::Refused, ErrorDetail::None, QString(80, u'x') + u"canary-4711"_s);
    entry.error->value = u"canary-4711"_s;
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QCOMPARE(redactIn(database, entry, u"canary-4711-abcdefgh"_s), 0);
}

void TestHistoryRedaction::aPastedLineBreakIsNoPartOfIt()
{
    QTemporaryDir folder;
    VirtualScheduler scheduler;
    HistoryStore store(samples::fileIn(folder), scheduler);
    QSignalSpy redacted(&store, &HistoryStore::redacted);
    store.append(telling(1));
    store.append(samples::call(2));
    store.redact(u"example\n"_s); // too short without it
    store.redact(canary + u"\r\n"_s);
    QTRY_COMPARE(redacted.size(), 1);
    QCOMPARE(redacted.first().first().toInt(), 1);
}

void TestHistoryRedaction::slicesWithLargeBodiesAreSmall()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    HistoryEntry large = telling(1);
    large.responseBody.text = QString(60'000, u'.');
    QVERIFY(database.append(QList<HistoryEntry>(40, large)).ok());
    Redactor redactor;
    redactor.addSecret(canary);
    const RedactedSlice first = database.redact(redactor, std::numeric_limits<qint64>::max()).value();
    QVERIFY2(first.changed >= 1 && first.changed <= 20, qPrintable(QString::number(first.changed)));
    QCOMPARE(first.next, 41 - first.changed); // the last that was looked at
    QCOMPARE(first.changed + redactAll(database, canary), 40);
    QVERIFY(!holdsCanary(database.entry(1).value()) && !holdsCanary(database.entry(first.next).value()));
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
    // Both of one edit at once, or each by itself, as the thread of the history comes to it.
    QTRY_COMPARE(callsOf(redacted), 2);
    QVERIFY(redacted.size() <= 2);
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
