// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentedits.h"

#include "config/draft/configtree.h"
#include "variables/environmentrules.h"
#include "workspace/store/clientdraftfile.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

using Row = VariableTableModel::Row;

bool isEdited(const EnvironmentDraft &draft, const Environment *base)
{
    return !base || draft.edited() != *base
        || std::any_of(draft.rows.begin(), draft.rows.end(), [](const Row &row) { return row.isWritten; });
}

JsonValue placeOf(const QString &slug, const Environment *base)
{
    JsonValue tree = JsonValue::object();
    tree.append(u"slug"_s, JsonValue::ofText(slug));
    tree.append(u"base"_s, JsonValue::ofText(base ? versionOf(configTree(base->config)) : QString()));
    return tree;
}

/// Whether what was typed as the value of a row is neither in its draft nor in the base. bare: the draft's variables.
bool isKeptNowhere(const Row &row, const JsonValue &bare, const Environment *base)
{
    if (row.variable.source == Variable::Source::Keychain)
        return row.isWritten;
    const JsonValue *kept = bare.find(row.variable.name);
    const bool isBare = row.variable.source == Variable::Source::Text && kept && kept->text != row.variable.text;
    return isBare && !(base && base->config.variables.contains(row.variable));
}

JsonValue draftTree(const EnvironmentDraft &draft, const Environment *base)
{
    const JsonValue config = configTree(draft.edited().config);
    const JsonValue bare = withoutSecrets(config);
    const JsonValue *variables = bare.find(u"variables");
    JsonValue tree = placeOf(draft.environment.slug, base);
    JsonValue stored = JsonValue::list(); // names stand in lists: as names of members they might look like secrets
    JsonValue typed = JsonValue::list();
    for (const Row &row : draft.rows) {
        stored.items.push_back(JsonValue::ofText(row.storedName));
        if (variables && isKeptNowhere(row, *variables, base))
            typed.items.push_back(JsonValue::ofText(row.variable.name));
    }
    tree.append(u"stored"_s, stored);
    tree.append(u"typed"_s, typed);
    tree.append(u"config"_s, bare);
    return tree;
}

const JsonValue &memberOf(const JsonValue &tree, QStringView name)
{
    static const JsonValue none;
    const JsonValue *member = tree.find(name);
    return member ? *member : none;
}

/// present: null where it has gone, or never was.
EnvironmentDraft draftOf(const JsonValue &tree, const Environment *present)
{
    EnvironmentDraft draft;
    const JsonValue &config = memberOf(tree, u"config");
    draft.environment.config = environmentOf(present ? withSecretsOf(configTree(present->config), config) : config);
    draft.environment.slug = memberOf(tree, u"slug").text;
    draft.rows = VariableTableModel::rowsOf(draft.environment.config.variables);
    const JsonValue &stored = memberOf(tree, u"stored");
    for (std::size_t i = 0; i < std::size_t(draft.rows.size()); ++i)
        draft.rows[qsizetype(i)].storedName = present && i < stored.items.size() ? stored.items[i].text : QString();
    draft.isNew = !present;
    if (draft.isNew && !draft.environment.slug.contains(u' '))
        draft.environment.slug.prepend(u"new "_s); // its file has gone
    return draft;
}

} // namespace

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
        const EnvironmentDraft draft = draftOf(edited, now);
        const auto place = std::find_if(restored.drafts.begin(), restored.drafts.end(),
                                        [&slug](const EnvironmentDraft &one) { return one.environment.slug == slug; });
        if (place == restored.drafts.end())
            restored.drafts.append(draft);
        else
            *place = draft;
        if (now && versionOf(configTree(now->config)) != memberOf(edited, u"base").text)
            restored.overtaken.append(slug);
        for (const JsonValue &name : memberOf(edited, u"typed").items)
            restored.typed.append(name.text);
    }
    restored.typed.removeDuplicates();
    return restored;
}

} // namespace fuseboard
