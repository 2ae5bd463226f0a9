// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/clienttreemodel.h"

#include <algorithm>
#include <numeric>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The internal id of a notice's index; that of all others is their item.
constexpr quintptr noticeLevel = ~quintptr(0);

int rowOf(const QList<ClientNode> &nodes, const QString &id)
{
    const auto found = std::find_if(nodes.begin(), nodes.end(),
                                    [&id](const ClientNode &node) { return node.id == id; });
    return found == nodes.end() ? -1 : int(found - nodes.begin());
}

/// The client whose own file it is; empty for any other.
QString unreadableClient(const FileNotice &notice)
{
    const WorkspacePlace place = placeOf(notice.file);
    return notice.isFault && place.kind == WorkspacePlace::Kind::Client ? place.client : QString();
}

/// The same rows, whatever they are called.
bool haveSameRows(const QList<ClientNode> &one, const QList<ClientNode> &other)
{
    const auto isSameRow = [](const RequestNode &a, const RequestNode &b) {
        return a.id == b.id && a.isFolder == b.isFolder;
    };
    return std::equal(
        one.begin(), one.end(), other.begin(), other.end(), [&](const ClientNode &a, const ClientNode &b) {
            return a.id == b.id
                && std::equal(a.requests.begin(), a.requests.end(), b.requests.begin(), b.requests.end(), isSameRow);
        });
}

} // namespace

ClientTreeModel::ClientTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void ClientTreeModel::setClients(const QList<ClientNode> &clients)
{
    if (clients == m_clients)
        return;
    const QList<ClientNode> before = m_clients;
    if (haveSameRows(clients, before)) {
        m_clients = clients;
        return tellNewNames(before);
    }
    beginResetModel();
    m_clients = clients;
    makeItems();
    makeRows();
    m_live.removeIf([this](const auto &entry) { return rowOf(m_clients, entry.key()) < 0; });
    endResetModel();
}

void ClientTreeModel::tellNewNames(const QList<ClientNode> &before)
{
    for (int item = 0; item < int(m_items.size()); ++item) {
        const auto &[client, node, parent, row, children] = m_items[std::size_t(item)];
        const ClientNode &now = m_clients.at(client);
        const ClientNode &then = before.at(client);
        const bool isSame = node < 0 ? now.name == then.name && now.baseUrl == then.baseUrl
                                     : now.requests.at(node) == then.requests.at(node);
        if (!isSame)
            Q_EMIT dataChanged(indexOfItem(item), indexOfItem(item));
    }
}

int ClientTreeModel::addItem(const Item &item)
{
    QList<int> &siblings = item.parent < 0 ? m_tops : m_items[std::size_t(item.parent)].children;
    const int number = int(m_items.size());
    const int row = int(siblings.size());
    siblings.append(number);
    m_items.push_back(item);
    m_items.back().row = row;
    return number;
}

void ClientTreeModel::makeItems()
{
    m_items.clear();
    m_tops.clear();
    for (int client = 0; client < m_clients.size(); ++client) {
        const int top = addItem({client});
        QHash<QString, int> folders{{QString(), top}};
        const QList<RequestNode> &nodes = m_clients.at(client).requests;
        for (int node = 0; node < nodes.size(); ++node) {
            const int item = addItem({client, node, folders.value(parentOf(nodes.at(node).id), top)});
            if (nodes.at(node).isFolder)
                folders.insert(nodes.at(node).id, item);
        }
    }
}

void ClientTreeModel::setNotices(const QList<FileNotice> &notices)
{
    if (notices == m_notices)
        return;
    beginResetModel();
    m_notices = notices;
    makeRows();
    endResetModel();
}

void ClientTreeModel::makeRows()
{
    m_rows.resize(m_clients.size());
    std::iota(m_rows.begin(), m_rows.end(), 0);
    // A client that cannot be read stands where it would if it could; whatever else there is to tell, at the end.
    const auto slugAt = [this](int row) {
        return row < 0 ? unreadableClient(m_notices.at(~row)) : m_clients.at(row).id;
    };
    for (int notice = 0; notice < m_notices.size(); ++notice) {
        const QString slug = slugAt(~notice);
        const auto isBehind = [&](int row) { return slugAt(row).isEmpty() || slugAt(row) > slug; };
        const auto at = slug.isEmpty() ? m_rows.end() : std::find_if(m_rows.begin(), m_rows.end(), isBehind);
        m_rows.insert(at, ~notice);
    }
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row) >= 0)
            m_items[std::size_t(m_tops.at(m_rows.at(row)))].row = row;
    }
}

