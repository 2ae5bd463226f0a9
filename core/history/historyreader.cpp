// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyreader.h"

#include "history/errorjson.h"
#include "history/timelinejson.h"

#include <QJsonDocument>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstSpan = 4'096; // ids looked through at once; each further span is larger, up to the largest
constexpr qint64 spanGrowth = 4;
constexpr qint64 largestSpan = 131'072;
constexpr int mostCounted = 20'000; // calls of a period; in more than that it is no help to know where they lie
constexpr int fewCalls = 1'000; // whose texts are read sooner than all that the index of texts has found
constexpr qsizetype longestNeedle = 1'000;
constexpr qsizetype shortestIndexed = 3; // characters of a trigram

constexpr auto summaryColumns = "calls.id, started_ms, client, client_name, method, url, status, error, duration_ns, "
                                "attempts, retries"_L1;

constexpr int summaryFields = 11; // of those

/// What is looked for of what was typed. NUL would end it, and is in no text.
QString needleOf(const QString &typed)
{
    return typed.left(longestNeedle).remove(QChar::Null);
}

/// What SQL's LIKE takes for any text with needle in it, meant literally.
QString likePattern(const QString &needle)
{
    QString pattern = needle;
    for (const auto special : {u'\\', u'%', u'_'})
        pattern.replace(special, u'\\' + QString(special));
    return u'%' + pattern + u'%';
}

/// What FTS5 takes for a literal text.
QString phrase(const QString &needle)
{
    QString quoted = needle;
    quoted.replace(u'"', u"\"\""_s);
    return u'"' + quoted + u'"';
}

/// A trigram is of three characters, and an emoji two units of a text.
bool isIndexed(const QString &needle)
{
    return needle.toUcs4().size() >= shortestIndexed;
}

/// LIKE knows upper and lower case of ASCII alone.
QStringList casesOf(const QString &needle)
{
    QStringList cases{needle, needle.toLower(), needle.toUpper()};
    if (std::all_of(needle.begin(), needle.end(), [](QChar c) { return c.unicode() < 0x80; }))
        return {needle};
    cases.removeDuplicates();
    return cases;
}

qint64 milliseconds(WallTime moment)
{
    return moment.time_since_epoch().count();
}

/// The index finds each of them at once, in the order of the ids; for a range it would look through all.
QString numbersOf(const StatusRange &range)
{
    QStringList numbers;
    for (int status = range.first; status <= range.last; ++status)
        numbers << QString::number(status);
    return numbers.join(u',');
}

HistorySummary summaryOf(const QSqlQuery &row)
{
    HistorySummary call;
    int column = 0;
    call.id = row.value(column++).toLongLong();
    call.startedAt = WallTime(std::chrono::milliseconds(row.value(column++).toLongLong()));
    call.client = row.value(column++).toString();
    call.clientName = row.value(column++).toString();
    call.method = row.value(column++).toString();
    call.url = row.value(column++).toString();
    call.status = row.value(column++).toInt();
    call.error = errorKindNamed(row.value(column++).toString());
    call.duration = Duration(row.value(column++).toLongLong());
    call.attempts = row.value(column++).toInt();
    call.retries = row.value(column++).toInt();
    return call;
}

HistoryBody bodyOf(const QSqlQuery &row, int column)
{
    HistoryBody body;
    body.kept = !row.value(column).isNull();
    if (body.kept)
        body.text = QString::fromUtf8(qUncompress(row.value(column).toByteArray()));
    body.bytes = row.value(column + 1).toLongLong();
    body.cut = row.value(column + 2).toBool();
    return body;
}

