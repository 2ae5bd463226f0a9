// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/configdraft.h"

#include "config/variablesyntax.h"

#include <algorithm>
#include <array>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Sections that are there because something is set in them, and not to switch something on.
constexpr std::array impliedSections = {"tls"_L1, "proxy"_L1};

JsonValue keychainReference()
{
    JsonValue reference = JsonValue::object();
    reference.append(u"secret"_s, JsonValue::ofText(u"keychain"_s));
    return reference;
}

/// Text with {{variables}} is none: it stays in the file as it is.
bool isPlainSecret(const JsonValue &value)
{
    return value.isText() && !value.text.isEmpty() && !value.text.startsWith("${"_L1)
        && variableRanges(value.text).isEmpty();
}

/// Moves a plain secret to the list of those that go to the store.
void extractSecret(JsonValue &value, const QString &path, ConfigDraft::State &state)
{
    if (!isPlainSecret(value))
        return;
    state.secrets.insert(path, value.text);
    value = keychainReference();
}

bool holdsNamedSecrets(const QString &path)
{
    return path == "auth.custom_headers"_L1 || path == "auth.custom_params"_L1;
}

bool isOfField(const QString &path, const QString &field)
{
    return path == field
        || (path.startsWith(field) && (path.at(field.size()) == u'.' || path.at(field.size()) == u'['));
}

/// Fields of secrets whose texts do not belong to the store: values are not told, but stand in the file.
bool isForStore(const FieldFacts &facts)
{
    return facts.isSecret && facts.path != "auth.extra_params"_L1;
}

ConfigDraft::State stateOf(const ClientConfig &config)
{
    ConfigDraft::State state{configTree(config), {}};
    for (const FieldFacts &facts : clientFieldFacts()) {
        const JsonValue *written = findInTree(state.tree, facts.path);
        // What is required is written in any case; nothing typed yet is missing, and not wrong.
        if (facts.isRequired && written && written->isText() && written->text.isEmpty())
            takeFromTree(state.tree, facts.path);
        if (!isForStore(facts) || !findInTree(state.tree, facts.path))
            continue;
        JsonValue value = *findInTree(state.tree, facts.path);
        extractSecret(value, facts.path, state);
        if (holdsNamedSecrets(facts.path)) {
            for (JsonMember &member : value.members)
                extractSecret(member.value, facts.path + u'.' + member.name, state);
        }
        putIntoTree(state.tree, facts.path, std::move(value));
    }
    return state;
}

} // namespace

bool operator==(const ConfigDraft::State &one, const ConfigDraft::State &other)
{
    return one.secrets == other.secrets && judgeConfigTree(one.tree).config == judgeConfigTree(other.tree).config
        && judgeConfigTree(one.tree).faults == judgeConfigTree(other.tree).faults;
}

ConfigDraft::ConfigDraft(const ClientConfig &config, QObject *parent)
    : QObject(parent)
    , m_state(stateOf(config))
    , m_saved(m_state)
{
    judge();
}

void ConfigDraft::setState(const State &state)
{
    m_state = state;
    judge();
}

void ConfigDraft::takeBack(const State &before, const State &after)
{
    QStringList names;
    for (const State *state : {&before, &after}) {
        for (const JsonMember &member : state->tree.members)
            names.append(member.name);
    }
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        const JsonValue *was = before.tree.find(name);
        const JsonValue *became = after.tree.find(name);
        if (was && became && isSameJson(*was, *became))
            continue;
        if (was)
            putIntoTree(m_state.tree, name, *was);
        else
            takeFromTree(m_state.tree, name);
        m_state.secrets.removeIf([&name](QHash<QString, QString>::iterator it) { return isOfField(it.key(), name); });
        for (auto secret = before.secrets.cbegin(); secret != before.secrets.cend(); ++secret) {
            if (isOfField(secret.key(), name))
                m_state.secrets.insert(secret.key(), secret.value());
        }
    }
    judge();
}

