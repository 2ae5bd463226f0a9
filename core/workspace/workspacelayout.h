// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/document.h"
#include "workspace/workspace.h"
#include "workspace/workspaceplace.h"

namespace fuseboard {

// Where the files of a workspace lie, relative to its folder. Known by what reads and writes them only.

/// The deepest folder of requests.
constexpr int maxFolderDepth = 16;

QString workspaceFile();
QString clientsFolder();
QString clientFolder(const QString &slug);
QString clientFile(const QString &slug);
QString environmentsFolder();
QString environmentFile(const QString &slug);
QString requestsFolder(const QString &clientSlug);
/// The path is that of WorkspaceRequest::path().
QString requestFile(const QString &clientSlug, const QString &path);
/// Of a folder of requests, and of an empty path for what is in none.
QString folderFile(const QString &clientSlug, const QString &path);

/// The fields of workspace.json and folder.json.
SectionFields<Workspace> workspaceFields();
SectionFields<FolderConfig> folderFields();

/// The same under a folder's path.
QString pathWithin(const QString &folder, const QString &file);

} // namespace fuseboard