HistoryEntry entryOf(const QSqlQuery &row)
{
    constexpr int bodyColumns = 3;
    HistoryEntry entry;
    entry.summary = summaryOf(row);
    int column = summaryFields;
    entry.askedUrl = row.value(column++).toString();
    entry.askedHeaders = headersFromJson(row.value(column++).toByteArray());
    entry.requestHeaders = headersFromJson(row.value(column++).toByteArray());
    entry.requestBody = bodyOf(row, column);
    column += bodyColumns;
    const QByteArray error = row.value(column++).toByteArray();
    if (!error.isEmpty())
        entry.error = errorFromJson(QJsonDocument::fromJson(error).object());
    entry.responseHeaders = headersFromJson(row.value(column++).toByteArray());
    entry.responseBody = bodyOf(row, column);
    column += bodyColumns;
    entry.protocol = Protocol(std::clamp(row.value(column++).toInt(), 0, int(Protocol::Http2)));
    entry.timeline = timelineFromJson(qUncompress(row.value(column++).toByteArray()));
    entry.hadOwnSettings = row.value(column++).toBool();
    entry.requestId = row.value(column).toString();
    return entry;
}

} // namespace

void HistoryReader::Condition::addLike(const QString &column, const QString &needle)
{
    const QStringList cases = casesOf(needle);
    QStringList alternatives;
    for (const QString &each : cases) {
        alternatives << column + uR"( LIKE ? ESCAPE '\')"_s;
        values << likePattern(each);
    }
    where += u" AND ("_s + alternatives.join(" OR "_L1) + u')';
}

HistoryReader::Condition HistoryReader::conditionOf(const HistoryFilter &filter) const
{
    Condition condition{u"calls"_s, {}, {}};
    const auto add = [&condition](const QString &sql, const QVariant &value) {
        condition.where += u" AND "_s + sql;
        condition.values << value;
    };
    if (const QString text = needleOf(filter.text); !text.isEmpty()) {
        condition.from = u"search CROSS JOIN calls ON calls.id = search.rowid"_s;
        if (m_index == TextIndex::Trigram && isIndexed(text))
            add(u"search.text MATCH ?"_s, phrase(text));
        else
            condition.addLike(u"search.text"_s, text);
    }
    if (!filter.client.isEmpty())
        add(u"client = ?"_s, filter.client);
    if (const QString url = needleOf(filter.url); !url.isEmpty())
        condition.addLike(u"url"_s, url);
    if (filter.outcome)
        add(u"outcome = ?"_s, int(*filter.outcome));
    if (filter.status)
        condition.where += u" AND status IN (%1)"_s.arg(numbersOf(*filter.status));
    if (filter.error)
        add(u"error <> '' AND error = ?"_s, QString(errorKindName(*filter.error)));
    if (filter.from)
        add(u"started_ms >= ?"_s, milliseconds(*filter.from));
    if (filter.to)
        add(u"started_ms < ?"_s, milliseconds(*filter.to));
    return condition;
}

Result<qint64> HistoryReader::bound(const QString &sql, const QVariantList &values)
{
    const auto found = m_connection.value(sql, values);
    if (!found)
        return found.error();
    return found->toLongLong();
}

/// The first or the last id that a filter's period leaves, or one beyond it. Ids do not follow the calendar where the
/// clock was set, but what is too early or too late ends somewhere.
Result<qint64> HistoryReader::edge(const QString &extreme, const HistoryFilter &filter)
{
    const QString ofAll = u"SELECT %1(id) FROM calls"_s.arg(extreme);
    if (!filter.from && !filter.to)
        return bound(ofAll);
    constexpr auto begin = std::numeric_limits<qint64>::min();
    constexpr auto end = std::numeric_limits<qint64>::max();
    return bound(u"SELECT CASE WHEN COUNT(*) > %2 THEN (%3) ELSE %1(id) END FROM (SELECT id FROM calls INDEXED BY "
                 "calls_started WHERE started_ms >= ? AND started_ms < ? LIMIT %2 + 1)"_s.arg(extreme)
                     .arg(mostCounted)
                     .arg(ofAll),
                 {filter.from ? milliseconds(*filter.from) : begin, filter.to ? milliseconds(*filter.to) : end});
}

Result<void> HistoryReader::readSpan(const Condition &condition, qint64 low, qint64 high, int limit,
                                     QList<HistorySummary> &found)
{
    // The index of texts can only be asked for spans of its own row numbers.
    const QString id = condition.from == u"calls" ? u"calls.id"_s : u"search.rowid"_s;
    const QString sql = u"SELECT %1 FROM %2 WHERE %3 >= ? AND %3 < ? %4 ORDER BY %3 DESC LIMIT ?"_s.arg(
        summaryColumns, condition.from, id, condition.where);
    return m_connection.read(sql, QVariantList{low, high} + condition.values + QVariantList{limit},
                             [&found](const QSqlQuery &row) {
                                 found.append(summaryOf(row));
                                 return true;
                             });
}

