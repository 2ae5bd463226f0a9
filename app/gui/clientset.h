// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "auth/storelock.h"
#include "auth/unfinishedrefreshes.h"
#include "base/random.h"
#include "base/scheduler.h"
#include "models/clientnode.h"
#include "replaceabletransport.h"
#include "workspace/workspace.h"

#include <memory>
#include <vector>

namespace fuseboard {

class ApiClient;

/// The living clients of a workspace, each with a transport of its own.
class ClientSet
{
public:
    /// Where the clients' secrets are. All must outlive the clients.
    struct Secrets
    {
        SecretStore &store;
        StoreLock *lock = nullptr;
        QString workspaceId{}; ///< part of the keys
        UnfinishedRefreshes *unfinished = nullptr; ///< of clients that are removed
    };

    /// All must outlive it. Clients whose configuration has variables send nothing until an environment gives them
    /// their values.
    ClientSet(const Workspace &workspace, Scheduler &scheduler, Random &random, const Secrets &secrets);
    ~ClientSet();
    ClientSet(const ClientSet &) = delete;
    ClientSet &operator=(const ClientSet &) = delete;

    /// After the base URLs of clients have changed, as with an environment.
    void followBaseUrls();
    /// In the order of the workspace.
    [[nodiscard]] QList<ApiClient *> clients() const;
    /// For the tree; ids are the slugs.
    [[nodiscard]] const QList<ClientNode> &nodes() const { return m_nodes; }
    /// The client looks its secrets up anew: one of them was changed in the store.
    void reloadSecrets(int index);
    /// -1 for an unknown one.
    [[nodiscard]] int indexOf(const QString &clientId) const;

    void insert(int index, const WorkspaceClient &client);
    /// Live: breaker, tokens and calls under way stay. Refused whole where the configuration is invalid. effective: the
    /// client's own with its variables replaced.
    Result<void> update(int index, const WorkspaceClient &client, const ClientConfig &effective);
    /// What the tree shows of it, where only its requests are others.
    void show(int index, const WorkspaceClient &client);
    void move(int from, int to);
    /// Its calls end with Cancelled.
    void remove(int index);
    /// A client that is none of these, for settings of a client that are being tried; it owns what it needs. clientId:
    /// whose secrets it has, and under whose name it keeps what it signs in for; signInId: that name where it is
    /// another one.
    [[nodiscard]] std::shared_ptr<ApiClient> makeTrial(const QString &clientId, const ClientConfig &config,
                                                       const QString &signInId = {}) const;

private:
    struct Entry
    {
        std::shared_ptr<ReplaceableTransport> transport; // outlives its client
        std::unique_ptr<ApiClient> client;
    };

    [[nodiscard]] Entry makeEntry(const QString &clientId, const ClientConfig &config,
                                  const QString &signInId = {}) const;
    /// Looks the password of its proxy up, where it has one in the store: requests wait for it.
    void takeProxyPassword(const Entry &entry, const QString &clientId) const;

    Scheduler &m_scheduler;
    Random &m_random;
    const Secrets m_secrets;
    std::vector<Entry> m_entries;
    QList<ClientNode> m_nodes;
};

} // namespace fuseboard
