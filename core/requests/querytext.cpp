// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/querytext.h"

#include <QHash>
#include <QStringList>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Where the query of a URL begins and ends, its '?' apart.
struct QueryRange
{
    qsizetype mark; ///< of the '?', or where one would stand
    qsizetype end;
    bool present;

    explicit QueryRange(const QString &url)
    {
        const qsizetype fragment = url.indexOf(u'#');
        end = fragment < 0 ? url.size() : fragment;
        mark = url.indexOf(u'?');
        present = mark >= 0 && mark < end;
        if (!present)
            mark = end;
    }
};

QString encodedPiece(const QString &text, bool isName)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'&' || c == u'#' || c == u' ' || (isName && c == u'=') || c.unicode() < 0x20)
            result += u'%' + QString::number(c.unicode(), 16).toUpper().rightJustified(2, u'0');
        else
            result += c;
    }
    return result;
}

QStringList queryPieces(const QString &url, Qt::SplitBehavior behavior = Qt::SkipEmptyParts)
{
    const QueryRange range(url);
    return range.present ? url.sliced(range.mark + 1, range.end - range.mark - 1).split(u'&', behavior) : QStringList();
}

RequestEntry fieldOf(const QString &piece)
{
    const qsizetype equals = piece.indexOf(u'=');
    return {piece.left(equals), equals < 0 ? QString() : piece.sliced(equals + 1), true};
}

/// The same for all ways to write a field.
QString keyOf(const RequestEntry &field)
{
    return field.name + u'=' + field.value;
}

bool isLeftOut(const RequestEntry &field)
{
    return !field.enabled || (field.name.isEmpty() && field.value.isEmpty());
}

QString newPiece(const RequestEntry &field)
{
    return encodedPiece(field.name, true) + u'=' + encodedPiece(field.value, false);
}

/// Whether a piece is sent as the row would be.
bool isSentAs(const QString &piece, const RequestEntry &row)
{
    return !row.name.isEmpty() && encodedPiece(piece, false) == newPiece(row);
}

bool hasNotes(const RequestEntry &field)
{
    return !field.description.isEmpty() || !field.unknown.isEmpty();
}

} // namespace

QString queryText(const QString &url)
{
    const QueryRange range(url);
    return url.sliced(range.mark, range.end - range.mark);
}

QString withQueryText(const QString &url, const QString &query)
{
    const QueryRange range(url);
    return url.left(range.mark) + query + url.sliced(range.end);
}

QList<RequestEntry> queryFields(const QString &url)
{
    QList<RequestEntry> fields;
    for (const QString &piece : queryPieces(url))
        fields << fieldOf(piece);
    return fields;
}

QString withQueryFields(const QString &url, const QList<RequestEntry> &fields)
{
    QHash<QString, QStringList> written;
    for (const QString &piece : queryPieces(url))
        written[keyOf(fieldOf(piece))] << piece;
    QStringList pieces;
    for (const RequestEntry &field : fields) {
        const auto same = field.enabled ? written.find(keyOf(field)) : written.end();
        if (same != written.end() && !same->isEmpty())
            pieces << same->takeFirst();
        else if (!isLeftOut(field))
            pieces << newPiece(field);
    }
    return withQueryText(url, pieces.isEmpty() ? QString() : u'?' + pieces.join(u'&'));
}

QString withMoreQueryFields(const QString &url, const QList<RequestEntry> &fields)
{
    QStringList pieces;
    for (const RequestEntry &field : fields) {
        if (!isLeftOut(field))
            pieces << newPiece(field);
    }
    if (pieces.isEmpty())
        return url;
    const QueryRange range(url);
    const QString before = url.left(range.end);
    const bool isOpen = range.present && (before.endsWith(u'?') || before.endsWith(u'&'));
    const QString sign = !range.present ? u"?"_s : isOpen ? QString() : u"&"_s;
    return before + sign + pieces.join(u'&') + url.sliced(range.end);
}

SplitQuery splitQuery(const QString &url, const QList<RequestEntry> &fields)
{
    QStringList pieces = queryPieces(url, Qt::KeepEmptyParts);
    QList<RequestEntry> rows;
    qsizetype end = pieces.size(); // of the pieces whose fields are still to come
    bool isSent = false;
    const auto take = [&](const RequestEntry &field) {
        qsizetype at = end - 1;
        while (hasNotes(field) && at >= 0 && !isSentAs(pieces[at], field))
            --at;
        // What is left behind the piece would come before it as a row.
        if (at < 0 || !isSentAs(pieces[at], field) || (end < pieces.size() && !hasNotes(field)))
            return false;
        pieces.removeAt(at);
        end = at;
        isSent = true;
        return true;
    };
    for (auto field = fields.crbegin(); field != fields.crend(); ++field) {
        if (!field->enabled || take(*field))
            rows.prepend(*field);
    }
    if (isSent && !pieces.isEmpty() && pieces.constLast().isEmpty())
        pieces << QString(); // or the first row would close the empty piece
    return {withQueryText(url, pieces.isEmpty() ? QString() : u'?' + pieces.join(u'&')), rows};
}

QList<RequestEntry> mergedQueryFields(const QString &url, const QList<RequestEntry> &before)
{
    QList<RequestEntry> merged = queryFields(url);
    QList<RequestEntry> noted = before;
    for (RequestEntry &field : merged) {
        const auto same = std::find_if(noted.begin(), noted.end(), [&field](const RequestEntry &old) {
            return old.enabled && old.name == field.name;
        });
        if (same == noted.end())
            continue;
        field.description = same->description;
        field.unknown = same->unknown;
        noted.erase(same);
    }
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (!before[i].enabled)
            merged.insert(std::min(i, merged.size()), before[i]);
    }
    return merged;
}

} // namespace fuseboard
