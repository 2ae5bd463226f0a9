// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What other windows of the same workspace do to the calls that are shown.

#include "history/historymodel.h"

#include <QHash>

#include <algorithm>

namespace fuseboard {

void HistoryModel::lookForOthers()
{
    if (!m_loaded || m_asking || m_isLooking)
        return;
    m_isLooking = true; // a further question would take the place of this one
    m_looking = m_store.version([this](const Result<QString> &version) {
        m_isLooking = version && *version != m_version;
        if (m_isLooking)
            readFirst(*version);
    });
}

void HistoryModel::readFirst(const QString &version)
{
    HistoryQuery query;
    query.filter = m_filter;
    query.limit = pageSize;
    m_looking = m_store.page(query, [this, version](const Result<QList<HistorySummary>> &page) {
        m_isLooking = false;
        if (!page || !m_loaded || m_asking)
            return;
        m_version = version;
        takeFirst(*page);
    });
}

void HistoryModel::takeFirst(const QList<HistorySummary> &page)
{
    const bool isWhole = page.size() < pageSize;
    const qint64 oldest = isWhole ? 0 : page.last().id;
    if (!m_calls.isEmpty() && m_calls.first().id < oldest) {
        reload(); // there may be more between these and those
        return;
    }
    // Compared as a whole: in a file that took the place of another the same numbers mean other calls.
    const QSet<qint64> gone = missingIn(page, oldest);
    if (!gone.isEmpty())
        removeIf([&gone](const HistorySummary &call) { return gone.contains(call.id); });
    putOnTop(newerOf(page));
    const qsizetype known = std::min(page.size(), m_calls.size());
    if (m_calls.first(known) != page.first(known)) {
        reload();
        return;
    }
    m_complete = isWhole || (m_complete && known == page.size());
    putBelow(page.sliced(known)); // those that come after, now that others have gone
    Q_EMIT loaded();
}

/// The numbers of the calls from oldest on that a page, which reaches as far, does not have.
QSet<qint64> HistoryModel::missingIn(const QList<HistorySummary> &page, qint64 oldest) const
{
    QHash<qint64, const HistorySummary *> there;
    for (const HistorySummary &call : page)
        there.insert(call.id, &call);
    QSet<qint64> missing;
    for (const HistorySummary &call : m_calls) {
        if (call.id < oldest)
            break;
        const HistorySummary *same = there.value(call.id);
        if (!same || *same != call)
            missing.insert(call.id);
    }
    return missing;
}

} // namespace fuseboard
