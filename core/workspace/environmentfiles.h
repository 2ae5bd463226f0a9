// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/files/filesystem.h"
#include "workspace/workspace.h"
#include "workspace/workspacefiles.h"

namespace fuseboard {

/// The environments of a workspace as far as they could be read.
struct LoadedEnvironments
{
    QList<Environment> environments; ///< in the order of their slugs
    QList<WorkspaceFault> faults; ///< of the files that are therefore not among them (K13)
    QList<WorkspaceWarning> warnings;
    QStringList taken; ///< all names in environments/, unread ones too: not to be given to a new one

    /// The slugs of those whose files are there and have a fault.
    [[nodiscard]] QStringList unread() const;

    friend bool operator==(const LoadedEnvironments &, const LoadedEnvironments &) = default;
};

/// Reads environments/ in a workspace's folder; none where that is missing. One whose parent is missing, could not be
/// read, or leads back to it is a fault too: it would have fewer variables than its file says. Links are not followed.
LoadedEnvironments loadEnvironments(const QString &folder);

/// Their files. ConfigInvalid where a slug is not safe, occurs twice, or one has a fault (subject: the file).
Result<FileContents> filesOf(const QList<Environment> &environments);

/// Writes their files, and no others, as saveWorkspace() does.
Result<void> saveEnvironments(const QList<Environment> &environments, const QString &folder);
Result<void> saveEnvironments(const QList<Environment> &environments, const QString &folder, FileSystem &files);

/// Removes an environment's file; success where there is none. Its secrets are whose removes it.
Result<void> removeEnvironment(const QString &folder, const QString &slug);

} // namespace fuseboard