/// Where the rest of the filter leaves few calls, a text that is in very many is looked for in theirs alone.
Result<HistoryReader::MaybePage> HistoryReader::pageOfFew(const HistoryQuery &query, qint64 low, qint64 high,
                                                          const std::atomic<bool> &cancelled)
{
    HistoryFilter rest = query.filter;
    const QString needle = needleOf(std::exchange(rest.text, {}));
    if (needle.isEmpty() || rest.isEmpty())
        return MaybePage();
    const Condition condition = conditionOf(rest);
    const QString where = u"calls.id >= ? AND calls.id < ?"_s + condition.where;
    const QVariantList values = QVariantList{low, high} + condition.values;
    const auto count = bound(
        u"SELECT COUNT(*) FROM (SELECT 1 FROM calls WHERE %1 LIMIT %2)"_s.arg(where).arg(fewCalls + 1), values);
    if (!count || *count > fewCalls)
        return count ? Result<MaybePage>(std::nullopt) : count.error();
    QList<HistorySummary> found;
    const QString sql = u"SELECT %1, search.text FROM calls CROSS JOIN search ON search.rowid = calls.id WHERE %2 "
                        "ORDER BY calls.id DESC"_s.arg(summaryColumns, where);
    const auto done = m_connection.read(sql, values, [&](const QSqlQuery &row) {
        if (row.value(summaryFields).toString().contains(needle, Qt::CaseInsensitive))
            found.append(summaryOf(row));
        return !cancelled && found.size() < query.limit;
    });
    return done ? Result<MaybePage>(found) : done.error();
}

Result<QList<HistorySummary>> HistoryReader::page(const HistoryQuery &query, const std::atomic<bool> &cancelled)
{
    const HistoryFilter &filter = query.filter;
    const auto first = edge(u"MIN"_s, filter);
    const auto last = edge(u"MAX"_s, filter);
    if (!first || !last)
        return first ? last.error() : first.error();
    QList<HistorySummary> found;
    if (*first == 0 || *last == 0)
        return found;
    const qint64 floor = std::max(*first, query.after.value_or(0) + 1);
    qint64 high = std::min(query.before.value_or(*last + 1), *last + 1);
    if (const auto few = pageOfFew(query, floor, high, cancelled); !few || *few)
        return few ? Result<QList<HistorySummary>>(**few) : few.error();
    const Condition condition = conditionOf(filter);
    for (qint64 span = firstSpan; high > floor && !cancelled; span = std::min(span * spanGrowth, largestSpan)) {
        const qint64 low = std::max(floor, high - span);
        const int wanted = query.limit - int(found.size());
        if (auto done = readSpan(condition, low, high, wanted, found); !done)
            return done.error();
        if (found.size() >= query.limit)
            break;
        high = low;
    }
    return found;
}

Result<HistoryEntry> HistoryReader::entry(qint64 id)
{
    std::optional<HistoryEntry> found;
    const QString sql =
        u"SELECT %1, asked_url, asked_headers, request_headers, request_body, request_bytes, request_cut, "
        "details.error, response_headers, response_body, response_bytes, response_cut, protocol, timeline, "
        "own_settings, request FROM calls JOIN details ON details.id = calls.id WHERE calls.id = ?"_s.arg(
            QString(summaryColumns).replace(u" error,"_s, u" calls.error,"_s));
    const auto done = m_connection.read(sql, {id}, [&found](const QSqlQuery &row) {
        found = entryOf(row);
        return false;
    });
    if (!done)
        return done.error();
    if (!found)
        return Error(ErrorKind::Storage, ErrorDetail::NotFound, m_connection.file());
    return *std::move(found);
}

Result<qint64> HistoryReader::count()
{
    return bound(u"SELECT COUNT(*) FROM calls"_s);
}

} // namespace fuseboard
