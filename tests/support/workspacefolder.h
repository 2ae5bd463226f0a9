// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/workspace.h"

#include <QMap>

namespace fuseboard {

// Workspaces and their folders, as tests need them.

ClientConfig namedClient(const QString &name);
RequestConfig namedRequest(const QString &name);

/// "Shop": the client "billing" without requests, and "orders" with "get-one" and "list".
Workspace smallWorkspace();

/// The same, where "orders" has a folder "auth" with one "tokens" in it, and in these "auth/login" and
/// "auth/tokens/list".
Workspace workspaceWithFolders();

/// The folders above are made.
bool writeBytes(const QString &path, const QByteArray &bytes);
QByteArray bytesIn(const QString &path);

/// For QTemporaryDir: in memory where there is such a folder. A test that does it a thousand times would do little but
/// wait for the disk.
QString fastFolder();

/// All files below a folder with their bytes, hidden ones too, by their names within it.
QMap<QString, QByteArray> filesIn(const QString &folder);

} // namespace fuseboard
