// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyconnection.h"
#include "history/historyentry.h"
#include "history/historyschema.h"

namespace fuseboard {

/// What changes the history's tables. Internal.
class HistoryWriter
{
public:
    /// The connection must outlive it.
    explicit HistoryWriter(HistoryConnection &connection)
        : m_connection(connection)
    {
    }

    /// All of them in one transaction, or none.
    Result<void> append(const QList<HistoryEntry> &entries);
    Result<void> remove(const QList<qint64> &ids);
    /// Others for those of the same numbers; what was there before is overwritten.
    Result<void> replace(const QList<HistoryEntry> &entries);
    /// All calls go; what they were can be read in the file until sweep() has overwritten it.
    Result<void> clear(TextIndex index);
    /// False from clear() to sweep(), in whatever program.
    Result<bool> isSwept();
    /// Makes the file anew; StoreLocked while another program reads or writes.
    Result<void> sweep();

private:
    Result<void> beginAnew(TextIndex index);
    Result<void> insert(QSqlQuery &call, QSqlQuery &details, QSqlQuery &search, const HistoryEntry &entry);

    HistoryConnection &m_connection;
};

} // namespace fuseboard
