// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/workspacechange.h"

#include <QSet>

namespace fuseboard {

/// A file that holds something else on the disk.
struct UnsavedFile
{
    std::optional<QByteArray> base{}; ///< on the disk, when it was last the same
    int underWay = 0; ///< saves of it
    bool hasFailed = false;
    bool isConflict = false;
    std::optional<QByteArray> theirs{}; ///< of a conflict
    QSet<QString> movedTo{}; ///< what it has held, and the disk may still hold, is in these now
};

using UnsavedFiles = QMap<QString, UnsavedFile>;

/// Of an edit of these files, which are unsaved: what goes has moved to those that come with the same bytes, or it may
/// be in any that come. What was moved before, to one that goes, has moved on.
void noteMoves(UnsavedFiles &unsaved, const FileChanges &before, const FileChanges &after);

} // namespace fuseboard
