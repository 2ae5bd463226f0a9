// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentedits.h"

#include "base/secretnames.h"
#include "config/draft/configtree.h"
#include "variables/environmentrules.h"
#include "workspace/store/clientdraftfile.h"
#include "workspace/store/drafttext.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

using Row = VariableTableModel::Row;

JsonValue placeOf(const QString &slug, const Environment *base)
{
    JsonValue tree = JsonValue::object();
    tree.append(u"slug"_s, JsonValue::ofText(slug));
    tree.append(u"base"_s, JsonValue::ofText(base ? versionOf(configTree(base->config)) : QString()));
    return tree;
}

const JsonValue &memberOf(const JsonValue &tree, QStringView name)
{
    static const JsonValue none;
    const JsonValue *member = tree.find(name);
    return member ? *member : none;
}

const Variable *plainOf(const Environment *base, const QString &name)
{
    if (!base)
        return nullptr;
    const QList<Variable> &variables = base->config.variables;
    const auto found = std::find_if(variables.begin(), variables.end(), [&name](const Variable &variable) {
        return variable.name == name && variable.source == Variable::Source::Text;
    });
    return found == variables.end() ? nullptr : &*found;
}

/// Neither by its name nor in what it says: a password in a URL, or what looks like a token.
bool looksHarmless(const Variable &variable)
{
    JsonValue variables = JsonValue::object();
    variables.append(variable.name, JsonValue::ofText(variable.text));
    JsonValue config = JsonValue::object();
    config.append(u"variables"_s, variables);
    const JsonValue bare = withoutSecrets(config);
    const JsonValue *kept = memberOf(bare, u"variables").find(variable.name);
    const bool isToken = looksLikeToken(variable.text) && !variable.text.contains("://"_L1);
    return kept && kept->text == variable.text && !isSecretParameterName(variable.name) && !isToken;
}

/// Only of what stands in the file as plain text already, and has no name of a secret: any other text may be one whose
/// tick has just been taken away, or has not been set yet.
bool mayKeepText(const Row &row, const Environment *base)
{
    const Variable &variable = row.variable;
    if (variable.source != Variable::Source::Text || variable.text.isEmpty())
        return variable.source == Variable::Source::Environment;
    return row.storedName.isEmpty() && plainOf(base, variable.name) && looksHarmless(variable);
}

/// Whether what was typed as the value of a row is neither in its draft nor in the base.
bool isKeptNowhere(const Row &row, const Environment *base)
{
    if (row.variable.source == Variable::Source::Keychain)
        return row.isWritten;
    const Variable *plain = plainOf(base, row.variable.name);
    return !row.variable.text.isEmpty() && !mayKeepText(row, base) && !(plain && *plain == row.variable);
}

/// Whether what an earlier run has lost of a row was not typed again.
bool isStillLost(const Row &row, const EnvironmentDraft &draft, const Environment *base)
{
    if (!draft.typedBefore.contains(row.variable.name) || row.isWritten)
        return false;
    const Variable *plain = plainOf(base, row.variable.name);
    return row.variable.isSecret() || row.variable.text.isEmpty() || (plain && *plain == row.variable);
}

bool isEdited(const EnvironmentDraft &draft, const Environment *base)
{
    const auto isUnsaved = [&](const Row &row) { return row.isWritten || isStillLost(row, draft, base); };
    return !base || draft.edited() != *base || std::any_of(draft.rows.begin(), draft.rows.end(), isUnsaved);
}

JsonValue rowTree(const Row &row, const Environment *base)
{
    JsonValue tree = JsonValue::object();
    tree.append(u"name"_s, JsonValue::ofText(row.variable.name));
    tree.append(u"source"_s, JsonValue::ofText(QString::number(int(row.variable.source))));
    tree.append(u"stored"_s, JsonValue::ofText(row.storedName));
    if (mayKeepText(row, base))
        tree.append(u"text"_s, JsonValue::ofText(row.variable.text));
    return tree;
}

/// Its rows are told one by one, as they are: one with half a name is a row too, whose secret is its own.
JsonValue draftTree(const EnvironmentDraft &draft, const Environment *base)
{
    EnvironmentConfig config = draft.edited().config;
    config.variables.clear();
    JsonValue tree = placeOf(draft.environment.slug, base);
    JsonValue rows = JsonValue::list();
    JsonValue typed = JsonValue::list();
    for (const Row &row : draft.rows) {
        rows.items.push_back(rowTree(row, base));
        if (isKeptNowhere(row, base) || isStillLost(row, draft, base))
            typed.items.push_back(JsonValue::ofText(row.variable.name));
    }
    tree.append(u"rows"_s, rows);
    tree.append(u"typed"_s, typed);
    tree.append(u"config"_s, withoutSecrets(configTree(config)));
    return tree;
}

