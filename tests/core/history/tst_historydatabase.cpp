// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historysamples.h"

#include "history/historyschema.h"
#include "history/historywriter.h"
#include "history/timelinejson.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>

#include <atomic>
#include <thread>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestHistoryDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatItIsGiven();
    void ADV_N8_valuesComeBackAsTheyWere_data();
    void ADV_N8_valuesComeBackAsTheyWere();
    void ADV_N8_numbersAtTheirEnds();
    void pagesFollowOneAnother();
    void newerOnesAreAskedForByTheirNumber();
    void ADV_F5_orderIsThatOfKeeping();
    void filters_data();
    void filters();
    void textsOfFewAndOfMany();
    void ADV_N11_textIsLiteral_data();
    void ADV_N11_textIsLiteral();
    void findsWhatIsNoAscii_data();
    void findsWhatIsNoAscii();
    void isItsOwnersAlone();
    void tellsWhatOthersChanged();
    void ADV_M8_deletedIsGone();
    void ADV_M8_clearLeavesNothing();
    void ADV_M8_whatCannotBeOverwrittenNowIsSoLater();
    void clearedGoesOnAsBefore();
    void filesOfTheFirstLayoutAreTakenOver();
    void ADV_N7_trimsBySizeInSlices();
    void trimsByAge();
    void ADV_N10_copiesWhileItIsOpen();
    void ADV_N10_copiesWhileAnotherWrites();
};

void TestHistoryDatabase::keepsWhatItIsGiven()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    HistoryEntry kept = samples::call(10);
    kept.hadOwnSettings = true;
    kept.requestId = u"billing/create"_s;
    QVERIFY(database.append({kept}).ok());
    const auto list = samples::found(database);
    QCOMPARE(list.size(), 1);
    HistorySummary expected = kept.summary;
    expected.id = list.first().id;
    QVERIFY(list.first() == expected);
    const auto entry = database.entry(expected.id);
    QVERIFY(entry.ok());
    QVERIFY(entry->summary == expected);
    QCOMPARE(entry->askedUrl, kept.askedUrl);
    QCOMPARE(entry->requestHeaders, kept.requestHeaders);
    QCOMPARE(entry->responseHeaders, kept.responseHeaders);
    QVERIFY(entry->requestBody == kept.requestBody);
    QVERIFY(entry->responseBody == kept.responseBody);
    QVERIFY(entry->error == kept.error);
    QCOMPARE(entry->protocol, Protocol::Http11);
    QCOMPARE(timelineToJson(entry->timeline), timelineToJson(kept.timeline));
    QVERIFY(entry->hadOwnSettings);
    QCOMPARE(entry->requestId, kept.requestId);
    QCOMPARE(database.entry(expected.id + 1).error().detail, ErrorDetail::NotFound);
}

void TestHistoryDatabase::filesOfTheFirstLayoutAreTakenOver()
{
    QTemporaryDir folder;
    {
        HistoryConnection connection(samples::fileIn(folder));
        QVERIFY(connection.open(HistoryConnection::Access::ReadWrite).ok());
        const SchemaSteps steps = historySchema(TextIndex::None);
        QVERIFY(migrate(connection, {steps.first()}).ok());
        QVERIFY(connection
                    .run(u"INSERT INTO calls VALUES (7, 1, 'orders', 'orders-api', 'GET', 'https://a.example/b', "
                         "200, 0, '', 5, 1, 0)"_s)
                    .ok());
        QVERIFY(connection
                    .run(u"INSERT INTO details VALUES (7, '/b', '[]', '[]', NULL, 0, 0, '', '[]', NULL, 0, 0, 0, "
                         "'')"_s)
                    .ok());
    }
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append({samples::call(1)}).ok());
    const auto before = database.entry(7);
    QVERIFY(before.ok());
    QCOMPARE(before->askedUrl, u"/b"_s);
    QVERIFY(!before->hadOwnSettings && before->requestId.isEmpty());
    QCOMPARE(samples::found(database).size(), 2);
}

