// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyschema.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Narrow rows for the list, so that a search reads little; what only one call at a time shows lies beside them.
/// AUTOINCREMENT: no id comes twice, also after all were deleted and with several programs at work.
constexpr auto callsTable = R"(CREATE TABLE calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started_ms INTEGER NOT NULL,
    client TEXT NOT NULL,
    client_name TEXT NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    status INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    error TEXT NOT NULL,
    duration_ns INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    retries INTEGER NOT NULL))"_L1;

constexpr auto detailsTable = R"(CREATE TABLE details (
    id INTEGER PRIMARY KEY,
    asked_url TEXT NOT NULL,
    asked_headers TEXT NOT NULL,
    request_headers TEXT NOT NULL,
    request_body BLOB,
    request_bytes INTEGER NOT NULL,
    request_cut INTEGER NOT NULL,
    error TEXT NOT NULL,
    response_headers TEXT NOT NULL,
    response_body BLOB,
    response_bytes INTEGER NOT NULL,
    response_cut INTEGER NOT NULL,
    protocol INTEGER NOT NULL,
    timeline BLOB NOT NULL))"_L1;

constexpr auto searchIndex = "CREATE VIRTUAL TABLE search USING fts5(text, tokenize='trigram')"_L1;
constexpr auto searchTable = "CREATE TABLE search (text TEXT NOT NULL)"_L1;

constexpr auto cascade = R"(CREATE TRIGGER calls_deleted AFTER DELETE ON calls BEGIN
    DELETE FROM details WHERE id = old.id;
    DELETE FROM search WHERE rowid = old.id;
END)"_L1;

/// One row at most. In the file, so that every program that trims it goes by the same.
constexpr auto limitsTable = R"(CREATE TABLE limits (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    max_age_ms INTEGER NOT NULL,
    max_bytes INTEGER NOT NULL))"_L1;

Result<void> checkOwner(HistoryConnection &connection, int version)
{
    const auto owner = connection.value(u"PRAGMA application_id"_s);
    if (!owner)
        return owner.error();
    const auto tables = connection.value(u"SELECT COUNT(*) FROM sqlite_master"_s);
    if (!tables)
        return tables.error();
    const bool isNew = version == 0 && tables->toInt() == 0;
    if (!isNew && owner->toInt() != historyApplicationId)
        return Error(ErrorKind::Storage, ErrorDetail::StoreDamaged, connection.file());
    return {};
}

} // namespace

SchemaSteps historySchema(TextIndex index)
{
    return {{
                callsTable,
                u"CREATE INDEX calls_client ON calls (client)"_s,
                u"CREATE INDEX calls_outcome ON calls (outcome)"_s,
                u"CREATE INDEX calls_error ON calls (error) WHERE error <> ''"_s,
                u"CREATE INDEX calls_started ON calls (started_ms)"_s,
                detailsTable,
                index == TextIndex::Trigram ? searchIndex : searchTable,
                cascade,
                u"PRAGMA application_id = %1"_s.arg(historyApplicationId),
            },
            {u"ALTER TABLE details ADD COLUMN own_settings INTEGER NOT NULL DEFAULT 0"_s},
            {u"CREATE INDEX calls_status ON calls (status)"_s},
            {limitsTable},
            {u"ALTER TABLE details ADD COLUMN request TEXT NOT NULL DEFAULT ''"_s}};
}

Result<void> migrate(HistoryConnection &connection, const SchemaSteps &steps)
{
    // Mostly there is nothing to do, and no reason to wait for who is writing.
    if (const auto version = connection.value(u"PRAGMA user_version"_s); version && *version == steps.size())
        return checkOwner(connection, version->toInt());
    return connection.inTransaction([&]() -> Result<void> {
        // Read within the transaction: another program may have been faster.
        const auto version = connection.value(u"PRAGMA user_version"_s);
        if (!version)
            return version.error();
        if (auto ours = checkOwner(connection, version->toInt()); !ours)
            return ours;
        if (version->toInt() > steps.size())
            return Error(ErrorKind::Storage, ErrorDetail::NewerFormat, connection.file());
        for (qsizetype step = version->toInt(); step < steps.size(); ++step) {
            for (const QString &statement : steps.at(step)) {
                if (auto done = connection.run(statement); !done)
                    return done;
            }
        }
        return connection.run(u"PRAGMA user_version = %1"_s.arg(steps.size()));
    });
}

Result<void> lookForDamage(HistoryConnection &connection, const HistoryStop &stop)
{
    // Table by table, to stop in between where no statement can be ended. That of the tables brings the pages that are
    // free with it; what a table shares with another one does not fit the map of the pages, which each of them is
    // compared with.
    QStringList tables{u"sqlite_master"_s};
    const auto listed = connection.read(u"SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"_s, {},
                                        [&tables](const QSqlQuery &row) {
                                            tables << row.value(0).toString();
                                            return true;
                                        });
    if (!listed)
        return listed;
    for (const QString &table : tables) {
        if (stop.isStopped())
            return {};
        const auto verdict = connection.value(
            u"PRAGMA quick_check('%1')"_s.arg(QString(table).replace(u'\'', u"''"_s)));
        if (!verdict)
            return verdict.error();
        if (verdict->toString() != u"ok")
            return Error(ErrorKind::Storage, ErrorDetail::StoreDamaged, connection.file());
    }
    return {};
}

bool hasTrigramIndex(HistoryConnection &connection)
{
    return connection.run(u"CREATE VIRTUAL TABLE temp.probe USING fts5(text, tokenize='trigram')"_s).ok()
        && connection.run(u"DROP TABLE temp.probe"_s).ok();
}

Result<TextIndex> textIndexOf(HistoryConnection &connection)
{
    const auto sql = connection.value(u"SELECT sql FROM sqlite_master WHERE name = 'search'"_s);
    if (!sql)
        return sql.error();
    return sql->toString().contains("fts5"_L1) ? TextIndex::Trigram : TextIndex::None;
}

} // namespace fuseboard
