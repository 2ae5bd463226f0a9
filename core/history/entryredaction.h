// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redactor.h"
#include "history/historyentry.h"

namespace fuseboard {

// Where a text was cut, also without what may be the first part of a secret at its end.
HistoryBody redactedBody(const Redactor &redactor, HistoryBody body);
Error redactedError(const Redactor &redactor, Error error);
Timeline redactedTimeline(const Redactor &redactor, const Timeline &timeline);

/// A call that is kept, without what the redactor has learned since. Its client's name stays, as it was shown before.
HistoryEntry redactedEntry(const Redactor &redactor, HistoryEntry entry);
/// The same in its place; true where it held some of it.
bool redactEntry(const Redactor &redactor, HistoryEntry &entry);

} // namespace fuseboard
