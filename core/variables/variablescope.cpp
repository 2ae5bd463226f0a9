// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/variablescope.h"

#include "base/linebreaks.h"
#include "variables/environmentrules.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

bool isUsableVariable(const QString &value, Variable::Source source)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control && c != u'\t'; };
    const bool seemsReference = source == Variable::Source::Environment && value.contains("${"_L1);
    return !seemsReference && std::none_of(value.cbegin(), value.cend(), isControl);
}

} // namespace

VariableScope::VariableScope(const QList<Environment> &environments, const QString &slug)
{
    for (const Environment &environment : environmentChain(environments, slug)) {
        for (const Variable &variable : environment.config.variables) {
            if (!m_entries.contains(variable.name))
                m_entries.insert(variable.name, {variable, environment.slug, environment.config.name, std::nullopt});
        }
    }
}

const VariableScope::Entry *VariableScope::find(const QString &name) const
{
    const auto found = m_entries.constFind(name);
    return found == m_entries.cend() ? nullptr : &*found;
}

void VariableScope::setSecret(const QString &name, const Result<QString> &value)
{
    const auto entry = m_entries.find(name);
    if (entry == m_entries.end() || !entry->variable.isSecret())
        return;
    if (!value) {
        entry->secret = value;
        return;
    }
    const QString cleaned = withoutLastLineBreaks(*value);
    if (isUsableVariable(cleaned, entry->variable.source))
        entry->secret = Result<QString>(cleaned);
    else
        entry->secret = Result<QString>(Error(ErrorKind::AuthFailed, ErrorDetail::SecretUnusable, name));
}

void VariableScope::capture(const QString &name, const QString &value)
{
    auto entry = m_entries.find(name);
    if (entry == m_entries.end())
        entry = m_entries.insert(name, {Variable{name, Variable::Source::Text, {}}, {}, {}, std::nullopt});
    entry->captured = value;
}

QStringList VariableScope::secretValues() const
{
    QStringList values;
    for (const Entry &entry : m_entries) {
        if (entry.secret && entry.secret->ok() && !entry.secret->value().isEmpty())
            values.append(entry.secret->value());
        if (entry.variable.isSecret() && entry.captured && !entry.captured->isEmpty())
            values.append(*entry.captured);
    }
    return values;
}

Redactor VariableScope::redactor() const
{
    Redactor redactor;
    for (const QString &value : secretValues())
        redactor.addSecret(value);
    return redactor;
}

} // namespace fuseboard
