// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/secretrows.h"

#include "config/secretuses.h"
#include "workspace/workspacecontent.h"

#include <QSet>

#include <algorithm>

namespace fuseboard {

namespace {

using SecretUser = SecretRow::User;

Secret secretOf(const Variable &variable)
{
    return variable.source == Variable::Source::Keychain ? Secret::keychain() : Secret::environment(variable.text);
}

/// Under which keys they keep what a server has given them depends on the environment.
bool hasOwnSignIn(const WorkspaceClient &client)
{
    return std::any_of(client.requests.begin(), client.requests.end(),
                       [](const WorkspaceRequest &request) { return bool(request.config.auth); });
}

QList<SecretRow> usedRows(const SecretOwners &owners)
{
    QList<SecretRow> rows;
    for (const WorkspaceClient &client : owners.clients) {
        const QList<SecretUse> uses = secretUsesOf(client.config);
        for (const SecretUse &use : uses)
            rows.append(
                {SecretKey::ofClient(owners.workspaceId, client.slug, use.path), client.config.name, use.secret});
    }
    for (const Environment &environment : owners.environments) {
        for (const Variable &variable : environment.config.variables) {
            if (variable.isSecret())
                rows.append({SecretKey::ofEnvironment(owners.workspaceId, environment.slug, variable.name),
                             environment.config.name, secretOf(variable), SecretUser::Environment});
        }
    }
    return rows;
}

SecretRow rowOfClient(const SecretOwners &owners, const SecretKey &key)
{
    const auto client = std::find_if(owners.clients.begin(), owners.clients.end(),
                                     [&key](const WorkspaceClient &one) { return one.slug == key.slug(); });
    if (client == owners.clients.end())
        return {key, key.slug(), Secret::keychain(), SecretUser::Gone};
    const bool isUsed = key.isOfPart() && hasOwnSignIn(*client);
    return {key, client->config.name, Secret::keychain(), isUsed ? SecretUser::Request : SecretUser::Nobody};
}

SecretRow rowOfEnvironment(const SecretOwners &owners, const SecretKey &key)
{
    const auto environment = std::find_if(owners.environments.begin(), owners.environments.end(),
                                          [&key](const Environment &one) { return one.slug == key.slug(); });
    if (environment == owners.environments.end())
        return {key, key.slug(), Secret::keychain(), SecretUser::Gone};
    return {key, environment->config.name, Secret::keychain(), SecretUser::Nobody};
}

bool isOfUnread(const SecretOwners &owners, const SecretKey &key)
{
    return (key.isOfEnvironment() ? owners.unreadEnvironments : owners.unreadClients).contains(key.slug());
}

} // namespace

QList<SecretRow> secretRows(const SecretOwners &owners, const QStringList &known)
{
    QList<SecretRow> rows = usedRows(owners);
    QSet<QString> inKeychain;
    for (const SecretRow &row : std::as_const(rows)) {
        // One that is read from elsewhere by now may still be in the keychain.
        if (row.secret.source() == Secret::Source::Keychain)
            inKeychain.insert(row.key.text());
    }
    QList<SecretRow> unused;
    for (const QString &text : known) {
        const SecretKey key = SecretKey::fromText(text);
        if (!key.isIn(owners.workspaceId) || inKeychain.contains(text) || isOfUnread(owners, key))
            continue;
        const SecretRow row = key.isOfEnvironment() ? rowOfEnvironment(owners, key) : rowOfClient(owners, key);
        (row.isUnused() ? unused : rows).append(row);
    }
    return rows + unused;
}

} // namespace fuseboard
