// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be changed in the tree: names in their places, and rows by dragging.

#include "models/clienttreemodel.h"
#include "workspace/store/editbatch.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

using TreeKind = WorkspacePlace::Kind;

constexpr auto placeType = "application/x-fuseboard-place"_L1;

/// Only within one window: another program's rows are of another workspace.
QList<WorkspacePlace> draggedPlaces(const QMimeData *data)
{
    if (!data || !data->hasFormat(placeType))
        return {};
    QDataStream stream(data->data(placeType));
    qint64 process = 0;
    stream >> process;
    QList<WorkspacePlace> places;
    while (process == QCoreApplication::applicationPid() && !stream.atEnd()) {
        int kind = 0;
        WorkspacePlace place;
        stream >> kind >> place.client >> place.path;
        const bool isKind = kind == int(TreeKind::Client) || kind == int(TreeKind::Folder)
            || kind == int(TreeKind::Request);
        if (stream.status() != QDataStream::Ok || !isKind)
            return {};
        place.kind = TreeKind(kind);
        places.append(place);
    }
    return places;
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
    const QList<WorkspacePlace> places = topmost(placesAt(indexes));
    if (places.isEmpty())
        return nullptr;
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << qint64(QCoreApplication::applicationPid());
    for (const WorkspacePlace &place : places)
        stream << int(place.kind) << place.client << place.path;
    auto *data = new QMimeData;
    data->setData(placeType, bytes);
    return data;
}

bool ClientTreeModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int, int,
                                      const QModelIndex &parent) const
{
    const QList<WorkspacePlace> places = draggedPlaces(data);
    const Item *item = itemAt(parent);
    const RequestNode *node = item ? nodeOf(*item) : nullptr;
    const auto fits = [&](const WorkspacePlace &place) {
        if (place.kind == TreeKind::Client)
            return !parent.isValid();
        if (!item || (node && !node->isFolder))
            return false;
        return place.kind == TreeKind::Request || !isWithin(place, placeAt(parent));
    };
    return action == Qt::MoveAction && !places.isEmpty() && std::all_of(places.begin(), places.end(), fits);
}

bool ClientTreeModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                   const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const QList<WorkspacePlace> places = draggedPlaces(data);
    WorkspacePlace target = placeAt(parent);
    if (target.kind == TreeKind::Client)
        target.kind = TreeKind::Folder; // of what is in no folder
    const int count = rowCount(parent);
    const int before = row < 0 ? count : std::min(row, count);
    // Notices have rows, but no place among the clients.
    const auto clientsBefore = [this](int top) {
        return int(std::count_if(m_rows.begin(), m_rows.begin() + top, [](int each) { return each >= 0; }));
    };
    int index = parent.isValid() ? before : clientsBefore(before);
    bool isThere = true; // each of them where it would come to
    for (const WorkspacePlace &place : places) {
        const QModelIndex present = indexOf(place);
        if (present.isValid() && present.parent() == parent && present.row() < before)
            --index;
    }
    for (int i = 0; i < places.size(); ++i) {
        const QModelIndex present = indexOf(places.at(i));
        const int place = parent.isValid() ? present.row() : clientsBefore(std::max(present.row(), 0));
        isThere = isThere && present.isValid() && present.parent() == parent && place == index + i;
    }
    if (isThere)
        return false;
    Q_EMIT moveRequested(places, target, index);
    return true;
}

} // namespace fuseboard