void TestHistoryDatabase::ADV_N8_valuesComeBackAsTheyWere_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("NUL") << QString(u"a\0b"_s + QChar(0) + u'c');
    QTest::newRow("SQL") << u"'; DROP TABLE calls; --"_s;
    QTest::newRow("quotes") << u"\"'`[x]"_s;
    QTest::newRow("surrogates") << u"\U0001F980 \u202e gnirts"_s;
    QTest::newRow("half a surrogate") << QString::fromUtf8(QByteArray("\xff\xfe\xed\xa0\x80"));
    QTest::newRow("empty") << QString();
    QTest::newRow("a megabyte") << QString(1'000'000, u'x');
}

void TestHistoryDatabase::ADV_N8_valuesComeBackAsTheyWere()
{
    QFETCH(QString, text);
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    HistoryEntry entry = samples::call(1);
    entry.summary.url = text;
    entry.summary.clientName = text;
    entry.askedUrl = text;
    entry.responseBody.text = text;
    entry.requestHeaders = {{"X-Text", text.toUtf8()}};
    QVERIFY(database.append({entry}).ok());
    const auto read = database.entry(samples::found(database).value(0).id);
    QVERIFY(read.ok());
    QCOMPARE(read->summary.url, text.isNull() ? u""_s : text);
    QCOMPARE(read->summary.clientName, read->summary.url);
    QCOMPARE(read->askedUrl, read->summary.url);
    QCOMPARE(read->responseBody.text, read->summary.url);
    QCOMPARE(read->requestHeaders, entry.requestHeaders);
    QCOMPARE(database.count().value(), 1);
}

void TestHistoryDatabase::ADV_N8_numbersAtTheirEnds()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    HistoryEntry entry = samples::call(1);
    entry.summary.duration = Duration::max();
    entry.summary.status = std::numeric_limits<int>::max();
    entry.responseBody.bytes = std::numeric_limits<qint64>::max();
    entry.timeline.first().lasted = Duration::max();
    BreakerTrip trip;
    trip.rateThreshold = std::numeric_limits<double>::quiet_NaN();
    entry.timeline.first().trip = std::make_shared<const BreakerTrip>(trip);
    QVERIFY(database.append({entry}).ok());
    const auto read = database.entry(samples::found(database).value(0).id);
    QVERIFY(read.ok());
    QCOMPARE(read->summary.duration, Duration::max());
    QCOMPARE(read->summary.status, std::numeric_limits<int>::max());
    QCOMPARE(read->responseBody.bytes, std::numeric_limits<qint64>::max());
    QCOMPARE(read->timeline.first().lasted, Duration::max());
    QCOMPARE(read->timeline.first().trip->rateThreshold, 0.0);
}

void TestHistoryDatabase::pagesFollowOneAnother()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append(samples::calls(95)).ok());
    const auto all = samples::found(database, {}, 10);
    QCOMPARE(all.size(), 95);
    for (qsizetype i = 1; i < all.size(); ++i)
        QCOMPARE(all.at(i).id, all.at(i - 1).id - 1);
}

void TestHistoryDatabase::newerOnesAreAskedForByTheirNumber()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    const std::atomic<bool> goOn{false};
    QVERIFY(database.append(samples::calls(3)).ok());
    HistoryQuery query;
    query.after = samples::found(database).first().id;
    QVERIFY(database.page(query, goOn).value().isEmpty());
    QVERIFY(database.append(samples::calls(2, 4)).ok());
    const auto newer = database.page(query, goOn);
    QCOMPARE(newer.value().size(), 2);
    QVERIFY(newer->first().url.contains(u"/5?"));
}

