// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyconnection.h"

#include "history/sqliteinterrupt.h"

#include <QSqlError>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto busyTimeout = "QSQLITE_BUSY_TIMEOUT=1000"_L1; // ms; who waits longer tries again later

} // namespace

ErrorDetail detailOfSqlite(int code)
{
    constexpr int primaryBits = 0xff;
    // The primary result codes of SQLite, whose header is not ours to include.
    switch (code & primaryBits) {
    case 1: // SQLITE_ERROR: the statement does not fit what is there
        return ErrorDetail::ReadFailed;
    case 3: // SQLITE_PERM
    case 8: // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
    case 23: // SQLITE_AUTH
        return ErrorDetail::NoPermission;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
    case 15: // SQLITE_PROTOCOL
        return ErrorDetail::StoreLocked;
    case 11: // SQLITE_CORRUPT
    case 24: // SQLITE_FORMAT
    case 26: // SQLITE_NOTADB
        return ErrorDetail::StoreDamaged;
    case 13: // SQLITE_FULL
        return ErrorDetail::DiskFull;
    default:
        return ErrorDetail::WriteFailed;
    }
}

HistoryConnection::HistoryConnection(QString file)
    : m_file(std::move(file))
    , m_name(u"fuseboard-history-%1"_s.arg(quintptr(this)))
{
}

Result<void> HistoryConnection::open(Access access)
{
    close();
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
        return Error(ErrorKind::Storage, ErrorDetail::ReadFailed, m_file);
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    m_database.setDatabaseName(m_file);
    const QString readOnly = access == Access::ReadOnly ? u";QSQLITE_OPEN_READONLY"_s : QString();
    m_database.setConnectOptions(busyTimeout + readOnly);
    if (m_database.open())
        return {};
    const int code = m_database.lastError().nativeErrorCode().toInt();
    const Error error(ErrorKind::Storage, detailOfSqlite(code), m_file);
    close();
    return error;
}

void HistoryConnection::close()
{
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

std::function<void()> HistoryConnection::interrupt() const
{
    return sqliteInterrupt(m_database);
}

QSqlQuery HistoryConnection::prepared(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(sql);
    return query;
}

Error HistoryConnection::errorOf(const QSqlQuery &query) const
{
    return Error(ErrorKind::Storage, detailOfSqlite(query.lastError().nativeErrorCode().toInt()), m_file);
}

Result<void> HistoryConnection::run(const QString &sql, const QVariantList &values)
{
    return read(sql, values, [](const QSqlQuery &) { return true; });
}

Result<void> HistoryConnection::read(const QString &sql, const QVariantList &values,
                                     const std::function<bool(const QSqlQuery &)> &row)
{
    QSqlQuery query = prepared(sql);
    for (const QVariant &each : values)
        query.addBindValue(each);
    if (query.lastError().isValid() || !query.exec())
        return errorOf(query);
    while (query.next()) {
        if (!row(query))
            return {};
    }
    if (query.lastError().isValid())
        return errorOf(query);
    return {};
}

Result<QVariant> HistoryConnection::value(const QString &sql, const QVariantList &values)
{
    QVariant found;
    const auto done = read(sql, values, [&found](const QSqlQuery &query) {
        found = query.value(0);
        return false;
    });
    if (!done)
        return done.error();
    return found;
}

Result<void> HistoryConnection::inTransaction(const std::function<Result<void>()> &work)
{
    if (auto begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    auto done = work();
    if (done)
        done = run(u"COMMIT"_s);
    if (!done)
        static_cast<void>(run(u"ROLLBACK"_s)); // where SQLite has not done so already
    return done;
}

} // namespace fuseboard
