// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "compare/comparedcall.h"

namespace fuseboard {

struct KeptAnswer;

/// An answer of the Explorer as it is set beside another one: its status, headers and body.
ComparedCall comparedCall(const KeptAnswer &answer);

} // namespace fuseboard
