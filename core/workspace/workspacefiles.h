// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/workspace.h"

#include <QByteArray>
#include <QMap>

namespace fuseboard {

/// The bytes of a workspace's files, by their names within it.
using FileContents = QMap<QString, QByteArray>;

/// The files of a workspace as they lie on the disk, not looked into.
struct WorkspaceFiles
{
    FileContents contents;
    QList<WorkspaceFault> faults; ///< of those that could not be read, links and unsafe names too
    QList<WorkspaceWarning> warnings; ///< of those that lie where nobody looks for them
    QStringList takenSlugs; ///< all names in clients/
};

/// Reads the files of a whole workspace. A client's folder without client.json is a
/// fault, unless there is no file in it at all. Only what the layout knows
/// is read; links are not followed, and hidden files are somebody else's.
WorkspaceFiles readWorkspaceFiles(const QString &folder);

/// Those of one client, which may have gone. Without takenSlugs.
WorkspaceFiles readClientFiles(const QString &folder, const QString &slug);

} // namespace fuseboard
