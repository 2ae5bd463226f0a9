// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/requestdraft.h"
#include "history/historyentry.h"

namespace fuseboard {

/// A call that is kept, as a request to be edited. Headers whose values were secret are left out: the client brings its
/// own.
RequestDraft draftOf(const HistoryEntry &entry);

/// Why the same request cannot be sent again from what is kept: a whole sentence; empty where it can.
QString lackOf(const HistoryEntry &entry);
/// That, and what to do about it.
QString obstacleTo(const HistoryEntry &entry);

} // namespace fuseboard