void TestHistoryDatabase::ADV_F5_orderIsThatOfKeeping()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    HistoryEntry late = samples::call(1);
    HistoryEntry early = samples::call(2);
    early.summary.startedAt = samples::noon - 24h; // the clock was set back
    QVERIFY(database.append({late}).ok());
    QVERIFY(database.append({early}).ok());
    const auto all = samples::found(database);
    QCOMPARE(all.value(0).url, early.summary.url);
    HistoryFilter since;
    since.from = samples::noon;
    QCOMPARE(samples::found(database, since).size(), 1);
}

void TestHistoryDatabase::filters_data()
{
    QTest::addColumn<HistoryFilter>("filter");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, int expected, auto set) {
        HistoryFilter filter;
        set(filter);
        QTest::newRow(name) << filter << expected;
    };
    row("all", 200, [](auto &) {});
    row("client", 50, [](auto &f) { f.client = u"payments"_s; });
    row("status", 20, [](auto &f) { f.status = {503, 503}; });
    row("statuses", 20, [](auto &f) { f.status = {500, 599}; });
    row("all statuses", 196, [](auto &f) { f.status = {200, 503}; });
    row("a status that never was", 0, [](auto &f) { f.status = {404, 404}; });
    row("server errors", 20, [](auto &f) { f.outcome = HistoryOutcome::ServerError; });
    row("no answer", 4, [](auto &f) { f.outcome = HistoryOutcome::NoAnswer; });
    row("timeouts", 4, [](auto &f) { f.error = ErrorKind::AttemptTimeout; });
    row("none of that kind", 0, [](auto &f) { f.error = ErrorKind::Dns; });
    row("url", 1, [](auto &f) { f.url = u"ORDERS/123?"_s; });
    row("text in a body", 200, [](auto &f) { f.text = u"ada byron"_s; });
    row("text in a head", 1, [](auto &f) { f.text = u"req-77"_s; });
    row("two characters", 200, [](auto &f) { f.text = u"Ad"_s; });
    row("no such text", 0, [](auto &f) { f.text = u"Lovelace"_s; });
    row("from", 51, [](auto &f) { f.from = samples::noon + 150s; });
    row("to", 9, [](auto &f) { f.to = samples::noon + 10s; });
    row("from and to", 10, [](auto &f) {
        f.from = samples::noon + 10s;
        f.to = samples::noon + 20s;
    });
    row("before all", 0, [](auto &f) { f.to = samples::noon; });
    row("a status in a period", 1, [](auto &f) {
        f.status = {503, 503};
        f.from = samples::noon + 10s;
        f.to = samples::noon + 20s;
    });
    row("several", 5, [](auto &f) {
        f.client = u"payments"_s;
        f.outcome = HistoryOutcome::ServerError;
        f.text = u"orders"_s;
        f.from = samples::noon + 101s;
    });
}

void TestHistoryDatabase::filters()
{
    QFETCH(HistoryFilter, filter);
    QFETCH(int, expected);
    for (const TextIndex index : {TextIndex::Trigram, TextIndex::None}) {
        QTemporaryDir folder;
        HistoryDatabase database(samples::fileIn(folder), index);
        QVERIFY(database.append(samples::calls(200)).ok());
        QCOMPARE(samples::found(database, filter, 30).size(), expected);
    }
}

