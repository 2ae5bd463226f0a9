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
    /// Nothing of what was there is left in the file.
    Result<void> clear(TextIndex index);

private:
    Result<void> beginAnew(TextIndex index);
    Result<void> insert(QSqlQuery &call, QSqlQuery &details, QSqlQuery &search, const HistoryEntry &entry);

    HistoryConnection &m_connection;
};

} // namespace fuseboard
