// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/variablesformat.h"

#include "config/formats/secretformat.h"
#include "config/variablesyntax.h"

#include <QSet>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestVariableValue = 65'536;

std::optional<Variable> readVariable(const QString &name, const JsonValue &json, const FaultScope &scope)
{
    if (json.isObject()) {
        const JsonValue *where = json.find(u"secret");
        if (json.members.size() == 1 && where && where->text == "keychain"_L1)
            return Variable{name, Variable::Source::Keychain, {}};
        scope.fault(ErrorDetail::OutOfRange, {AllowedKind::SecretOrText});
        return std::nullopt;
    }
    if (!json.isText()) {
        scope.fault(ErrorDetail::WrongType, {AllowedKind::SecretOrText});
        return std::nullopt;
    }
    const auto reference = environmentReference(json.text);
    if (json.text.size() > longestVariableValue || (reference && reference->name.isEmpty())) {
        scope.fault(ErrorDetail::OutOfRange, {AllowedKind::SecretOrText});
        return std::nullopt;
    }
    if (reference)
        return Variable{name, Variable::Source::Environment, reference->name};
    return Variable{name, Variable::Source::Text, json.text};
}

} // namespace

std::optional<QList<Variable>> VariablesFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (json.isNull())
        return QList<Variable>();
    if (!json.isObject()) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    QList<Variable> variables;
    QSet<QString> seen;
    for (const JsonMember &member : json.members) {
        if (member.repeated)
            continue;
        if (!isVariableName(member.name))
            scope.nameOf(member).fault(ErrorDetail::OutOfRange, {AllowedKind::VariableName});
        else if (seen.contains(member.name))
            scope.nameOf(member).fault(ErrorDetail::Duplicate, {AllowedKind::OnceEach});
        else if (const auto variable = readVariable(member.name, member.value, scope.child(member)))
            variables.append(*variable);
        seen.insert(member.name);
    }
    return variables;
}

JsonValue VariablesFormat::write(const QList<Variable> &value) const
{
    JsonValue object = JsonValue::object();
    for (const Variable &variable : value) {
        switch (variable.source) {
        case Variable::Source::Text:
            object.append(variable.name, JsonValue::ofText(variable.text));
            break;
        case Variable::Source::Keychain:
            object.append(variable.name, SecretFormat().write(Secret::keychain()));
            break;
        case Variable::Source::Environment:
            object.append(variable.name, SecretFormat().write(Secret::environment(variable.text)));
            break;
        }
    }
    return object;
}

AllowedValues VariablesFormat::allowed() const
{
    return {AllowedKind::NamesAndValues};
}

} // namespace fuseboard
