// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historywriter.h"

#include "history/errorjson.h"
#include "history/historyfilter.h"
#include "history/historyreader.h"
#include "history/timelinejson.h"

#include <QJsonDocument>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// A table that is there while deleted content may be readable in the file. It stands in the file, as the program may
/// end before that is overwritten.
constexpr auto unsweptMark = "unswept"_L1;
constexpr int detailColumns = 16;

QVariant packed(const HistoryBody &body)
{
    return body.kept ? QVariant(qCompress(body.text.toUtf8())) : QVariant(QMetaType::fromType<QByteArray>());
}

/// A null string would be bound as NULL.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

int outcomeOf(const HistorySummary &call)
{
    constexpr int hundred = 100;
    const bool isStatus = call.status >= hundred && (!call.error || *call.error == ErrorKind::HttpStatus);
    const int outcome = isStatus ? call.status / hundred : int(HistoryOutcome::NoAnswer);
    return outcome > int(HistoryOutcome::ServerError) ? int(HistoryOutcome::NoAnswer) : outcome;
}

void appendHead(QString &text, const Headers &headers)
{
    for (const auto &[name, value] : headers.fields())
        text += QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value) + u'\n';
}

QString searchedText(const HistoryEntry &entry)
{
    QString text = entry.summary.url + u'\n';
    appendHead(text, entry.requestHeaders);
    appendHead(text, entry.responseHeaders);
    text += entry.requestBody.text.left(searchedBodyCharacters) + u'\n';
    text += entry.responseBody.text.left(searchedBodyCharacters);
    return text.remove(QChar::Null); // nothing behind it would be found
}

QVariantList rowOf(const HistorySummary &call)
{
    return {qint64(call.startedAt.time_since_epoch().count()),
            text(call.client),
            text(call.clientName),
            text(call.method),
            text(call.url),
            call.status,
            outcomeOf(call),
            call.error ? QString(errorKindName(*call.error)) : u""_s,
            qint64(call.duration.count()),
            call.attempts,
            call.retries};
}

QVariantList rowOf(qint64 id, const HistoryEntry &entry)
{
    const QByteArray error = entry.error ? QJsonDocument(errorToJson(*entry.error)).toJson(QJsonDocument::Compact)
                                         : QByteArray();
    return {id,
            text(entry.askedUrl),
            QString::fromUtf8(headersToJson(entry.askedHeaders)),
            QString::fromUtf8(headersToJson(entry.requestHeaders)),
            packed(entry.requestBody),
            entry.requestBody.bytes,
            int(entry.requestBody.cut),
            text(QString::fromUtf8(error)),
            QString::fromUtf8(headersToJson(entry.responseHeaders)),
            packed(entry.responseBody),
            entry.responseBody.bytes,
            int(entry.responseBody.cut),
            int(entry.protocol),
            qCompress(timelineToJson(entry.timeline)),
            int(entry.hadOwnSettings),
            text(entry.requestId)};
}

bool execute(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), values.at(i));
    return query.exec();
}

QString placeholders(int count)
{
    QStringList marks;
    marks.fill(u"?"_s, count);
    return u'(' + marks.join(u',') + u')';
}

} // namespace

Result<void> HistoryWriter::append(const QList<HistoryEntry> &entries)
{
    constexpr int callColumns = 11;
    return m_connection.inTransaction([&]() -> Result<void> {
        QSqlQuery call = m_connection.prepared(
            u"INSERT INTO calls (started_ms, client, client_name, method, url, status, outcome, error, duration_ns, "
            "attempts, retries) VALUES "_s
            + placeholders(callColumns));
        QSqlQuery details = m_connection.prepared(u"INSERT INTO details VALUES "_s + placeholders(detailColumns));
        QSqlQuery search = m_connection.prepared(u"INSERT INTO search (rowid, text) VALUES (?, ?)"_s);
        for (const HistoryEntry &entry : entries) {
            if (auto done = insert(call, details, search, entry); !done)
                return done;
        }
        return {};
    });
}

Result<void> HistoryWriter::insert(QSqlQuery &call, QSqlQuery &details, QSqlQuery &search, const HistoryEntry &entry)
{
    if (!execute(call, rowOf(entry.summary)))
        return m_connection.errorOf(call);
    const qint64 id = call.lastInsertId().toLongLong();
    if (!execute(details, rowOf(id, entry)))
        return m_connection.errorOf(details);
    if (!execute(search, {id, searchedText(entry)}))
        return m_connection.errorOf(search);
    return {};
}

