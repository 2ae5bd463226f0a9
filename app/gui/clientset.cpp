// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientset.h"

#include "client/apiclient.h"
#include "client/connectionoptions.h"
#include "variables/clientsubstitution.h"
#include "workspace/workspaceorder.h"

#include <QPointer>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

void addNodes(const WorkspaceClient &client, const QString &folder, QList<RequestNode> &nodes)
{
    for (const WorkspaceItem &item : itemsIn(client, folder)) {
        if (item.kind == WorkspaceItem::Kind::Request) {
            const WorkspaceRequest &request = client.requests.at(item.index);
            nodes.append({request.path(), request.config.name, request.config.method.toLatin1(), request.config.path});
            continue;
        }
        const WorkspaceFolder &inner = client.folders.at(item.index);
        nodes.append({inner.path, inner.config.name.isEmpty() ? item.slug : inner.config.name, {}, {}, true});
        addNodes(client, inner.path, nodes);
    }
}

ClientNode nodeOf(const WorkspaceClient &client)
{
    ClientNode node{client.slug, client.config.name, client.config.baseUrl.text(), {}};
    addNodes(client, {}, node.requests);
    return node;
}

/// What a client works with before an environment gives its variables their values.
ClientConfig withoutEnvironment(const ClientConfig &config)
{
    return hasVariables(config) ? blockedConfig(config) : config;
}

NetworkOptions withProxyPassword(ApiClient &client, const Result<QString> &password)
{
    NetworkOptions options = connectionOptions(client.config());
    if (password) {
        client.hideSecrets({*password});
        options.proxyPassword = *password;
        options.fault.reset();
    } else if (options.fault) {
        const QString subject = options.fault->subject;
        options.fault = password.error();
        options.fault->subject = subject;
    }
    return options;
}

bool connectsOtherwise(const ClientConfig &one, const ClientConfig &other)
{
    return one.maxConnections != other.maxConnections || one.maxKeepaliveConnections != other.maxKeepaliveConnections
        || one.baseUrl != other.baseUrl || one.tls != other.tls || one.proxy != other.proxy;
}

} // namespace

ClientSet::ClientSet(const Workspace &workspace, Scheduler &scheduler, Random &random, const Secrets &secrets)
    : m_scheduler(scheduler)
    , m_random(random)
    , m_secrets(secrets)
{
    for (const WorkspaceClient &client : workspace.clients)
        insert(int(m_nodes.size()), client);
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

ClientSet::Entry ClientSet::makeEntry(const QString &clientId, const ClientConfig &config,
                                      const QString &signInId) const
{
    Entry entry;
    const ClientConfig first = withoutEnvironment(config);
    entry.transport = std::make_shared<ReplaceableTransport>(connectionOptions(first), m_scheduler);
    entry.client = std::make_unique<ApiClient>(
        first,
        Services{m_scheduler, m_random, *entry.transport, m_secrets.store, m_secrets.lock,
                 SecretKey::ofClient(m_secrets.workspaceId, clientId), m_secrets.unfinished,
                 SecretKey::ofClient(m_secrets.workspaceId, signInId.isEmpty() ? clientId : signInId)});
    takeProxyPassword(entry, clientId);
    return entry;
}

void ClientSet::takeProxyPassword(const Entry &entry, const QString &clientId) const
{
    const ClientConfig &config = entry.client->config();
    if (!config.proxy || !config.proxy->password.isSet())
        return;
    entry.client->hideSecrets({connectionOptions(config).proxyPassword});
    if (config.proxy->password.source() != Secret::Source::Keychain)
        return;
    const SecretKey key = SecretKey::ofClient(m_secrets.workspaceId, clientId, u"proxy.password"_s);
    const auto take = [transport = std::weak_ptr(entry.transport), client = QPointer(entry.client.get()),
                       proxy = *config.proxy](const Result<QString> &password) {
        const auto alive = transport.lock();
        if (alive && client && client->config().proxy == proxy) // or others have been asked for since
            alive->setOptions(withProxyPassword(*client, password));
    };
    // A keychain takes its time, and may ask its user first.
    entry.transport->hold(Error(ErrorKind::Storage, ErrorDetail::KeychainSilent, config.name + "/proxy.password"_L1));
    m_secrets.store.read(key.text(), take);
}

void ClientSet::insert(int index, const WorkspaceClient &client)
{
    m_entries.insert(m_entries.begin() + index, makeEntry(client.slug, client.config));
    m_nodes.insert(index, nodeOf(client));
}

Result<void> ClientSet::update(int index, const WorkspaceClient &client, const ClientConfig &effective)
{
    const Entry &entry = m_entries.at(std::size_t(index));
    const ClientConfig before = entry.client->config();
    if (auto changed = entry.client->reconfigure(effective); !changed)
        return changed;
    if (connectsOtherwise(before, effective)) {
        entry.transport->setOptions(connectionOptions(effective));
        takeProxyPassword(entry, client.slug);
    }
    m_nodes[index] = nodeOf(client);
    return {};
}

void ClientSet::reloadSecrets(int index)
{
    const Entry &entry = m_entries.at(std::size_t(index));
    entry.client->reloadSecrets();
    takeProxyPassword(entry, m_nodes.at(index).id);
}

void ClientSet::show(int index, const WorkspaceClient &client)
{
    m_nodes[index] = nodeOf(client);
}

void ClientSet::move(int from, int to)
{
    if (from == to)
        return;
    m_nodes.move(from, to);
    Entry entry = std::move(m_entries[std::size_t(from)]);
    m_entries.erase(m_entries.begin() + from);
    m_entries.insert(m_entries.begin() + to, std::move(entry));
}

void ClientSet::remove(int index)
{
    // Out of the list first, so that its client ends before its transport and nobody meets half an entry.
    const Entry gone = std::move(m_entries[std::size_t(index)]);
    m_entries.erase(m_entries.begin() + index);
    m_nodes.removeAt(index);
}

std::shared_ptr<ApiClient> ClientSet::makeTrial(const QString &clientId, const ClientConfig &config,
                                                const QString &signInId) const
{
    const auto entry = std::make_shared<Entry>(makeEntry(clientId, config, signInId));
    return {entry, entry->client.get()};
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
