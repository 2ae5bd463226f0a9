// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The secrets that are typed into a draft, and where they belong in it.

#include "config/secretuses.h"
#include "models/config/configdraft.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

JsonValue *memberNamed(JsonValue *object, const QString &name)
{
    for (std::size_t i = 0; object && i < object->members.size(); ++i) {
        if (object->members[i].name == name)
            return &object->members[i].value;
    }
    return nullptr;
}

/// Where a secret stands in a tree, by the path of its field and, behind it, its name, which may hold dots.
JsonValue *secretIn(JsonValue &tree, const QString &path)
{
    JsonValue *field = memberNamed(memberNamed(&tree, path.section(u'.', 0, 0)), path.section(u'.', 1, 1));
    const QString name = path.section(u'.', 2);
    return name.isEmpty() ? field : memberNamed(field, name);
}

} // namespace

QHash<QString, QString> ConfigDraft::secretsToStore() const
{
    JsonValue tree = m_state.tree;
    QHash<QString, QString> wanted = m_state.secrets;
    wanted.removeIf([&tree](QHash<QString, QString>::iterator it) { return !secretIn(tree, it.key()); });
    return wanted;
}

QStringList ConfigDraft::typedSecrets() const
{
    QHash<QString, QString> typed = secretsToStore();
    typed.removeIf(
        [this](QHash<QString, QString>::iterator it) { return m_saved.secrets.value(it.key()) == it.value(); });
    QStringList paths = typed.keys();
    paths.sort();
    return paths;
}

QStringList ConfigDraft::emptySecrets() const
{
    const auto &auth = m_judged.config.auth;
    const bool signsIn = auth && auth->grant() != GrantType::RefreshToken;
    JsonValue saved = m_saved.tree;
    QStringList empty;
    for (const SecretUse &use : secretUsesOf(m_judged.config)) {
        const bool isGranted = signsIn && use.path == "auth.refresh_token"_L1;
        if (use.secret.source() != Secret::Source::Keychain || m_state.secrets.contains(use.path) || isGranted)
            continue;
        const JsonValue *before = secretIn(saved, use.path);
        const bool wasInStore = before && before->isObject() && !m_saved.secrets.contains(use.path);
        if (!wasInStore)
            empty.append(use.path);
    }
    return empty;
}

ClientConfig ConfigDraft::configWithSecrets() const
{
    JsonValue tree = m_state.tree;
    for (auto secret = m_state.secrets.cbegin(); secret != m_state.secrets.cend(); ++secret) {
        if (JsonValue *place = secretIn(tree, secret.key()))
            *place = JsonValue::ofText(secret.value());
    }
    return judgeConfigTree(tree).config;
}

void ConfigDraft::setSecret(const QString &path, const QString &text)
{
    if (text.isEmpty())
        m_state.secrets.remove(path);
    else
        m_state.secrets.insert(path, text);
    judge();
}

} // namespace fuseboard
