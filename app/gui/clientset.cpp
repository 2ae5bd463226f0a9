// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientset.h"

#include "client/apiclient.h"
#include "variables/clientsubstitution.h"

namespace fuseboard {

namespace {

ClientNode nodeOf(const WorkspaceClient &client)
{
    ClientNode node{client.slug, client.config.name, client.config.baseUrl.text(), {}};
    for (const WorkspaceRequest &request : client.requests)
        node.requests.append(
            {request.path(), request.config.name, request.config.method.toLatin1(), request.config.path});
    return node;
}

NetworkOptions networkOptionsOf(const ClientConfig &config)
{
    NetworkOptions options;
    options.maxConnections = config.maxConnections;
    options.maxKeepaliveConnections = config.maxKeepaliveConnections;
    options.home = config.baseUrl;
    if (config.tls)
        options.tls = *config.tls;
    if (config.proxy)
        options.proxy = *config.proxy;
    return options;
}

} // namespace

ClientSet::ClientSet(const Workspace &workspace, Scheduler &scheduler, Random &random, const Secrets &secrets)
{
    for (const WorkspaceClient &client : workspace.clients) {
        Entry entry;
        entry.transport = std::make_unique<NetworkTransport>(networkOptionsOf(client.config), scheduler);
        const ClientConfig config = hasVariables(client.config) ? blockedConfig(client.config) : client.config;
        entry.client = std::make_unique<ApiClient>(config,
                                                   Services{scheduler, random, *entry.transport, secrets.store,
                                                            secrets.lock,
                                                            SecretKey::ofClient(secrets.workspaceId, client.slug)});
        m_entries.push_back(std::move(entry));
        m_nodes.append(nodeOf(client));
    }
}

ClientSet::~ClientSet() = default;

void ClientSet::followBaseUrls()
{
    for (const Entry &entry : m_entries)
        entry.transport->setHome(entry.client->config().baseUrl);
}

QList<ApiClient *> ClientSet::clients() const
{
    QList<ApiClient *> result;
    for (const Entry &entry : m_entries)
        result.append(entry.client.get());
    return result;
}

void ClientSet::reloadSecrets(int index)
{
    ApiClient &client = *m_entries.at(std::size_t(index)).client;
    const ClientConfig config = client.config();
    if (!config.auth)
        return;
    // Credentials that are configured anew are looked up anew.
    ClientConfig without = config;
    without.auth.reset();
    if (client.reconfigure(without))
        (void)client.reconfigure(config);
}

int ClientSet::indexOf(const QString &clientId) const
{
    for (int i = 0; i < m_nodes.size(); ++i) {
        if (m_nodes.at(i).id == clientId)
            return i;
    }
    return -1;
}

} // namespace fuseboard
