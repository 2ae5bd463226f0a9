// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/callreport.h"
#include "client/clientsnapshot.h"
#include "config/clientconfig.h"

#include <QStringList>

namespace fuseboard {

/// What happened to a call, one line for each thing, with its time since the start: "   1.20 s  attempt 1: 503 …".
QStringList tellTimeline(const CallReport &call, const ClientConfig &config);
/// How it ended: a line.
QString tellEnd(const CallReport &call, const ClientConfig &config);
/// The body as a screen may show it: text only, without control characters, at most 16 KiB.
QString tellBody(const CallReport &call);
/// All calls together: a line or two.
QString tellSummary(const ClientMetrics &metrics, const ClientSnapshot &snapshot);

} // namespace fuseboard
