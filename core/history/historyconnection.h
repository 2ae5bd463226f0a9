// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <functional>

namespace fuseboard {

/// One connection to an SQLite file, for the thread that opened it. Every failure comes back as an Error of the kind
/// Storage whose detail says what it is. Internal.
class HistoryConnection
{
public:
    enum class Access { ReadWrite, ReadOnly };

    explicit HistoryConnection(QString file);
    ~HistoryConnection() { close(); }
    HistoryConnection(const HistoryConnection &) = delete;
    HistoryConnection &operator=(const HistoryConnection &) = delete;

    /// Waits at most a second for locks of others, here and in all that follows.
    Result<void> open(Access access);
    void close();
    [[nodiscard]] bool isOpen() const { return m_database.isOpen(); }
    [[nodiscard]] const QString &file() const { return m_file; }
    /// As sqliteInterrupt().
    [[nodiscard]] std::function<void()> interrupt() const;

    Result<void> run(const QString &sql, const QVariantList &values = {});
    /// Calls row for each; it returns false to stop.
    Result<void> read(const QString &sql, const QVariantList &values,
                      const std::function<bool(const QSqlQuery &)> &row);
    /// The first column of the first row; invalid where there is none.
    Result<QVariant> value(const QString &sql, const QVariantList &values = {});
    /// Runs work in a transaction that holds the lock for writing from its begin on; undoes it when work fails.
    Result<void> inTransaction(const std::function<Result<void>()> &work);
    /// For what is run again and again.
    [[nodiscard]] QSqlQuery prepared(const QString &sql);
    [[nodiscard]] Error errorOf(const QSqlQuery &query) const;

private:
    QString m_file;
    QString m_name;
    QSqlDatabase m_database;
};

/// What a result code of SQLite, extended or not, means.
ErrorDetail detailOfSqlite(int code);

} // namespace fuseboard
