// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/document.h"
#include "workspace/workspace.h"

namespace fuseboard {

// Where the files of a workspace lie, relative to its folder. Known by its loader and its writer only.

QString workspaceFile();
QString clientsFolder();
QString clientFolder(const QString &slug);
QString clientFile(const QString &slug);
QString requestsFolder(const QString &clientSlug);
QString requestFile(const QString &clientSlug, const QString &slug);

/// The fields of workspace.json.
SectionFields<Workspace> workspaceFields();

/// The same under a folder's path.
QString pathWithin(const QString &folder, const QString &file);

} // namespace fuseboard
