// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/timeline.h"
#include "config/json/jsonvalue.h"
#include "models/storywording.h"

namespace fuseboard {

/// What happened to a call for machines: a list of objects, one for each entry, whose fields docs/cli.md tells.
JsonValue timelineReport(const Timeline &timeline, const wording::StoryContext &context);
/// The error of an entry, which must have one, in the words of its story.
JsonValue errorReport(const TimelineEntry &entry, const wording::StoryContext &context);

/// Milliseconds with three decimals, which is as exact as anything is; null for nothing.
JsonValue millisecondsReport(const std::optional<Duration> &span);
/// "2026-05-01T12:05:10.312Z"; null for nothing.
JsonValue momentReport(const std::optional<WallTime> &moment);
JsonValue decimalReport(double number);
/// Adds what opened a circuit: rule, and the figures that belong to it.
void appendTrip(JsonValue &report, const BreakerTrip &trip);

} // namespace fuseboard
