// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historycomparison.h"

#include "history/historymodel.h"
#include "models/compare/comparedlines.h"
#include "models/figures.h"
#include "models/historywording.h"

#include <QCoreApplication>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTarget = 1'000; // characters

struct Comparison
{
    Q_DECLARE_TR_FUNCTIONS(Comparison)
};

void appendSide(QStringList &lines, const QString &title, const Headers &headers, const HistoryBody &body)
{
    lines << title << comparedHeaders(headers) << QString();
    if (body.kept)
        lines << comparedBody(body.text.toUtf8(), headers.value("Content-Type").value_or(QByteArray())) << QString();
    else
        lines << Comparison::tr("Body: %1").arg(wording::bytes(body.bytes)) << QString();
    if (body.kept && body.cut)
        lines << Comparison::tr("Only the beginning of this body was kept.") << QString();
}

QStringList linesOf(const HistoryEntry &entry, const QString &target)
{
    QStringList lines{wording::ending(entry.summary), QString()};
    appendSide(lines, target, entry.requestHeaders, entry.requestBody);
    appendSide(lines, Comparison::tr("Answer"), entry.responseHeaders, entry.responseBody);
    return lines;
}

} // namespace

ComparedCall comparedCall(const HistoryEntry &entry)
{
    const HistorySummary &call = entry.summary;
    const QString target = call.method + u' ' + wording::printable(call.url, longestTarget);
    return {
        .end = {toneOf(call), wording::ending(call), {}},
        .facts = wording::moment(call.startedAt, WallTime()) + u" · "_s + wording::measured(call.duration),
        .target = target,
        .lines = [entry, target] { return linesOf(entry, target); },
    };
}

} // namespace fuseboard
