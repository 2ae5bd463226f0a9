// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyconnection.h"
#include "history/historyentry.h"
#include "history/historyschema.h"

#include <functional>

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
    /// Puts what change makes of each in its place; what was there before is overwritten. They are read within the
    /// transaction, so that what other programs have deleted or changed meanwhile stays so.
    Result<void> change(const QList<qint64> &ids, TextIndex index,
                        const std::function<HistoryEntry(const HistoryEntry &)> &change);
    /// All calls go; what they were can be read in the file until sweep() has overwritten it.
    Result<void> clear(TextIndex index);
    /// False from clear() to sweep(), in whatever program.
    Result<bool> isSwept();
    /// Makes the file anew; StoreLocked while another program reads or writes.
    Result<void> sweep();

private:
    Result<void> beginAnew(TextIndex index);
    Result<void> insert(QSqlQuery &call, QSqlQuery &details, QSqlQuery &search, const HistoryEntry &entry);
    Result<void> replace(const HistoryEntry &entry);

    HistoryConnection &m_connection;
};

} // namespace fuseboard
