// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/workspacecontent.h"

namespace fuseboard {

// How the places of a workspace lie to one another, and what may be at them: what edits go by.

WorkspacePlace::Kind kindOf(const WorkspaceContent::Value &value);
QString nameOf(const WorkspaceContent::Value &value);
WorkspaceContent::Value renamed(WorkspaceContent::Value value, const QString &name);
/// ConfigInvalid with all faults where a value must not be kept at a place.
Result<void> checkValue(const WorkspacePlace &place, const WorkspaceContent::Value &value);

/// Of a client the workspace, of a folder or request the folder that it is in.
WorkspacePlace parentPlace(const WorkspacePlace &place);
WorkspacePlace childPlace(const WorkspacePlace &parent, WorkspacePlace::Kind kind, const QString &slug);
bool isRightParent(const WorkspacePlace &parent, WorkspacePlace::Kind kind);
/// The folder of what is in no folder, which comes and goes with its client.
bool isRoot(const WorkspacePlace &place);

QString slugAt(const WorkspacePlace &place);
/// As it stands in its parent's order.
QString orderNameAt(const WorkspacePlace &place);
QString fallbackSlug(WorkspacePlace::Kind kind);
/// A slug itself, or with a number behind where it is taken.
QString freeSlug(const QString &slug, const QStringList &taken);

/// What the names of all files of a client or folder begin with.
QString folderWithAll(const WorkspacePlace &place);
/// Where a file of a place comes to when the place becomes another.
QString movedFile(const QString &file, const WorkspacePlace &from, const WorkspacePlace &to);

/// Storage/NotFound.
Error nothingAt(const WorkspacePlace &place);
/// ConfigInvalid of that detail.
Error impossible(const WorkspacePlace &place, ErrorDetail detail);

} // namespace fuseboard