/// Which of both is looked through first depends on how many calls there are; what is found does not.
void TestHistoryDatabase::textsOfFewAndOfMany()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append(samples::calls(2'000)).ok());
    const auto found = [&database](const QString &client, const QString &text) {
        HistoryFilter filter;
        filter.client = client;
        filter.text = text;
        const QList<HistorySummary> calls = samples::found(database, filter, 70); // in pages
        const bool isOrdered = std::is_sorted(calls.begin(), calls.end(),
                                              [](const auto &one, const auto &other) { return one.id > other.id; });
        return isOrdered ? calls.size() : -1;
    };
    QCOMPARE(found(u"orders"_s, u"ADA byron"_s), 1'500);
    QCOMPARE(found(u"payments"_s, u"ADA byron"_s), 500);
    QCOMPARE(found(u"orders"_s, u"req-77"_s), 9); // and not of 772 and 776
    QCOMPARE(found(u"payments"_s, u"req-77"_s), 2);
    QCOMPARE(found(u"orders"_s, u"q~"_s), 0);
    QCOMPARE(found(u"payments"_s, u"q~"_s), 0);
    QCOMPARE(found(u"nobody"_s, u"ADA byron"_s), 0);
}

void TestHistoryDatabase::ADV_N11_textIsLiteral_data()
{
    QTest::addColumn<QString>("needle");
    QTest::addColumn<int>("expected");
    QTest::newRow("percent") << u"%"_s << 1;
    QTest::newRow("percents") << u"%%%%"_s << 0;
    QTest::newRow("50%") << u"50%"_s << 1;
    QTest::newRow("underscore") << u"_"_s << 1;
    QTest::newRow("snake_case") << u"snake_case"_s << 1;
    QTest::newRow("snakeXcase") << u"snakeXcase"_s << 0;
    QTest::newRow("backslash") << u"\\"_s << 1;
    QTest::newRow("quotes") << u"\"quoted\""_s << 1;
    QTest::newRow("operators") << u"a OR b"_s << 0;
    QTest::newRow("star") << u"orders*"_s << 0;
    QTest::newRow("NUL") << QString(u"50"_s + QChar(0) + u'%') << 1;
    QTest::newRow("longer than anything") << QString(100'000, u'%') << 0;
    QTest::newRow("catastrophic") << u"(a+)+$"_s + QString(500, u'a') << 0;
}

void TestHistoryDatabase::ADV_N11_textIsLiteral()
{
    QFETCH(QString, needle);
    QFETCH(int, expected);
    for (const TextIndex index : {TextIndex::Trigram, TextIndex::None}) {
        QTemporaryDir folder;
        HistoryDatabase database(samples::fileIn(folder), index);
        HistoryEntry special = samples::call(1);
        special.responseBody.text = uR"(50% of snake_case, \ and "quoted")"_s;
        QVERIFY(database.append(samples::calls(50, 2)).ok());
        QVERIFY(database.append({special}).ok());
        HistoryFilter filter;
        filter.text = needle;
        QCOMPARE(samples::found(database, filter).size(), expected);
        filter.text.clear();
        filter.url = needle;
        QCOMPARE(samples::found(database, filter).size(), 0);
    }
}

void TestHistoryDatabase::findsWhatIsNoAscii_data()
{
    QTest::addColumn<QString>("needle");
    QTest::newRow("behind a NUL") << u"needle"_s;
    QTest::newRow("emoji of two characters, four units") << u"\U0001F44D\U0001F3FD"_s;
    QTest::newRow("emoji and a letter") << u"\U0001F980a"_s;
    QTest::newRow("two letters, as written") << u"Är"_s;
    QTest::newRow("two letters, small") << u"är"_s;
    QTest::newRow("capitals") << u"ÄRGER"_s;
    QTest::newRow("small letters") << u"ärger"_s;
    QTest::newRow("Cyrillic, in the other case") << u"ДА"_s;
}

void TestHistoryDatabase::findsWhatIsNoAscii()
{
    QFETCH(QString, needle);
    for (const TextIndex index : {TextIndex::Trigram, TextIndex::None}) {
        QTemporaryDir folder;
        HistoryDatabase database(samples::fileIn(folder), index);
        HistoryEntry special = samples::call(1);
        special.responseBody.text = u"before"_s + QChar::Null
            + u"behind it a needle, \U0001F44D\U0001F3FD and \U0001F980a, Ärger, да"_s;
        QVERIFY(database.append(samples::calls(5, 2)).ok());
        QVERIFY(database.append({special}).ok());
        HistoryFilter filter;
        filter.text = needle;
        QCOMPARE(samples::found(database, filter).size(), 1);
    }
}

void TestHistoryDatabase::isItsOwnersAlone()
{
#ifdef Q_OS_UNIX
    constexpr auto ofOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QTemporaryDir folder;
    const QString made = folder.filePath(u"made"_s);
    HistoryDatabase database(made + u"/history.sqlite"_s);
    QVERIFY(database.append(samples::calls(3)).ok());
    const QStringList paths{made, made + u"/history.sqlite"_s, made + u"/history.sqlite-wal"_s,
                            made + u"/history.sqlite-shm"_s};
    for (const QString &path : paths)
        QVERIFY2(QFileInfo::exists(path) && !(QFileInfo(path).permissions() & ofOthers), qPrintable(path));
    // As an earlier version made them.
    const QString folderAside = made + u"/history.sqlite.damaged-20260101-000000"_s;
    const QString fileAside = made + u"/history.sqlite.damaged-20260102-000000"_s;
    QVERIFY(QDir().mkpath(folderAside + u"/deeper"_s));
    const QString ofAll = folder.filePath(u"of-all"_s);
    for (const QString &path : {fileAside, ofAll}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    constexpr QFileDevice::Permissions readByAll(0x6644);
    QVERIFY(QFile::setPermissions(made, QFileDevice::Permissions(0x7755)));
    QVERIFY(QFile::setPermissions(folderAside, QFileDevice::Permissions(0x7755)));
    for (const QString &path : paths.sliced(1) + QStringList{fileAside, ofAll})
        QVERIFY(QFile::setPermissions(path, readByAll));
    const QString link = made + u"/history.sqlite.damaged-20260103-000000"_s;
    QVERIFY(QFile::link(ofAll, link));
    HistoryDatabase next(made + u"/history.sqlite"_s);
    QVERIFY(next.append(samples::calls(1)).ok());
    for (const QString &path : paths + QStringList{folderAside, fileAside})
        QVERIFY2(!(QFileInfo(path).permissions() & ofOthers), qPrintable(path));
    QVERIFY(QFileInfo(made).permissions() & QFileDevice::ExeOwner);
    QVERIFY(QFileInfo(ofAll).permissions() & QFileDevice::ReadOther); // what a link leads to is not ours
    QVERIFY(next.clear().ok());
    QVERIFY(QDir(made).entryList({u"*damaged*"_s}, QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).isEmpty());
    QVERIFY(QFileInfo::exists(ofAll));
#endif
}

void TestHistoryDatabase::tellsWhatOthersChanged()
{
    QTemporaryDir folder;
    HistoryDatabase mine(samples::fileIn(folder));
    HistoryDatabase other(samples::fileIn(folder));
    QVERIFY(other.append(samples::calls(1)).ok());
    const QString before = mine.version().value();
    QVERIFY(mine.append(samples::calls(2)).ok());
    QCOMPARE(mine.version().value(), before);
    QVERIFY(other.append(samples::calls(1)).ok());
    const QString after = mine.version().value();
    QVERIFY(after != before);
    QCOMPARE(mine.version().value(), after);
    // SQLite counts from the beginning for each connection.
    mine.close();
    QVERIFY(other.append(samples::calls(1)).ok());
    const QString reopened = mine.version().value();
    mine.close();
    QVERIFY(other.append(samples::calls(1)).ok());
    QVERIFY(mine.version().value() != reopened);
}

void TestHistoryDatabase::ADV_M8_deletedIsGone()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append(samples::calls(5)).ok());
    const qint64 id = samples::found(database).at(2).id;
    QVERIFY(database.remove({id, 4'711}).ok());
    QCOMPARE(database.count().value(), 4);
    QVERIFY(!database.entry(id).ok());
    HistoryFilter filter;
    filter.text = u"req-3"_s;
    QCOMPARE(samples::found(database, filter).size(), 0);
    const auto isInAFile = [&folder](const QByteArray &text) {
        const QStringList names = QDir(folder.path()).entryList(QDir::Files);
        return std::any_of(names.begin(), names.end(), [&](const QString &name) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(text);
        });
    };
    QVERIFY2(isInAFile("req-2"), "or the search finds nothing");
    QVERIFY(!isInAFile("req-3"));
}

void TestHistoryDatabase::ADV_M8_clearLeavesNothing()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append(samples::calls(300)).ok());
    const qint64 last = samples::found(database).first().id;
    QVERIFY(database.clear().ok());
    QCOMPARE(database.count().value(), 0);
    for (const QString &name : QDir(folder.path()).entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("Ada Byron"), qPrintable(name));
    }
    QVERIFY(database.append(samples::calls(1)).ok());
    QVERIFY(samples::found(database).first().id > last); // no number comes twice
}

void TestHistoryDatabase::ADV_M8_whatCannotBeOverwrittenNowIsSoLater()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    const auto isInAFile = [&folder](const QByteArray &text) {
        const QStringList names = QDir(folder.path()).entryList(QDir::Files);
        return std::any_of(names.begin(), names.end(), [&](const QString &name) {
            QFile each(folder.filePath(name));
            return each.open(QIODevice::ReadOnly) && each.readAll().contains(text);
        });
    };
    HistoryDatabase database(file);
    QVERIFY(database.append(samples::calls(300)).ok());
    {
        HistoryConnection reader(file); // another window, in the midst of its list
        QVERIFY(reader.open(HistoryConnection::Access::ReadWrite).ok());
        QVERIFY(reader.run(u"BEGIN"_s).ok());
        QCOMPARE(reader.value(u"SELECT COUNT(*) FROM calls"_s).value().toInt(), 300);
        QFile aside(file + u".damaged-1"_s);
        QVERIFY(aside.open(QIODevice::WriteOnly));
        QVERIFY(database.clear().ok());
        QVERIFY(!aside.exists());
        QCOMPARE(database.count().value(), 0);
        QVERIFY(isInAFile("https://api.example.com/orders/77"));
        QVERIFY(reader.run(u"ROLLBACK"_s).ok());
    }
    QVERIFY(database.trim({}).ok());
    QVERIFY(!isInAFile("https://api.example.com/orders/77"));
    // A program that ends in between: the next one does it.
    QVERIFY(database.append(samples::calls(300)).ok());
    database.close();
    {
        HistoryConnection connection(file);
        QVERIFY(connection.open(HistoryConnection::Access::ReadWrite).ok());
        QVERIFY(HistoryWriter(connection).clear(TextIndex::Trigram).ok());
        QVERIFY(!HistoryWriter(connection).isSwept().value());
    }
    QVERIFY(isInAFile("https://api.example.com/orders/77"));
    HistoryDatabase next(file);
    QVERIFY(next.trim({}).ok());
    QVERIFY(!isInAFile("https://api.example.com/orders/77"));
    HistoryConnection connection(file);
    QVERIFY(connection.open(HistoryConnection::Access::ReadWrite).ok());
    QVERIFY(HistoryWriter(connection).isSwept().value()); // and once
}

