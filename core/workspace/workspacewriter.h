// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/workspace.h"

namespace fuseboard {

/// Writes what is in the value to a folder, which is made where it does not exist. Each file is written whole or not at
/// all, new ones for their owner only, and those that hold the same already are not touched. What the value does not
/// know stays: a client whose file could not be read is never lost by saving. Plain secrets are written as they are:
/// whoever saves moves them to the SecretStore first.
///
/// Before the first file: ConfigInvalid where a slug is not safe, occurs twice, or a client or request has a fault
/// (subject: the file). Then it stops at the first failure: Storage/WriteFailed, NoPermission, or NotAFile where a link
/// or something else stands in the way (subject: the path).
Result<void> saveWorkspace(const Workspace &workspace, const QString &folder);

/// Removes a client's file and its requests; folders stay where something else lies in them.
Result<void> removeClient(const QString &folder, const QString &slug);

/// Removes one request's file.
Result<void> removeRequest(const QString &folder, const QString &clientSlug, const QString &slug);

} // namespace fuseboard
