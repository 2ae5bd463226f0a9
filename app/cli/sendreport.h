// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/callstory.h"
#include "client/clientsnapshot.h"
#include "config/json/jsonvalue.h"

#include <vector>

namespace fuseboard {

/// The one object that "send --json" prints; docs/cli.md tells its fields.
JsonValue sendReport(const ClientMetrics &metrics, const ClientSnapshot &snapshot, const std::vector<CallReport> &calls,
                     const SendSubject &subject, const SendCounts &counts = {});

/// "closed", "open" or "half_open".
QString breakerStateName(BreakerState state);

} // namespace fuseboard
