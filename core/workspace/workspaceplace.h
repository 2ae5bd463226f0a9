// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace fuseboard {

/// What a file of a workspace is, by its name.
struct WorkspacePlace
{
    enum class Kind { None, Workspace, Client, Folder, Request };

    Kind kind = Kind::None;
    QString client{}; ///< its slug
    QString path{}; ///< of the folder or request

    friend bool operator==(const WorkspacePlace &, const WorkspacePlace &) = default;
};
/// None where the name is not safe, a folder too deep, or the file none of a workspace.
WorkspacePlace placeOf(const QString &file);

/// The other way round; empty for None.
QString fileAt(const WorkspacePlace &place);

/// Of "a/b/c" these are "a/b" and "c".
QString parentOf(const QString &path);
QString lastOf(const QString &path);

} // namespace fuseboard