void ClientTreeModel::setSnapshot(const QString &clientId, const ClientSnapshot &snapshot)
{
    const int row = rowOf(m_clients, clientId);
    if (row < 0)
        return;
    Live &live = m_live[clientId];
    Live fresh = liveOf(snapshot);
    if (fresh == live)
        return;
    QList<int> roles{Qt::ToolTipRole, Qt::AccessibleTextRole};
    if (fresh.health != live.health)
        roles << HealthRole;
    if (fresh.word != live.word)
        roles << StateWordRole;
    if (fresh.pill != live.pill)
        roles << PillTextRole;
    live = std::move(fresh);
    const QModelIndex changed = indexOfItem(m_tops.at(row));
    Q_EMIT dataChanged(changed, changed, roles);
}

const ClientTreeModel::Item *ClientTreeModel::itemAt(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() != noticeLevel ? &m_items[index.internalId()] : nullptr;
}

const RequestNode *ClientTreeModel::nodeOf(const Item &item) const
{
    return item.node < 0 ? nullptr : &m_clients.at(item.client).requests.at(item.node);
}

QModelIndex ClientTreeModel::indexOfItem(int item) const
{
    return createIndex(m_items[std::size_t(item)].row, 0, quintptr(item));
}

QModelIndex ClientTreeModel::indexOf(const QString &clientId) const
{
    return indexOf(WorkspacePlace{WorkspacePlace::Kind::Client, clientId});
}

QModelIndex ClientTreeModel::indexOf(const QString &clientId, const QString &requestId) const
{
    return indexOf(WorkspacePlace{WorkspacePlace::Kind::Request, clientId, requestId});
}

QModelIndex ClientTreeModel::indexOf(const WorkspacePlace &place) const
{
    const int row = rowOf(m_clients, place.client);
    if (row < 0)
        return {};
    const int top = m_tops.at(row);
    if (place.kind == WorkspacePlace::Kind::Client)
        return indexOfItem(top);
    const int count = int(m_clients.at(row).requests.size());
    for (int item = top + 1; item <= top + count; ++item) {
        const RequestNode *node = nodeOf(m_items[std::size_t(item)]);
        const auto kind = node->isFolder ? WorkspacePlace::Kind::Folder : WorkspacePlace::Kind::Request;
        if (kind == place.kind && node->id == place.path)
            return indexOfItem(item);
    }
    return {};
}

WorkspacePlace ClientTreeModel::placeAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return {WorkspacePlace::Kind::Workspace};
    const Item *item = itemAt(index);
    if (!item)
        return {};
    const QString &client = m_clients.at(item->client).id;
    const RequestNode *node = nodeOf(*item);
    if (!node)
        return {WorkspacePlace::Kind::Client, client};
    return {node->isFolder ? WorkspacePlace::Kind::Folder : WorkspacePlace::Kind::Request, client, node->id};
}

QList<WorkspacePlace> ClientTreeModel::placesAt(QModelIndexList indexes) const
{
    indexes.removeIf([this](const QModelIndex &index) { return !itemAt(index); });
    // Items are numbered in the order of the tree.
    std::sort(indexes.begin(), indexes.end(),
              [](const QModelIndex &one, const QModelIndex &other) { return one.internalId() < other.internalId(); });
    QList<WorkspacePlace> places;
    for (const QModelIndex &index : std::as_const(indexes))
        places.append(placeAt(index));
    return places;
}

QModelIndex ClientTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (const Item *above = itemAt(parent))
        return indexOfItem(above->children.at(row));
    const int client = m_rows.at(row);
    return client < 0 ? createIndex(row, column, noticeLevel) : indexOfItem(m_tops.at(client));
}

QModelIndex ClientTreeModel::parent(const QModelIndex &child) const
{
    const Item *item = itemAt(child);
    return !item || item->parent < 0 ? QModelIndex() : indexOfItem(item->parent);
}

int ClientTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_rows.size());
    const Item *item = itemAt(parent);
    return item && parent.column() == 0 ? int(item->children.size()) : 0;
}

int ClientTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ClientTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Item *item = itemAt(index);
    if (!item)
        return noticeData(m_notices.at(~m_rows.at(index.row())), role);
    const RequestNode *node = nodeOf(*item);
    return node ? requestData(m_clients.at(item->client), *node, role) : clientData(item->client, role);
}

} // namespace fuseboard