Row rowOf(const JsonValue &tree, const Environment *present)
{
    Row row;
    row.variable.name = memberOf(tree, u"name").text;
    const int source = memberOf(tree, u"source").text.toInt();
    row.variable.source = source == int(Variable::Source::Keychain) ? Variable::Source::Keychain
        : source == int(Variable::Source::Environment)              ? Variable::Source::Environment
                                                                    : Variable::Source::Text;
    row.storedName = present ? memberOf(tree, u"stored").text : QString();
    if (const JsonValue *text = tree.find(u"text"))
        row.variable.text = text->text;
    else if (const Variable *plain = plainOf(present, row.variable.name); plain && !row.variable.isSecret())
        row.variable.text = plain->text;
    return row;
}

/// present: null where it has gone, or never was.
EnvironmentDraft draftOf(const JsonValue &tree, const Environment *present)
{
    EnvironmentDraft draft;
    draft.environment.config = environmentOf(memberOf(tree, u"config"));
    draft.environment.slug = memberOf(tree, u"slug").text;
    for (const JsonValue &row : memberOf(tree, u"rows").items)
        draft.rows.append(rowOf(row, present));
    draft.environment.config.variables = present ? present->config.variables : QList<Variable>();
    draft.isNew = !present;
    if (draft.isNew && !draft.environment.slug.contains(u' '))
        draft.environment.slug.prepend(u"new "_s); // its file has gone
    return draft;
}

} // namespace

QStringList stillLost(const EnvironmentDraft &draft, const Environment *base)
{
    QStringList names;
    for (const Row &row : draft.rows) {
        if (isStillLost(row, draft, base))
            names.append(row.variable.name);
    }
    return names;
}

JsonValue editsTree(const QList<Environment> &base, const QList<EnvironmentDraft> &drafts)
{
    JsonValue edited = JsonValue::list();
    QStringList slugs;
    for (const EnvironmentDraft &draft : drafts) {
        const Environment *before = findEnvironment(base, draft.environment.slug);
        slugs.append(draft.environment.slug);
        if (isEdited(draft, before))
            edited.items.push_back(draftTree(draft, before));
    }
    JsonValue removed = JsonValue::list();
    for (const Environment &environment : base) {
        if (!slugs.contains(environment.slug))
            removed.items.push_back(placeOf(environment.slug, &environment));
    }
    if (edited.items.empty() && removed.items.empty())
        return {};
    JsonValue tree = JsonValue::object();
    tree.append(u"edited"_s, edited);
    tree.append(u"removed"_s, removed);
    return tree;
}

RestoredEnvironments restoredEdits(const QList<Environment> &present, const JsonValue &tree)
{
    RestoredEnvironments restored;
    for (const Environment &environment : present)
        restored.drafts.append({environment, VariableTableModel::rowsOf(environment.config.variables)});
    for (const JsonValue &removed : memberOf(tree, u"removed").items) {
        const QString slug = memberOf(removed, u"slug").text;
        const Environment *now = findEnvironment(present, slug);
        if (now && versionOf(configTree(now->config)) == memberOf(removed, u"base").text)
            restored.drafts.removeIf([&slug](const EnvironmentDraft &draft) { return draft.environment.slug == slug; });
    }
    for (const JsonValue &edited : memberOf(tree, u"edited").items) {
        const QString slug = memberOf(edited, u"slug").text;
        const Environment *now = findEnvironment(present, slug);
        EnvironmentDraft draft = draftOf(edited, now);
        draft.isOvertaken = now && versionOf(configTree(now->config)) != memberOf(edited, u"base").text;
        for (const JsonValue &name : memberOf(edited, u"typed").items)
            draft.typedBefore.append(name.text);
        restored.typed += draft.typedBefore;
        const auto place = std::find_if(restored.drafts.begin(), restored.drafts.end(),
                                        [&slug](const EnvironmentDraft &one) { return one.environment.slug == slug; });
        if (place == restored.drafts.end())
            restored.drafts.append(draft);
        else
            *place = draft;
    }
    restored.typed.removeDuplicates();
    return restored;
}

} // namespace fuseboard