void TestHistoryDatabase::clearedGoesOnAsBefore()
{
    for (const TextIndex index : {TextIndex::Trigram, TextIndex::None}) {
        QTemporaryDir folder;
        HistoryDatabase database(samples::fileIn(folder), index);
        HistoryDatabase other(samples::fileIn(folder), index);
        HistoryLimits limits;
        limits.maxBytes = 1'000'000;
        QVERIFY(database.setLimits(limits).ok());
        QVERIFY(database.append(samples::calls(300)).ok());
        QCOMPARE(other.count().value(), 300);
        QVERIFY(database.clear().ok());
        QVERIFY(database.clear().ok()); // nothing is there
        QCOMPARE(other.count().value(), 0);
        QVERIFY(other.append(samples::calls(60)).ok());
        QVERIFY(database.append(samples::calls(60, 61)).ok());
        QCOMPARE(database.limits({}).value().maxBytes, limits.maxBytes);
        HistoryFilter filter;
        filter.text = u"req-77"_s;
        filter.client = u"orders"_s;
        QCOMPARE(samples::found(other, filter).size(), 1);
        QVERIFY(other.entry(samples::found(other, filter).first().id).ok());
        QVERIFY(other.remove({samples::found(other, filter).first().id}).ok());
        QCOMPARE(samples::found(database, filter).size(), 0);
        database.close();
        other.close();
        HistoryDatabase later(samples::fileIn(folder), index);
        QCOMPARE(later.count().value(), 119);
        QVERIFY(later.setAsideName().isEmpty());
    }
}

