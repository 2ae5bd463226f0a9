// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/workspace.h"

namespace fuseboard {

/// One row of a client's tree: a folder or a request, and where it stands in the client's list of these.
struct WorkspaceItem
{
    enum class Kind { Folder, Request };

    Kind kind = Kind::Request;
    qsizetype index = 0;
    QString slug{};

    /// As it stands in FolderConfig::order.
    [[nodiscard]] QString orderName() const { return kind == Kind::Folder ? slug + u'/' : slug; }

    friend bool operator==(const WorkspaceItem &, const WorkspaceItem &) = default;
};

/// What is in a folder, empty for what is in none, in its order.
QList<WorkspaceItem> itemsIn(const WorkspaceClient &client, const QString &folder);

/// Brings folders and requests into the order of the tree. Folders that requests or folders say they are in are added
/// where they are missing.
void arrange(WorkspaceClient &client);

/// Brings the clients into their order.
void arrangeClients(Workspace &workspace);

} // namespace fuseboard
