// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historytrimmer.h"

#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int trimmedAtOnce = 250;
constexpr int pagesFreedAtOnce = 500;
constexpr int pagesMergedAtOnce = 200;
constexpr double fullest = 0.9; // of the limit, once it was passed: or each further call would have to make room
constexpr auto longestAge = std::chrono::milliseconds(std::chrono::hours(24 * 36'500));

qint64 oldestOf(const HistoryLimits &limits, WallTime now)
{
    return now.time_since_epoch().count()
        - std::chrono::duration_cast<std::chrono::milliseconds>(limits.maxAge).count();
}

/// Calls that a file which is too large may keep.
qint64 keptOf(const HistoryLimits &limits, qint64 calls, qint64 usedBytes)
{
    return qint64(double(calls) * fullest * double(limits.maxBytes) / double(usedBytes));
}

} // namespace

void HistoryTrimmer::forget()
{
    m_below = 0;
    m_unmerged = false;
    m_merging = false;
}

Result<qint64> HistoryTrimmer::number(const QString &sql)
{
    const auto value = m_connection.value(sql);
    if (!value)
        return value.error();
    return value->toLongLong();
}

Result<qint64> HistoryTrimmer::usedBytes()
{
    return number(u"SELECT (page_count - freelist_count) * page_size "
                  "FROM pragma_page_count, pragma_freelist_count, pragma_page_size"_s);
}

Result<std::optional<HistoryLimits>> HistoryTrimmer::limits(const HistoryLimits &otherwise)
{
    std::optional<HistoryLimits> limits;
    const auto done = m_connection.read(u"SELECT max_age_ms, max_bytes FROM limits"_s, {}, [&](const QSqlQuery &row) {
        const qint64 age = row.value(0).toLongLong();
        const qint64 bytes = row.value(1).toLongLong();
        // What somebody else has put there must not delete all.
        if (age > 0 && age <= longestAge.count() && bytes > 0) {
            limits = otherwise;
            limits->maxAge = std::chrono::milliseconds(age);
            limits->maxBytes = bytes;
        }
        return false;
    });
    return done ? Result<std::optional<HistoryLimits>>(limits) : done.error();
}

Result<void> HistoryTrimmer::setLimits(const HistoryLimits &limits)
{
    const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(limits.maxAge);
    return m_connection.run(u"INSERT OR REPLACE INTO limits (id, max_age_ms, max_bytes) VALUES (1, ?, ?)"_s,
                            {qint64(age.count()), limits.maxBytes});
}

Result<qint64> HistoryTrimmer::exceeding(const HistoryLimits &limits, WallTime now)
{
    const auto calls = number(u"SELECT COUNT(*) FROM calls"_s);
    const auto old = number(u"SELECT COUNT(*) FROM calls WHERE started_ms < %1"_s.arg(oldestOf(limits, now)));
    const auto used = usedBytes();
    if (!calls || !old || !used)
        return !calls ? calls.error() : !old ? old.error() : used.error();
    if (*calls == 0)
        return 0;
    const double young = double(*used) * double(*calls - *old) / double(*calls);
    return young > double(limits.maxBytes) ? qMax(*old, *calls - keptOf(limits, *calls, *used)) : *old;
}

Result<bool> HistoryTrimmer::slice(const HistoryLimits &limits, TextIndex index, WallTime now)
{
    if (std::exchange(m_limits, limits) != limits)
        m_below = 0; // it was for other limits
    if (auto done = removeBelow(); !done || *done)
        return done;
    if (auto done = removeOld(limits, now); !done || *done)
        return done;
    if (m_unmerged && index == TextIndex::Trigram) {
        if (auto done = mergeIndex(); !done || *done)
            return done;
    }
    if (auto done = chooseBelow(limits); !done || *done)
        return done;
    return giveBackPages();
}

Result<bool> HistoryTrimmer::removeBelow()
{
    if (m_below == 0)
        return false;
    const auto oldest = number(u"SELECT MIN(id) FROM calls"_s);
    if (!oldest)
        return oldest.error();
    if (*oldest == 0 || *oldest >= m_below) {
        m_below = 0;
        return false;
    }
    const auto done = m_connection.run(u"DELETE FROM calls WHERE id IN (SELECT id FROM calls WHERE id < ? ORDER BY id "
                                       "LIMIT ?)"_s,
                                       {m_below, trimmedAtOnce});
    m_unmerged = true;
    return done ? Result<bool>(true) : Result<bool>(done.error());
}

Result<bool> HistoryTrimmer::removeOld(const HistoryLimits &limits, WallTime now)
{
    const QString old = u"SELECT id FROM calls WHERE started_ms < %1 ORDER BY started_ms LIMIT %2"_s
                            .arg(oldestOf(limits, now))
                            .arg(trimmedAtOnce);
    const auto any = number(u"SELECT EXISTS (%1)"_s.arg(old));
    if (!any)
        return any.error();
    if (*any == 0)
        return false;
    const auto done = m_connection.run(u"DELETE FROM calls WHERE id IN (%1)"_s.arg(old));
    m_unmerged = true;
    return done ? Result<bool>(true) : Result<bool>(done.error());
}

/// The index grows with what is deleted, until it is merged: without that the limit would never be reached.
Result<bool> HistoryTrimmer::mergeIndex()
{
    // FTS5 begins a whole merge for a negative number, and goes on with it for others.
    const int pages = std::exchange(m_merging, true) ? pagesMergedAtOnce : -pagesMergedAtOnce;
    const auto before = number(u"SELECT total_changes()"_s);
    const auto done = m_connection.run(u"INSERT INTO search (search, rank) VALUES ('merge', ?)"_s, {pages});
    const auto after = number(u"SELECT total_changes()"_s);
    if (!before || !done || !after)
        return done ? Error(ErrorKind::Storage, ErrorDetail::ReadFailed, m_connection.file()) : done.error();
    constexpr qint64 changesOfNothing = 2;
    const bool more = *after - *before >= changesOfNothing;
    m_merging = more;
    m_unmerged = more;
    return more;
}

Result<bool> HistoryTrimmer::chooseBelow(const HistoryLimits &limits)
{
    const auto used = usedBytes();
    const auto calls = number(u"SELECT COUNT(*) FROM calls"_s);
    if (!used || !calls)
        return used ? calls.error() : used.error();
    if (*used <= limits.maxBytes || *calls == 0)
        return false;
    const auto below = number(
        u"SELECT id FROM calls ORDER BY id DESC LIMIT 1 OFFSET %1"_s.arg(keptOf(limits, *calls, *used)));
    if (!below)
        return below.error();
    m_below = *below + 1;
    return true;
}

Result<bool> HistoryTrimmer::giveBackPages()
{
    const auto unused = number(u"PRAGMA freelist_count"_s);
    if (!unused || *unused == 0)
        return false;
    // One at a time: SQLite gives each page back in a step of its own, and Qt takes the first step only.
    const auto freed = m_connection.inTransaction([this]() -> Result<void> {
        for (int page = 0; page < pagesFreedAtOnce; ++page) {
            if (auto done = m_connection.run(u"PRAGMA incremental_vacuum(1)"_s); !done)
                return done;
        }
        return {};
    });
    if (!freed)
        return freed.error();
    return *unused > pagesFreedAtOnce;
}

} // namespace fuseboard
