// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historyredaction.h"

#include "history/entryredaction.h"
#include "history/errorjson.h"
#include "history/historywriter.h"
#include "history/timelinejson.h"

#include <QJsonDocument>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// Some hundredths of a second, as questions come between: so many calls, or so many bytes of them, bodies unpacked.
constexpr int readAtOnce = 100;
constexpr qsizetype bytesAtOnce = 1'000'000;

enum RedactedColumn {
    Id,
    RequestBody,
    RequestCut,
    ResponseBody,
    ResponseCut,
    Story,
    ErrorText,
    FirstText,
    EndOfTexts = FirstText + 5
};

QByteArray unpacked(const QSqlQuery &row, int column)
{
    const QByteArray bytes = row.value(column).toByteArray();
    return bytes.isEmpty() ? bytes : qUncompress(bytes);
}

HistoryBody bodyIn(const QSqlQuery &row, int column)
{
    HistoryBody body;
    body.text = QString::fromUtf8(unpacked(row, column));
    body.cut = row.value(column + 1).toBool();
    return body;
}

/// Whether a text in it may have been cut, as a value of an error: those alone are taken apart for what they end in.
bool mayHoldCut(const QByteArray &json)
{
    constexpr qsizetype shortestCut = 80; // bytes
    qsizetype begin = 0;
    for (qsizetype quote = json.indexOf('"'); quote >= 0; quote = json.indexOf('"', quote + 1)) {
        if (quote > 0 && json.at(quote - 1) == '\\')
            continue; // it is of the text
        if (quote - begin >= shortestCut)
            return true;
        begin = quote + 1;
    }
    return json.contains("…");
}

QByteArray jsonOf(const Error &error)
{
    return QJsonDocument(errorToJson(error)).toJson(QJsonDocument::Compact);
}

} // namespace

/// Compared as it lies there: few have it, and those alone are taken apart.
bool HistoryRedaction::holds(const QByteArray &text) const
{
    const QString before = QString::fromUtf8(text);
    return m_redactor.text(before) != before;
}

bool HistoryRedaction::holdsBody(const HistoryBody &body) const
{
    return redactedBody(m_redactor, body).text != body.text;
}

bool HistoryRedaction::holdsError(const QByteArray &json) const
{
    if (holds(json))
        return true;
    if (!mayHoldCut(json))
        return false;
    const Error error = errorFromJson(QJsonDocument::fromJson(json).object());
    return jsonOf(redactedError(m_redactor, error)) != jsonOf(error);
}

bool HistoryRedaction::holdsStory(const QByteArray &json) const
{
    if (holds(json))
        return true;
    if (!mayHoldCut(json))
        return false;
    const Timeline timeline = timelineFromJson(json);
    return timelineToJson(redactedTimeline(m_redactor, timeline)) != timelineToJson(timeline);
}

bool HistoryRedaction::isTelling(const QSqlQuery &row, qsizetype &bytes) const
{
    const HistoryBody request = bodyIn(row, RequestBody);
    const HistoryBody response = bodyIn(row, ResponseBody);
    const QByteArray story = unpacked(row, Story);
    bytes += request.text.size() + response.text.size() + story.size();
    if (holdsBody(request) || holdsBody(response) || holdsStory(story))
        return true;
    if (holdsError(row.value(ErrorText).toByteArray()))
        return true;
    for (int column = FirstText; column < EndOfTexts; ++column) {
        if (holds(row.value(column).toByteArray()))
            return true;
    }
    return false;
}

Result<RedactedSlice> HistoryRedaction::find(qint64 before, QList<qint64> &telling)
{
    RedactedSlice slice;
    qsizetype bytes = 0;
    int seen = 0;
    const auto read = m_connection.read(
        u"SELECT calls.id, request_body, request_cut, response_body, response_cut, timeline, details.error, url, "
        "asked_url, asked_headers, request_headers, response_headers FROM calls JOIN details ON details.id = calls.id "
        "WHERE calls.id < ? ORDER BY calls.id DESC LIMIT ?"_s,
        {before, readAtOnce}, [&](const QSqlQuery &row) {
            ++seen;
            slice.next = row.value(Id).toLongLong();
            if (isTelling(row, bytes))
                telling << slice.next;
            return bytes < bytesAtOnce;
        });
    if (!read)
        return read.error();
    slice.changed = int(telling.size());
    if (seen < readAtOnce && bytes < bytesAtOnce)
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
