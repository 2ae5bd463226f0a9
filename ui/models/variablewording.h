// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QString>

namespace fuseboard {

/// Whether a variable has a value in the scope, and those that it needs have theirs.
bool isResolved(const QString &name, const VariableScope &scope);

namespace wording {

/// What a variable stands for, and where that comes from, on several lines of plain text. Secrets are never in it.
QString variableTip(const QString &name, const VariableScope &scope);

/// "Red"; for None "No colour".
QString word(EnvironmentColor color);

} // namespace wording

} // namespace fuseboard
