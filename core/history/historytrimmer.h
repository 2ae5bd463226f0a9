// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyconnection.h"
#include "history/historylimits.h"
#include "history/historyschema.h"

#include <optional>

namespace fuseboard {

/// Makes room, one short slice after the other, and remembers in between where it is. Internal.
class HistoryTrimmer
{
public:
    /// The connection must outlive it.
    explicit HistoryTrimmer(HistoryConnection &connection)
        : m_connection(connection)
    {
    }

    /// Of the file, without what is free in it.
    Result<qint64> usedBytes();
    /// Those that the file says; nothing where it says none. Of the queue it knows nothing: that is as otherwise says.
    Result<std::optional<HistoryLimits>> limits(const HistoryLimits &otherwise);
    Result<void> setLimits(const HistoryLimits &limits);
    /// How many calls a trim with these would delete, in about where it is by size.
    Result<qint64> exceeding(const HistoryLimits &limits, WallTime now);
    /// True where there is more to do.
    Result<bool> slice(const HistoryLimits &limits, TextIndex index, WallTime now);
    /// Texts were taken out by others: the next slices merge the index, so that it forgets their words.
    void noteRemoval() { m_unmerged = true; }
    /// The file is another one now.
    void forget();

private:
    Result<qint64> number(const QString &sql);
    Result<bool> removeBelow();
    Result<bool> removeOld(const HistoryLimits &limits, WallTime now);
    Result<bool> chooseBelow(const HistoryLimits &limits);
    Result<bool> mergeIndex();
    Result<bool> giveBackPages();

    HistoryConnection &m_connection;
    HistoryLimits m_limits; // of the last slice
    qint64 m_below = 0; // calls with a smaller number go, as there are too many
    bool m_unmerged = false; // the index holds words of calls that have gone
    bool m_merging = false;
};

} // namespace fuseboard
