// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/variablewording.h"

#include "models/errorwording.h"
#include "models/figures.h"
#include "models/words.h"
#include "variables/substitution.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QString variableReference(const QString &name)
{
    return u"{{"_s + name + u"}}"_s;
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
    if (entry->variable.isSecret() || (entry->captured && Redactor().isSecretName(name)))
        return filled(Words::tr("%1 is a secret, and hidden."), {name}) + u'\n' + origin;
    //: a variable, its value, and on the next line where it comes from
    return filled(Words::tr("%1 = %2"), {name, printable(scope.redactor().text(value))}) + u'\n' + origin;
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
