// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/querytext.h"

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

} // namespace

QList<RequestEntry> queryFields(const QString &url)
{
    const QueryRange range(url);
    if (!range.present)
        return {};
    QList<RequestEntry> fields;
    const QString query = url.sliced(range.mark + 1, range.end - range.mark - 1);
    for (const QString &piece : query.split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = piece.indexOf(u'=');
        fields << RequestEntry{piece.left(equals), equals < 0 ? QString() : piece.sliced(equals + 1), true};
    }
    return fields;
}

QString withQueryFields(const QString &url, const QList<RequestEntry> &fields)
{
    const QueryRange range(url);
    QStringList pieces;
    for (const RequestEntry &field : fields) {
        if (!field.enabled || (field.name.isEmpty() && field.value.isEmpty()))
            continue;
        const QString name = encodedPiece(field.name, true);
        pieces << (field.value.isEmpty() ? name : name + u'=' + encodedPiece(field.value, false));
    }
    const QString query = pieces.isEmpty() ? QString() : u'?' + pieces.join(u'&');
    return url.left(range.mark) + query + url.sliced(range.end);
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
