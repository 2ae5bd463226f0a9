// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/variablewording.h"

#include "base/secretnames.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/words.h"
#include "variables/substitution.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString variableReference(const QString &name)
{
    return u"{{"_s + name + u"}}"_s;
}

QStringList missingVariables(const Error &error)
{
    QStringList names;
    for (const ConfigFault &fault : error.faults) {
        if (fault.detail == ErrorDetail::VariableMissing && !fault.value.isEmpty() && !names.contains(fault.value))
            names.append(fault.value);
    }
    return names;
}

QStringList environmentsWith(const QStringList &variables, const QList<Environment> &environments)
{
    QStringList names;
    for (const Environment &environment : environments) {
        const VariableScope scope(environments, environment.slug);
        if (std::all_of(variables.begin(), variables.end(), [&](const QString &name) { return scope.find(name); }))
            names.append(wording::printable(environment.config.name, 60));
    }
    return names;
}

} // namespace

bool isResolved(const QString &name, const VariableScope &scope)
{
    Substitution substitution(scope);
    substitution.text(variableReference(name), {});
    return substitution.faults().isEmpty();
}

QString wording::variableTip(const QString &name, const VariableScope &scope)
{
    const VariableScope::Entry *entry = scope.find(name);
    if (!entry)
        return filled(Words::tr("%1 has no value in this environment.\nCtrl+E opens the environments, where it can get "
                                "one."),
                      {name});
    const QString origin = entry->captured ? Words::tr("Captured from an answer")
                                           : filled(Words::tr("From %1"), {printable(entry->environment, 60)});
    Substitution substitution(scope);
    const QString value = substitution.text(variableReference(name), u"{{"_s + name + u"}}"_s);
    if (const auto outcome = substitution.outcome(); !outcome)
        return sentence(outcome.error()) + u'\n' + origin;
    if (entry->variable.isSecret() || (entry->captured && isSecretParameterName(name)))
        return filled(Words::tr("%1 is a secret, and hidden."), {name}) + u'\n' + origin;
    //: a variable, its value, and on the next line where it comes from
    return filled(Words::tr("%1 = %2"), {name, printable(scope.redactor().text(value))}) + u'\n' + origin;
}

QString wording::withoutValue(const QStringList &names)
{
    //: %1 names of variables
    return names.isEmpty() ? QString() : filled(Words::tr("Without a value: %1"), {names.join(u", "_s)});
}

QString wording::missingVariablesAdvice(const Error &error, const QList<Environment> &environments)
{
    const QStringList missing = missingVariables(error);
    if (missing.isEmpty())
        return {};
    const QStringList having = environmentsWith(missing, environments);
    const bool isOne = missing.size() == 1;
    if (having.isEmpty())
        return isOne ? Words::tr("No environment has it: Ctrl+E opens the environments, where it can get one. What a "
                                 "request captures is there once that was sent.")
                     : Words::tr("No environment has them all: Ctrl+E opens the environments, where they can get one. "
                                 "What a request captures is there once that was sent.");
    const QString names = having.join(u", "_s);
    if (having.size() == 1)
        //: %1 an environment
        return filled(isOne ? Words::tr("The environment %1 has it: choose it in the status line.")
                            : Words::tr("The environment %1 has them: choose it in the status line."),
                      {names});
    //: %1 environments
    return filled(isOne ? Words::tr("The environments %1 have it: choose one in the status line.")
                        : Words::tr("The environments %1 have them: choose one in the status line."),
                  {names});
}

QString wording::word(EnvironmentColor color)
{
    switch (color) {
    case EnvironmentColor::None:
        return Words::tr("No colour");
    case EnvironmentColor::Green:
        return Words::tr("Green");
    case EnvironmentColor::Amber:
        return Words::tr("Amber");
    case EnvironmentColor::Red:
        return Words::tr("Red");
    case EnvironmentColor::Blue:
        return Words::tr("Blue");
    case EnvironmentColor::Purple:
        return Words::tr("Purple");
    }
    Q_UNREACHABLE();
}

} // namespace fuseboard
