// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/workspace.h"
#include "workspace/workspaceplace.h"

#include <QByteArray>

#include <variant>

namespace fuseboard {

/// What one file of a workspace says.
struct WorkspaceContent
{
    /// Of workspace.json a workspace without clients.
    using Value = std::variant<Workspace, ClientConfig, FolderConfig, RequestConfig>;

    WorkspacePlace place;
    Value value;
    QList<ConfigFault> warnings;
};

/// Reads it by its name. ConfigInvalid with all faults where it is not valid.
Result<WorkspaceContent> readContent(const QString &file, const QByteArray &bytes);

/// The text of the file at a place, which must be in the workspace.
QByteArray writeContent(const WorkspaceContent::Value &value);

/// Puts what a file says into a workspace, in the place of what it said before. Nothing happens where it belongs to a
/// client that is not there. Whoever has put all arranges it.
void putContent(Workspace &workspace, WorkspaceContent content);

/// Takes out what a file said; with a client's go its requests and folders.
void dropContent(Workspace &workspace, const WorkspacePlace &place);

// What is at a place; null where nothing is.
const WorkspaceClient *clientAt(const Workspace &workspace, const QString &slug);
const WorkspaceFolder *folderAt(const WorkspaceClient &client, const QString &path);
const WorkspaceRequest *requestAt(const WorkspaceClient &client, const QString &path);

} // namespace fuseboard
