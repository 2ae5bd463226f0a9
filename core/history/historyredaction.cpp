// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyredaction.h"

#include "history/entryredaction.h"
#include "history/historywriter.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int readAtOnce = 100; // calls, some milliseconds: questions come between

enum RedactedColumn { Id, RequestBody, ResponseBody, Story, FirstText };
constexpr int endOfTexts = FirstText + 6;

} // namespace

/// Compared as it lies there: few have it, and those alone are taken apart.
bool HistoryRedaction::isTelling(const QSqlQuery &row) const
{
    const auto holds = [this](const QString &text) { return m_redactor.text(text) != text; };
    for (const int packed : {RequestBody, ResponseBody, Story}) {
        const QByteArray bytes = row.value(packed).toByteArray();
        if (!bytes.isEmpty() && holds(QString::fromUtf8(qUncompress(bytes))))
            return true;
    }
    for (int column = FirstText; column < endOfTexts; ++column) {
        if (holds(row.value(column).toString()))
            return true;
    }
    return false;
}

Result<RedactedSlice> HistoryRedaction::find(qint64 before, QList<qint64> &telling)
{
    RedactedSlice slice;
    int seen = 0;
    const auto read = m_connection.read(
        u"SELECT calls.id, request_body, response_body, timeline, url, asked_url, asked_headers, request_headers, "
        "details.error, response_headers FROM calls JOIN details ON details.id = calls.id WHERE calls.id < ? "
        "ORDER BY calls.id DESC LIMIT ?"_s,
        {before, readAtOnce}, [&](const QSqlQuery &row) {
            ++seen;
            slice.next = row.value(Id).toLongLong();
            if (isTelling(row))
                telling << slice.next;
            return true;
        });
    if (!read)
        return read.error();
    slice.changed = int(telling.size());
    if (seen < readAtOnce)
        slice.next = 0;
    return slice;
}

Result<RedactedSlice> HistoryRedaction::count(qint64 before)
{
    QList<qint64> telling;
    return find(before, telling);
}

Result<RedactedSlice> HistoryRedaction::slice(qint64 before)
{
    QList<qint64> telling;
    auto found = find(before, telling);
    if (!found || telling.isEmpty())
        return found;
    const auto change = [this](const HistoryEntry &entry) { return redactedEntry(m_redactor, entry); };
    if (auto done = HistoryWriter(m_connection).change(telling, m_index, change); !done)
        return done.error();
    return found;
}

} // namespace fuseboard
