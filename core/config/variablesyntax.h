// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace fuseboard {

/// Whether a variable may have this name: [A-Za-z_][A-Za-z0-9_.-]*, at most 100 characters.
bool isVariableName(QStringView name);

/// Where a {{name}} stands in a text.
struct VariableRange
{
    qsizetype at; ///< of the first brace, or of the backslash that is left out
    qsizetype length;
    QString name;
    bool isEscaped = false; ///< "\{{name}}": the text "{{name}}" is meant, and no variable
};

/// All of a text, in their order. An odd number of backslashes before the braces makes them text: the last of them is
/// left out. Braces around anything that cannot be a name are text too, as two may meet in any JSON.
QList<VariableRange> variableRanges(const QString &text);

/// Whether a text has a variable, or an escaped one: whether it may become another.
bool hasVariables(const QString &text);

/// Whether a text is made of variables and nothing else, so that nothing of its value stands in it.
bool isOnlyVariables(const QString &text);

/// What a text that begins like a reference to the environment of the process means.
struct EnvironmentReference
{
    QString name; ///< NAME of "${env:NAME}"; empty for a reference of another form, which is a fault
};

/// Nothing for a text that is no reference: one that is not "${…}" as a whole.
std::optional<EnvironmentReference> environmentReference(const QString &text);

} // namespace fuseboard
