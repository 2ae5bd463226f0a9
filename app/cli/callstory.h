// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/callreport.h"
#include "cli/sendcounts.h"
#include "client/clientsnapshot.h"
#include "config/clientconfig.h"
#include "models/storywording.h"

#include <QStringList>

namespace fuseboard {

/// What was sent, and through which client.
struct SendSubject
{
    const ClientConfig &config;
    QString method;
};

// columns: the width of the screen, to fold long lines at; 0 = none is folded.

/// What makes the sentences about a call, the same in its story and in its report.
wording::StoryContext contextOf(const CallReport &call, const SendSubject &subject);
/// How it ended, in a sentence; it must have an error.
QString errorSentence(const CallReport &call, const SendSubject &subject);

/// What happened to a call, one line for each thing, with its time since the start: "   1.20 s  attempt 1: 503 …".
QStringList tellTimeline(const CallReport &call, const SendSubject &subject, int columns = 0);
/// How it ended: a line.
QString tellEnd(const CallReport &call, const SendSubject &subject, int columns = 0);
/// What came of its tests, a line each.
QStringList tellTests(const CallReport &call, int columns = 0);
/// The header fields that are to be told, a line each.
QString tellHeaders(const CallReport &call);
/// The body as a screen may show it: text only, without secrets and control characters, at most 16 Ki characters.
QString tellBody(const CallReport &call);
/// A line behind its time or name, folded where the screen is narrower than it.
QString folded(const QString &head, const QString &text, int columns);
/// All of a body that is meant for a screen: lines as they are, and what could steer it as visible escapes.
QString screenText(QString text);
/// All calls together: a line or two.
QString tellSummary(const ClientMetrics &metrics, const ClientSnapshot &snapshot, int columns = 0,
                    const SendCounts &counts = {});

} // namespace fuseboard
