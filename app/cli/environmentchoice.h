// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "variables/variablescope.h"

namespace fuseboard {

/// The variables of the environment that somebody has named: a file of one, or the slug of one in the workspace that
/// the client's file belongs to (environments/<slug>.json beside clients/). Its parents are in the same folder. Without
/// a name there are none. Errors name the file in their subject. Secrets in a keychain are out of reach here, and
/// missing.
Result<VariableScope> environmentChoice(const QString &environment, const QString &clientFile);

} // namespace fuseboard
