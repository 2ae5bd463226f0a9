// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redactor.h"
#include "history/historyconnection.h"
#include "history/historyentry.h"
#include "history/historyschema.h"

namespace fuseboard {

/// What one slice of a HistoryRedaction has come to.
struct RedactedSlice
{
    qint64 next = 0; ///< the next slice is of the calls before this number; 0: there is none
    int changed = 0; ///< calls of this one
};

/// Takes what became a secret later out of calls that are kept already, the newest first, a slice at a time. Internal.
class HistoryRedaction
{
public:
    /// All must outlive it.
    HistoryRedaction(HistoryConnection &connection, TextIndex index, const Redactor &redactor)
        : m_connection(connection)
        , m_index(index)
        , m_redactor(redactor)
    {
    }

    Result<RedactedSlice> slice(qint64 before);
    /// Changes nothing: of how many calls it would be taken out.
    Result<RedactedSlice> count(qint64 before);

private:
    /// Adds to bytes what was looked at.
    [[nodiscard]] bool isTelling(const QSqlQuery &row, qsizetype &bytes) const;
    [[nodiscard]] bool holds(const QByteArray &text) const;
    [[nodiscard]] bool holdsBody(const HistoryBody &body) const;
    [[nodiscard]] bool holdsError(const QByteArray &json) const;
    [[nodiscard]] bool holdsStory(const QByteArray &json) const;
    Result<RedactedSlice> find(qint64 before, QList<qint64> &telling);

    HistoryConnection &m_connection;
    TextIndex m_index;
    const Redactor &m_redactor;
};

} // namespace fuseboard