void TestHistoryDatabase::ADV_N7_trimsBySizeInSlices()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    database.setNow(samples::noon);
    QVERIFY(database.append(samples::calls(3'000)).ok());
    HistoryLimits limits;
    limits.maxBytes = 1'000'000;
    qint64 before = database.count().value();
    for (bool more = true; more;) {
        const auto trimmed = database.trim(limits);
        QVERIFY(trimmed.ok());
        more = *trimmed;
        const qint64 now = database.count().value();
        QVERIFY(before - now <= 250);
        QCOMPARE(samples::found(database, {}, 500).size(), now);
        before = now;
    }
    QVERIFY(before > 0);
    QVERIFY(before < 3'000);
    QVERIFY(samples::found(database).first().url.contains(u"/3000?")); // the oldest went
    database.close(); // which brings the file up to date
    QVERIFY2(QFileInfo(samples::fileIn(folder)).size() < 1'300'000,
             qPrintable(QString::number(QFileInfo(samples::fileIn(folder)).size())));
}

void TestHistoryDatabase::trimsByAge()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append(samples::calls(100)).ok());
    database.setNow(samples::noon + 1h + 40s + 500ms);
    HistoryLimits limits;
    limits.maxAge = 1h;
    for (auto more = database.trim(limits); more.value(); more = database.trim(limits)) { }
    QCOMPARE(database.count().value(), 60);
}

void TestHistoryDatabase::ADV_N10_copiesWhileItIsOpen()
{
    QTemporaryDir folder;
    HistoryDatabase database(samples::fileIn(folder));
    QVERIFY(database.append(samples::calls(40)).ok());
    const QString target = folder.filePath(u"copy.sqlite"_s);
    QVERIFY(database.copyTo(target).ok());
    QVERIFY(database.append(samples::calls(1, 41)).ok());
    HistoryDatabase copy(target);
    QCOMPARE(copy.count().value(), 40);
    QVERIFY(!database.copyTo(target).ok()); // nothing is overwritten
}

/// Each batch is in it as a whole, or not at all.
void TestHistoryDatabase::ADV_N10_copiesWhileAnotherWrites()
{
    QTemporaryDir folder;
    const QString file = samples::fileIn(folder);
    constexpr int batch = 7;
    HistoryDatabase database(file);
    QVERIFY(database.append(samples::calls(batch)).ok());
    std::atomic<int> written{1};
    std::atomic<bool> isOver{false};
    std::thread writer([&] {
        HistoryDatabase other(file);
        for (int n = 1; !isOver; ++n) {
            if (other.append(samples::calls(batch, n * batch + 1)))
                ++written;
        }
    });
    const auto end = qScopeGuard([&] {
        isOver = true;
        writer.join();
    });
    for (int copies = 1; copies <= 5; ++copies) {
        const int before = written;
        QTRY_VERIFY(written > before);
        const int least = written;
        const QString target = folder.filePath(u"copy%1.sqlite"_s.arg(copies));
        QVERIFY(database.copyTo(target).ok());
        const int most = written + 1; // one may be in the file, and not counted yet
        HistoryDatabase copy(target);
        const int count = int(copy.count().value());
        QCOMPARE(count % batch, 0);
        QVERIFY2(count / batch >= least && count / batch <= most, qPrintable(QString::number(count)));
    }
}

QTEST_GUILESS_MAIN(TestHistoryDatabase)
#include "tst_historydatabase.moc"