const ConfigFault *ConfigDraft::faultOf(const QString &path) const
{
    const auto found = std::find_if(m_judged.faults.cbegin(), m_judged.faults.cend(),
                                    [&path](const ConfigFault &fault) { return isOfField(fault.path, path); });
    return found == m_judged.faults.cend() ? nullptr : &*found;
}

int ConfigDraft::faultCount(const QString &path) const
{
    return int(std::count_if(m_judged.faults.cbegin(), m_judged.faults.cend(),
                             [&path](const ConfigFault &fault) { return isOfField(fault.path, path); }));
}

JsonValue ConfigDraft::value(const QString &path) const
{
    if (const JsonValue *written = findInTree(m_state.tree, path))
        return *written;
    const FieldFacts *facts = factsOf(path);
    return facts ? facts->standard : JsonValue();
}

bool ConfigDraft::isChanged(const QString &path) const
{
    const JsonValue *written = findInTree(m_state.tree, path);
    const FieldFacts *facts = factsOf(path);
    return written && facts && !facts->isRequired && !isSameJson(*written, facts->standard);
}

void ConfigDraft::put(const QString &path, const JsonValue &value)
{
    putIntoTree(m_state.tree, path, value);
    judge();
}

void ConfigDraft::setValue(const QString &path, const JsonValue &value)
{
    if (!findInTree(m_state.tree, path) || !isSameJson(*findInTree(m_state.tree, path), value))
        put(path, value);
}

void ConfigDraft::clear(const QString &path)
{
    if (!isWritten(path))
        return;
    takeFromTree(m_state.tree, path);
    m_state.secrets.removeIf([&path](QHash<QString, QString>::iterator it) { return isOfField(it.key(), path); });
    dropEmptySections();
    judge();
}

void ConfigDraft::switchOn(const QString &section)
{
    if (!hasSection(section))
        put(section, m_aside.contains(section) ? m_aside.take(section) : JsonValue::object());
}

void ConfigDraft::switchOff(const QString &section)
{
    if (!hasSection(section))
        return;
    m_aside.insert(section, takeFromTree(m_state.tree, section));
    judge();
}

void ConfigDraft::setSection(const QString &name, const JsonValue &tree)
{
    JsonValue section = tree;
    if (const JsonValue *before = findInTree(m_state.tree, name)) {
        for (const JsonMember &member : before->members) {
            if (!factsOf(name + u'.' + member.name))
                section.members.push_back(member);
        }
    }
    put(name, section);
}

void ConfigDraft::keepOnly(const QStringList &authPaths)
{
    for (const FieldFacts &facts : clientFieldFacts()) {
        if (facts.section() != "auth"_L1)
            continue;
        if (!authPaths.contains(facts.path) && isWritten(facts.path))
            m_aside.insert(facts.path, takeFromTree(m_state.tree, facts.path));
        else if (authPaths.contains(facts.path) && !isWritten(facts.path) && m_aside.contains(facts.path))
            putIntoTree(m_state.tree, facts.path, m_aside.take(facts.path));
    }
    const JsonValue *auth = m_state.tree.find(u"auth");
    if (auth && auth->members.empty())
        takeFromTree(m_state.tree, u"auth"_s);
    judge();
}

void ConfigDraft::dropEmptySections()
{
    for (const QLatin1String name : impliedSections) {
        const JsonValue *section = m_state.tree.find(name.toString());
        if (section && section->members.empty())
            takeFromTree(m_state.tree, name.toString());
    }
}

void ConfigDraft::judge()
{
    m_judged = judgeConfigTree(m_state.tree);
    Q_EMIT changed();
}

const FieldFacts *ConfigDraft::factsOf(const QString &path)
{
    static const QList<FieldFacts> all = clientFieldFacts();
    const auto found = std::find_if(all.cbegin(), all.cend(), [&path](const FieldFacts &f) { return f.path == path; });
    return found == all.cend() ? nullptr : &*found;
}

} // namespace fuseboard
