// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/workspaceplace.h"

#include <QByteArray>
#include <QMap>

#include <optional>

namespace fuseboard {

/// What files are to hold, or hold; nothing where there is no such file.
using FileChanges = QMap<QString, std::optional<QByteArray>>;

/// What an edit does, for the words of "Undo …".
struct EditTitle
{
    enum class Action { Add, Change, Rename, Duplicate, Move, Remove };

    Action action = Action::Change;
    WorkspacePlace::Kind what = WorkspacePlace::Kind::None;
    QString name{}; ///< of what it is done to, as it was before; of several the first one's
    int count = 1; ///< of the things it is done to; what is None where they are of more than one kind
    bool isOfEnvironments = false; ///< it is done to those, which are at no place: what is None

    friend bool operator==(const EditTitle &, const EditTitle &) = default;
};

/// An edit as the files that it changes, and those alone.
struct WorkspaceEdit
{
    EditTitle title;
    FileChanges changes;
    WorkspacePlace place; ///< of what it is about, after it: new for what was added, duplicated or moved
};

/// What has become different in a workspace.
struct WorkspaceChange
{
    enum class Origin {
        Edit, ///< somebody has edited here, or undone that
        Disk, ///< another program has changed files
    };

    Origin origin = Origin::Edit;
    QList<WorkspacePlace> added{};
    QList<WorkspacePlace> changed{}; ///< a workspace or folder too where its order has changed
    QList<WorkspacePlace> removed{}; ///< with a client go its requests and folders, which are not named

    [[nodiscard]] bool isEmpty() const { return added.isEmpty() && changed.isEmpty() && removed.isEmpty(); }

    friend bool operator==(const WorkspaceChange &, const WorkspaceChange &) = default;
};

/// A file that has been changed here and by somebody else, both since it was last the same.
struct WorkspaceConflict
{
    QString file;
    WorkspacePlace place;
    std::optional<QByteArray> mine; ///< nothing: removed here
    std::optional<QByteArray> theirs; ///< nothing: removed by somebody else

    friend bool operator==(const WorkspaceConflict &, const WorkspaceConflict &) = default;
};

} // namespace fuseboard
