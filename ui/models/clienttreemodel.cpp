// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/clienttreemodel.h"

#include "models/breakerwording.h"
#include "models/figures.h"
#include "models/policywording.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// The internal id of a client's index; that of a request is the row of its client plus one.
constexpr quintptr clientLevel = 0;

/// Words and no figures: those change ten times a second, and the tile has them.
QString limiterPill(const LimiterSnapshot &limiter)
{
    if (limiter.pausedFor)
        return ClientTreeModel::tr("paused");
    return limiter.waiting > 0 ? ClientTreeModel::tr("calls wait") : QString();
}

QString limiterSentence(const LimiterSnapshot &limiter)
{
    if (limiter.pausedFor)
        return ClientTreeModel::tr("The server asked for a pause: nothing is sent until it is over.");
    return limiter.waiting > 0 ? ClientTreeModel::tr("Calls wait for tokens of the rate limiter.") : QString();
}

template<class Node>
int rowOf(const QList<Node> &nodes, const QString &id)
{
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&id](const Node &node) { return node.id == id; });
    return found == nodes.end() ? -1 : int(found - nodes.begin());
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
    beginResetModel();
    m_clients = clients;
    m_live.removeIf([this](const auto &entry) { return rowOf(m_clients, entry.key()) < 0; });
    endResetModel();
}

ClientTreeModel::Live ClientTreeModel::liveOf(const ClientSnapshot &snapshot)
{
    Live live;
    if (snapshot.breaker) {
        live.state = snapshot.breaker->state;
        live.word = wording::word(*snapshot.breaker);
        live.subline = wording::subline(*snapshot.breaker);
        const bool calm = live.state == BreakerState::Closed && !snapshot.breaker->forced
            && !snapshot.breaker->isolated;
        if (!calm)
            live.pill = wording::pillText(*snapshot.breaker);
    }
    if (live.pill.isEmpty() && snapshot.limiter)
        live.pill = limiterPill(*snapshot.limiter);
    if (snapshot.limiter)
        live.limiter = limiterSentence(*snapshot.limiter);
    return live;
}

void ClientTreeModel::setNotices(const QList<FileNotice> &notices)
{
    if (notices == m_notices)
        return;
    beginResetModel();
    m_notices = notices;
    endResetModel();
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
    if (fresh.state != live.state)
        roles << BreakerStateRole;
    if (fresh.word != live.word)
        roles << StateWordRole;
    if (fresh.pill != live.pill)
        roles << PillTextRole;
    live = std::move(fresh);
    const QModelIndex changed = index(row, 0);
    Q_EMIT dataChanged(changed, changed, roles);
}

QModelIndex ClientTreeModel::indexOf(const QString &clientId) const
{
    const int row = rowOf(m_clients, clientId);
    return row < 0 ? QModelIndex() : index(row, 0);
}

QModelIndex ClientTreeModel::indexOf(const QString &clientId, const QString &requestId) const
{
    const QModelIndex client = indexOf(clientId);
    if (!client.isValid())
        return {};
    const int row = rowOf(m_clients[client.row()].requests, requestId);
    return row < 0 ? QModelIndex() : index(row, 0, client);
}

QModelIndex ClientTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : clientLevel);
}

QModelIndex ClientTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == clientLevel)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, clientLevel);
}

int ClientTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_clients.size() + m_notices.size());
    if (parent.column() != 0 || parent.internalId() != clientLevel || parent.row() >= m_clients.size())
        return 0;
    return int(m_clients[parent.row()].requests.size());
}

int ClientTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ClientTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == clientLevel && index.row() >= m_clients.size())
        return noticeData(m_notices[index.row() - m_clients.size()], role);
    if (index.internalId() == clientLevel)
        return clientData(index.row(), role);
    const ClientNode &client = m_clients[int(index.internalId()) - 1];
    return requestData(client, client.requests[index.row()], role);
}

QVariant ClientTreeModel::clientData(int row, int role) const
{
    const ClientNode &client = m_clients[row];
    const Live live = m_live.value(client.id);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return wording::printable(client.name);
    case KindRole:
        return QVariant::fromValue(Kind::Client);
    case UrlRole:
        return client.baseUrl;
    case IdRole:
    case ClientIdRole:
        return client.id;
    case BreakerStateRole:
        return live.state ? QVariant(int(*live.state)) : QVariant();
    case StateWordRole:
        return live.word;
    case PillTextRole:
        return live.pill;
    case Qt::ToolTipRole:
        return clientToolTip(client, live);
    case Qt::AccessibleTextRole:
        return live.word.isEmpty() ? wording::printable(client.name)
                                   : tr("%1, circuit %2").arg(wording::printable(client.name), live.word);
    }
    return {};
}

QVariant ClientTreeModel::noticeData(const FileNotice &notice, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return wording::printable(notice.file);
    case KindRole:
        return QVariant::fromValue(Kind::Notice);
    case IdRole:
        return notice.file;
    case NoticeTextRole:
        return notice.text;
    case FaultRole:
        return notice.isFault;
    case Qt::ToolTipRole:
        return wording::toolTip(wording::printable(notice.file) + u'\n' + notice.text);
    case Qt::AccessibleTextRole:
        //: %1 a file, %2 sentences about it
        return (notice.isFault ? tr("Fault in %1. %2") : tr("Warning about %1. %2"))
            .arg(wording::printable(notice.file), notice.text);
    }
    return {};
}

QVariant ClientTreeModel::requestData(const ClientNode &client, const RequestNode &request, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return wording::printable(request.name);
    case KindRole:
        return QVariant::fromValue(Kind::Request);
    case MethodRole:
        return request.method;
    case UrlRole:
        return request.url;
    case IdRole:
        return request.id;
    case ClientIdRole:
        return client.id;
    case Qt::ToolTipRole:
        return wording::toolTip(QString::fromLatin1(request.method) + u' ' + wording::printable(request.url));
    case Qt::AccessibleTextRole:
        return QString(QString::fromLatin1(request.method) + u' ' + wording::printable(request.name));
    }
    return {};
}

QString ClientTreeModel::clientToolTip(const ClientNode &client, const Live &live) const
{
    QStringList lines{wording::printable(client.name)};
    if (!client.baseUrl.isEmpty())
        lines << wording::printable(client.baseUrl);
    if (!live.word.isEmpty())
        lines << tr("Circuit %1: %2").arg(live.word, live.subline);
    if (!live.limiter.isEmpty())
        lines << live.limiter;
    return wording::toolTip(lines.join(u'\n'));
}

Qt::ItemFlags ClientTreeModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (index.isValid() && (index.internalId() != clientLevel || index.row() >= m_clients.size()))
        flags |= Qt::ItemNeverHasChildren;
    return flags;
}

QHash<int, QByteArray> ClientTreeModel::roleNames() const
{
    return {{NameRole, "name"},
            {KindRole, "kind"},
            {MethodRole, "method"},
            {UrlRole, "url"},
            {IdRole, "id"},
            {ClientIdRole, "clientId"},
            {BreakerStateRole, "breakerState"},
            {StateWordRole, "stateWord"},
            {PillTextRole, "pillText"},
            {NoticeTextRole, "noticeText"},
            {FaultRole, "fault"}};
}

} // namespace fuseboard
