// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/workspace.h"
#include "workspace/workspacefiles.h"

namespace fuseboard {

/// A workspace as far as it could be read.
struct LoadedWorkspace
{
    Workspace workspace;
    QList<WorkspaceFault> faults; ///< of the files that are therefore not in it, in the order of their names (K13)
    QList<WorkspaceWarning> warnings;
    QStringList takenSlugs; ///< all names in clients/, unread ones too: not to be given to a new client
    QStringList takenEnvironments; ///< the same in environments/
    FileContents contents; ///< of all files that could be read, faulty ones too
    bool isReadOnly = false; ///< edits of it cannot be saved, as far as the system tells; where somebody has asked it
};

/// Reads a folder. Fails only where there is no workspace.json: Storage/NotFound. One bad file costs that file, and its
/// requests where it is a client's. Links are not followed, so that a cloned workspace cannot lead out of its folder;
/// names that are not safe on every file system, and such that differ in case only, are faults. May be called from any
/// thread; ten thousand requests take about a second.
Result<LoadedWorkspace> loadWorkspace(const QString &folder);

/// The workspace of files that were read already, with their faults and what else is found in them.
LoadedWorkspace assembleWorkspace(const WorkspaceFiles &files, const QString &folder);

} // namespace fuseboard
