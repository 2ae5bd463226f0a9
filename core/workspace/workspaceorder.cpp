// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspaceorder.h"

#include "workspace/workspacelayout.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <tuple>

namespace fuseboard {

namespace {

using ItemKind = WorkspaceItem::Kind;
using Items = QList<WorkspaceItem>;

QHash<QString, qsizetype> ranksOf(const QStringList &order)
{
    QHash<QString, qsizetype> ranks;
    for (const QString &name : order)
        ranks.insert(name, ranks.value(name, ranks.size()));
    return ranks;
}

void sortItems(Items &items, const QStringList &order)
{
    const QHash<QString, qsizetype> ranks = ranksOf(order);
    const qsizetype unnamed = ranks.size();
    const auto key = [&](const WorkspaceItem &item) {
        return std::tuple(ranks.isEmpty() ? unnamed : ranks.value(item.orderName(), unnamed), item.kind, item.slug);
    };
    std::sort(items.begin(), items.end(), [&key](const auto &one, const auto &other) { return key(one) < key(other); });
}

/// Goes through a client's tree and gathers its lists anew.
class TreeWalk
{
public:
    explicit TreeWalk(WorkspaceClient &client)
        : m_client(client)
    {
        for (qsizetype i = 0; i < client.folders.size(); ++i)
            add(ItemKind::Folder, i, client.folders.at(i).path);
        for (qsizetype i = 0; i < client.requests.size(); ++i)
            m_items[client.requests.at(i).folder].append({ItemKind::Request, i, client.requests.at(i).slug});
    }

    void run()
    {
        visit({}, m_client.root.order);
        m_client.folders = std::move(m_folders);
        m_client.requests = std::move(m_requests);
    }

private:
    void add(ItemKind kind, qsizetype index, const QString &path)
    {
        m_items[parentOf(path)].append({kind, index, lastOf(path)});
    }

    void visit(const QString &folder, const QStringList &order)
    {
        Items items = m_items.take(folder);
        sortItems(items, order);
        for (const WorkspaceItem &item : std::as_const(items)) {
            if (item.kind == ItemKind::Request) {
                m_requests.append(std::move(m_client.requests[item.index]));
                continue;
            }
            m_folders.append(std::move(m_client.folders[item.index]));
            const WorkspaceFolder entered = m_folders.last();
            visit(entered.path, entered.config.order);
        }
    }

    WorkspaceClient &m_client;
    QHash<QString, Items> m_items;
    QList<WorkspaceFolder> m_folders;
    QList<WorkspaceRequest> m_requests;
};

void addMissingFolders(WorkspaceClient &client)
{
    QSet<QString> known{{}};
    for (const WorkspaceFolder &folder : std::as_const(client.folders))
        known.insert(folder.path);
    const auto add = [&known, &client](QString path) {
        for (; !known.contains(path); path = parentOf(path)) {
            known.insert(path);
            client.folders.append({path});
        }
    };
    const QList<WorkspaceFolder> written = client.folders;
    for (const WorkspaceFolder &folder : written)
        add(parentOf(folder.path));
    for (const WorkspaceRequest &request : std::as_const(client.requests))
        add(request.folder);
}

} // namespace

QList<WorkspaceItem> itemsIn(const WorkspaceClient &client, const QString &folder)
{
    Items items;
    QStringList order = client.root.order;
    for (qsizetype i = 0; i < client.folders.size(); ++i) {
        const WorkspaceFolder &one = client.folders.at(i);
        if (parentOf(one.path) == folder)
            items.append({ItemKind::Folder, i, lastOf(one.path)});
        if (one.path == folder)
            order = one.config.order;
    }
    for (qsizetype i = 0; i < client.requests.size(); ++i) {
        if (client.requests.at(i).folder == folder)
            items.append({ItemKind::Request, i, client.requests.at(i).slug});
    }
    sortItems(items, order);
    return items;
}

void arrange(WorkspaceClient &client)
{
    addMissingFolders(client);
    TreeWalk(client).run();
}

void arrangeClients(Workspace &workspace)
{
    const QHash<QString, qsizetype> ranks = ranksOf(workspace.order);
    const auto key = [&ranks](const WorkspaceClient &client) {
        return std::tuple(ranks.value(client.slug, ranks.size()), client.slug);
    };
    std::sort(workspace.clients.begin(), workspace.clients.end(),
              [&key](const auto &one, const auto &other) { return key(one) < key(other); });
}

} // namespace fuseboard
