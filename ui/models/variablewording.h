// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QList>
#include <QString>

namespace fuseboard {

/// Whether a variable has a value in the scope, and those that it needs have theirs.
bool isResolved(const QString &name, const VariableScope &scope);

namespace wording {

/// What a variable stands for, and where that comes from, on several lines of plain text. Secrets are never in it.
QString variableTip(const QString &name, const VariableScope &scope);

/// Of these variables, for screen readers; empty where there are none.
QString withoutValue(const QStringList &names);

/// What to do where an error says that variables have no value: which environments have them all, or where they can get
/// one. One or two sentences; empty for other errors.
QString missingVariablesAdvice(const Error &error, const QList<Environment> &environments);

/// "Red"; for None "No colour".
QString word(EnvironmentColor color);

} // namespace wording

} // namespace fuseboard
