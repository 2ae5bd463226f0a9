// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyconnection.h"
#include "history/historyentry.h"
#include "history/historyfilter.h"
#include "history/historyschema.h"

#include <atomic>
#include <optional>

namespace fuseboard {

/// What reads the history's tables. Internal.
class HistoryReader
{
public:
    /// The connection must outlive it.
    HistoryReader(HistoryConnection &connection, TextIndex index)
        : m_connection(connection)
        , m_index(index)
    {
    }

    /// Looks through one span of ids after the other, so that it can be stopped between them; what was found until then
    /// comes back.
    Result<QList<HistorySummary>> page(const HistoryQuery &query, const std::atomic<bool> &cancelled);
    /// NotFound where it was deleted meanwhile.
    Result<HistoryEntry> entry(qint64 id);
    Result<qint64> count();

private:
    struct Condition
    {
        /// The column has that text, in either case.
        void addLike(const QString &column, const QString &needle);

        QString from;
        QString where;
        QVariantList values;
    };

    [[nodiscard]] Condition conditionOf(const HistoryFilter &filter) const;
    using MaybePage = std::optional<QList<HistorySummary>>;

    /// Nothing where there are more than a few.
    Result<MaybePage> pageOfFew(const HistoryQuery &query, qint64 low, qint64 high, const std::atomic<bool> &cancelled);
    Result<qint64> edge(const QString &extreme, const HistoryFilter &filter);
    Result<qint64> bound(const QString &sql, const QVariantList &values = {});
    Result<void> readSpan(const Condition &condition, qint64 low, qint64 high, int limit, QList<HistorySummary> &found);

    HistoryConnection &m_connection;
    TextIndex m_index;
};

} // namespace fuseboard