Result<void> HistoryWriter::change(const QList<qint64> &ids, TextIndex index,
                                   const std::function<HistoryEntry(const HistoryEntry &)> &change)
{
    auto done = m_connection.inTransaction([&]() -> Result<void> {
        for (const qint64 id : ids) {
            const auto entry = HistoryReader(m_connection, index).entry(id);
            if (!entry && entry.error().detail == ErrorDetail::NotFound)
                continue; // another program deletes too
            if (auto replaced = entry ? replace(change(*entry)) : Result<void>(entry.error()); !replaced)
                return replaced;
        }
        return {};
    });
    if (done) // as for remove()
        static_cast<void>(m_connection.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    return done;
}

Result<void> HistoryWriter::replace(const HistoryEntry &entry)
{
    const qint64 id = entry.summary.id;
    const QString details = u"REPLACE INTO details VALUES "_s + placeholders(detailColumns);
    if (auto done = m_connection.run(u"UPDATE calls SET url = ? WHERE id = ?"_s, {text(entry.summary.url), id}); !done)
        return done;
    if (auto done = m_connection.run(details, rowOf(id, entry)); !done)
        return done;
    return m_connection.run(u"UPDATE search SET text = ? WHERE rowid = ?"_s, {searchedText(entry), id});
}

Result<void> HistoryWriter::remove(const QList<qint64> &ids)
{
    auto done = m_connection.inTransaction([&]() -> Result<void> {
        QSqlQuery query = m_connection.prepared(u"DELETE FROM calls WHERE id = ?"_s);
        for (const qint64 id : ids) {
            if (!execute(query, {id}))
                return m_connection.errorOf(query);
        }
        return {};
    });
    if (done) // or the log of writes would keep them; another program may hold it
        static_cast<void>(m_connection.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    return done;
}

/// New tables for the old ones, whose rows would have to be taken out of the indexes one by one.
Result<void> HistoryWriter::beginAnew(TextIndex index)
{
    const auto last = m_connection.value(u"SELECT seq FROM sqlite_sequence WHERE name = 'calls'"_s);
    if (!last)
        return last.error();
    QStringList statements{u"DROP TABLE search"_s, u"DROP TABLE details"_s, u"DROP TABLE calls"_s};
    for (const QStringList &step : historySchema(index)) {
        for (const QString &sql : step) {
            if (!sql.startsWith("PRAGMA"_L1) && !sql.startsWith("CREATE TABLE limits"_L1))
                statements << sql;
        }
    }
    statements << u"CREATE TABLE IF NOT EXISTS %1 (mark INTEGER)"_s.arg(unsweptMark);
    for (const QString &sql : statements) {
        if (auto done = m_connection.run(sql); !done)
            return done;
    }
    if (last->isNull())
        return {};
    // No number comes twice.
    return m_connection.run(u"INSERT INTO sqlite_sequence (name, seq) VALUES ('calls', ?)"_s, {*last});
}

Result<void> HistoryWriter::clear(TextIndex index)
{
    // To overwrite each page would take as long as to write it: the file is made anew, and gives its room back.
    if (auto done = m_connection.run(u"PRAGMA secure_delete = FAST"_s); !done)
        return done;
    auto done = m_connection.inTransaction([&] { return beginAnew(index); });
    static_cast<void>(m_connection.run(u"PRAGMA secure_delete = ON"_s));
    return done;
}

Result<bool> HistoryWriter::isSwept()
{
    const auto marks = m_connection.value(u"SELECT COUNT(*) FROM sqlite_master WHERE name = '%1'"_s.arg(unsweptMark));
    if (!marks)
        return marks.error();
    return marks->toInt() == 0;
}

Result<void> HistoryWriter::sweep()
{
    if (auto done = m_connection.run(u"VACUUM"_s); !done)
        return done;
    const auto busy = m_connection.value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (!busy)
        return busy.error();
    if (busy->toInt() != 0) // somebody still reads what was there before
        return Error(ErrorKind::Storage, ErrorDetail::StoreLocked, m_connection.file());
    return m_connection.run(u"DROP TABLE IF EXISTS %1"_s.arg(unsweptMark));
}

} // namespace fuseboard
