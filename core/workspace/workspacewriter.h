// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/files/filesystem.h"
#include "workspace/workspacefiles.h"

namespace fuseboard {

/// The files of a workspace. ConfigInvalid where a slug is not safe, occurs twice, or something has a fault (subject:
/// the file). Each folder of requests has a file, even if nothing is known of it: an empty folder would be lost in git.
Result<FileContents> filesOf(const Workspace &workspace);

/// Writes what is in the value to a folder, which is made where it does not exist. Each file is written by
/// replaceFile(), new ones for their owner only, and those that hold the same already are not touched. What the value
/// does not know stays: a client whose file could not be read is never lost by saving. Plain secrets are written as
/// they are: whoever saves moves them to the SecretStore first.
///
/// Before the first file it fails where filesOf() does. Then it stops at the first failure: Storage/WriteFailed,
/// NoPermission, or NotAFile where a link or something else stands in the way (subject: the path).
Result<void> saveWorkspace(const Workspace &workspace, const QString &folder);
Result<void> saveWorkspace(const Workspace &workspace, const QString &folder, FileSystem &files);

/// Writes one client with its requests and folders, and leaves all other files alone, whatever they hold by now.
Result<void> saveClient(const WorkspaceClient &client, const QString &folder);

/// Removes those files of a client that the value knows, its own last. What came beside them meanwhile, or could not be
/// read, stays where it is.
Result<void> removeClient(const WorkspaceClient &client, const QString &folder);

/// Removes a client's file and its requests, that first: whatever fails, the client is there with those that remain.
/// Folders stay where something else lies in them.
Result<void> removeClient(const QString &folder, const QString &slug);
Result<void> removeClient(const QString &folder, const QString &slug, FileSystem &files);

/// Removes one request's file.
Result<void> removeRequest(const QString &folder, const QString &clientSlug, const QString &path);
Result<void> removeRequest(const QString &folder, const QString &clientSlug, const QString &path, FileSystem &files);

/// Storage/NotFound where nothing of a workspace is in the folder any more: it was renamed, or its disk was taken away.
/// What is written there then would be hidden by the workspace that comes back. (K12)
Result<void> checkHoldsWorkspace(const QString &folder);

/// Writes one file of a workspace, and the folders above it, where it does not hold the same already.
Result<void> writeWithin(FileSystem &files, const QString &folder, const QString &file, const QByteArray &bytes);

/// Removes one file of a workspace; success where it is not there. Its folders stay.
Result<void> removeWithin(FileSystem &files, const QString &folder, const QString &file);

} // namespace fuseboard
