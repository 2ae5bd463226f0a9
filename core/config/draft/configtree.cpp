// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/draft/configtree.h"

#include "config/fields/configfields.h"
#include "config/json/jsontext.h"

#include <algorithm>

namespace fuseboard {

namespace {

template<class Section>
JsonValue treeOf(const Section &section, const SectionFields<Section> &declared)
{
    JsonValue tree = JsonValue::object();
    writeSection(section, declared, tree);
    return tree;
}

JsonMember *memberOf(JsonValue &object, QStringView name)
{
    const auto found = std::find_if(object.members.begin(), object.members.end(),
                                    [name](const JsonMember &member) { return member.name == name; });
    return found == object.members.end() ? nullptr : &*found;
}

} // namespace

JudgedConfig judgeConfigTree(const JsonValue &tree)
{
    FaultLog log;
    JudgedConfig judged;
    judged.config = readSection(tree, clientFields(), FaultScope(log, tree));
    judged.faults = log.faults();
    return judged;
}

JsonValue configTree(const ClientConfig &config)
{
    return treeOf(config, clientFields());
}

JsonValue configTree(const EnvironmentConfig &config)
{
    return treeOf(config, environmentFields());
}

EnvironmentConfig environmentOf(const JsonValue &tree)
{
    FaultLog log(nullptr, FaultLog::Faulty::Kept);
    return readSection(tree, environmentFields(), FaultScope(log, tree));
}

JsonValue sectionTree(const AuthConfig &config)
{
    return treeOf(config, authFields());
}

JsonValue sectionTree(const RateLimitConfig &config)
{
    return treeOf(config, rateLimitFields());
}

JsonValue sectionTree(const CircuitBreakerConfig &config)
{
    return treeOf(config, circuitBreakerFields());
}

JsonValue sectionTree(const RetryConfig &config)
{
    return treeOf(config, retryFields());
}

const JsonValue *findInTree(const JsonValue &tree, const QString &path)
{
    const JsonValue *value = &tree;
    for (const QString &name : path.split(u'.')) {
        value = value->find(name);
        if (!value)
            return nullptr;
    }
    return value;
}

void putIntoTree(JsonValue &tree, const QString &path, JsonValue value)
{
    const qsizetype dot = path.indexOf(u'.');
    const QString name = path.left(dot < 0 ? path.size() : dot);
    JsonMember *member = memberOf(tree, name);
    if (!member) {
        tree.append(name, JsonValue::object());
        member = &tree.members.back();
    }
    if (dot < 0)
        member->value = std::move(value);
    else
        putIntoTree(member->value, path.mid(dot + 1), std::move(value));
}

JsonValue takeFromTree(JsonValue &tree, const QString &path)
{
    const qsizetype dot = path.indexOf(u'.');
    const QString name = path.left(dot < 0 ? path.size() : dot);
    JsonMember *member = memberOf(tree, name);
    if (!member)
        return {};
    if (dot >= 0)
        return takeFromTree(member->value, path.mid(dot + 1));
    JsonValue taken = std::move(member->value);
    tree.members.erase(tree.members.begin() + (member - tree.members.data()));
    return taken;
}

bool isSameJson(const JsonValue &one, const JsonValue &other)
{
    if (one.isNumber() && other.isNumber())
        return one.number == other.number;
    return compactJson(one) == compactJson(other);
}

} // namespace fuseboard
