// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historyentry.h"
#include "history/historyfilter.h"
#include "history/historystate.h"
#include "history/historyusage.h"

namespace fuseboard::wording {

/// What is wrong with the history and what becomes of the calls meanwhile: whole sentences; empty where all is well.
QString trouble(const HistoryState &state);
/// What stands in the place of calls where there are none, and what to do about it.
QString emptyTitle(const HistoryState &state);
QString emptyAdvice(const HistoryState &state);
/// Where damaged calls went: a whole sentence; empty where none did.
QString setAsideNotice(const HistoryState &state);

/// How a call ended, in some words: "200 OK", "Timeout", "503 Service Unavailable".
QString ending(const HistorySummary &call);
/// "Success (2xx)"
QString word(HistoryOutcome outcome);
/// "1,204 calls, 18 MB"; without the size where there are none.
QString usage(const HistoryUsage &usage);
/// How far into bodies a text is looked for: a whole sentence.
QString searchedBodies();
/// When it began: the time of day, with the date where that was not today.
QString moment(WallTime at, WallTime now);

} // namespace fuseboard::wording
