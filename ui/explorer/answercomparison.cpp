// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/answercomparison.h"

#include "common/presentation.h"
#include "explorer/callsession.h"
#include "models/compare/comparedlines.h"
#include "models/figures.h"
#include "models/historywording.h"
#include "models/wording.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QStringList linesOf(const Response &response)
{
    return QStringList{wording::statusText(response.status)} + comparedHeaders(response.headers)
        + QStringList{QString()}
    + comparedBody(response.body, response.headers.value("Content-Type").value_or(QByteArray()));
}

} // namespace

ComparedCall comparedCall(const KeptAnswer &answer)
{
    constexpr qsizetype longestTarget = 1'000; // characters
    const Response &response = answer.response;
    const QString method = QString::fromLatin1(answer.method);
    return {
        .end = {toneOfStatus(response.status), wording::statusText(response.status), {}},
        .facts = wording::moment(answer.endedAt, WallTime()) + u" · "_s + wording::measured(answer.elapsed),
        .target = method + u' ' + wording::printable(response.url.toDisplayString(), longestTarget),
        .lines = [response] { return linesOf(response); },
    };
}

} // namespace fuseboard
