// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/workspacedisk.h"
#include "workspace/store/workspaceeditor.h"

#include <functional>

namespace fuseboard {

// Edits as an open workspace carries them out, for tests of what becomes of their files.

/// workspaceWithFolders() with the environments "production" and "staging".
Workspace editedWorkspace();

using EditOfWorkspace = std::function<Result<WorkspaceEdit>(const WorkspaceEditor &)>;
struct NamedEdit
{
    const char *name;
    EditOfWorkspace edit;
};

/// One of each kind, of things in editedWorkspace().
QList<NamedEdit> editsOfWorkspace();

/// What an edit has saved. Empty where it has failed.
QList<FileSave> savesOf(const Workspace &workspace, const EditOfWorkspace &edit);
/// The same taken back.
QList<FileSave> undone(QList<FileSave> saves);

/// The first file that is neither the old nor the new one, or has gone where neither has it going; empty where there is
/// none. What moves has to be in its old place or in its new one. All of them as filesIn() gives them.
using FilesOfFolder = QMap<QString, QByteArray>;
QString firstBroken(const FilesOfFolder &found, const FilesOfFolder &before, const FilesOfFolder &after);

/// The first one that was not saved, if any; a conflict is a failure.
Result<void> saveAll(WorkspaceDisk &disk, const QList<FileSave> &saves);

} // namespace fuseboard
