// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be changed in the tree: names in their places, and rows by dragging.

#include "models/clienttreemodel.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

using TreeKind = WorkspacePlace::Kind;

constexpr auto placeType = "application/x-fuseboard-place"_L1;

/// Only within one window: another program's rows are of another workspace.
WorkspacePlace draggedPlace(const QMimeData *data)
{
    if (!data || !data->hasFormat(placeType))
        return {};
    QDataStream stream(data->data(placeType));
    int kind = 0;
    qint64 process = 0;
    WorkspacePlace place;
    stream >> process >> kind >> place.client >> place.path;
    const bool isKind = kind == int(TreeKind::Client) || kind == int(TreeKind::Folder)
        || kind == int(TreeKind::Request);
    if (stream.status() != QDataStream::Ok || process != QCoreApplication::applicationPid() || !isKind)
        return {};
    place.kind = TreeKind(kind);
    return place;
}

bool isWithin(const WorkspacePlace &folder, const WorkspacePlace &place)
{
    const QString inside = folder.path + u'/';
    return folder.client == place.client && (place.path + u'/').startsWith(inside);
}

} // namespace

bool ClientTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const WorkspacePlace place = placeAt(index);
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !itemAt(index) || name.isEmpty() || name == index.data(Qt::EditRole).toString())
        return false;
    Q_EMIT renameRequested(place, name);
    return true;
}

Qt::ItemFlags ClientTreeModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!index.isValid())
        return flags | Qt::ItemIsDropEnabled; // clients between one another
    const Item *item = itemAt(index);
    if (!item)
        return flags | Qt::ItemNeverHasChildren;
    flags |= Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
    const RequestNode *node = nodeOf(*item);
    return flags | (node && !node->isFolder ? Qt::ItemNeverHasChildren : Qt::ItemIsDropEnabled);
}

QStringList ClientTreeModel::mimeTypes() const
{
    return {placeType};
}

QMimeData *ClientTreeModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty() || !itemAt(indexes.first()))
        return nullptr;
    const WorkspacePlace place = placeAt(indexes.first());
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << qint64(QCoreApplication::applicationPid()) << int(place.kind) << place.client << place.path;
    auto *data = new QMimeData;
    data->setData(placeType, bytes);
    return data;
}

bool ClientTreeModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int, int,
                                      const QModelIndex &parent) const
{
    const WorkspacePlace place = draggedPlace(data);
    const Item *item = itemAt(parent);
    if (action != Qt::MoveAction || place.kind == TreeKind::None)
        return false;
    if (place.kind == TreeKind::Client)
        return !parent.isValid();
    const RequestNode *node = item ? nodeOf(*item) : nullptr;
    if (!item || (node && !node->isFolder))
        return false;
    return place.kind == TreeKind::Request || !isWithin(place, placeAt(parent));
}

bool ClientTreeModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                   const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const WorkspacePlace place = draggedPlace(data);
    WorkspacePlace target = placeAt(parent);
    if (target.kind == TreeKind::Client)
        target.kind = TreeKind::Folder; // of what is in no folder
    const QModelIndex present = indexOf(place);
    const int count = parent.isValid() ? rowCount(parent) : int(m_clients.size());
    int index = row < 0 ? count : std::min(row, count);
    if (present.isValid() && present.parent() == parent && present.row() < index)
        --index;
    if (present.isValid() && present.parent() == parent && present.row() == index)
        return false; // where it is
    Q_EMIT moveRequested(place, target, index);
    return true;
}

} // namespace fuseboard
