// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "compare/comparedcall.h"
#include "history/historyentry.h"

namespace fuseboard {

/// A call that is kept, as it is set beside another one: its end, the request as it was sent, and the answer.
ComparedCall comparedCall(const HistoryEntry &entry);

} // namespace fuseboard
