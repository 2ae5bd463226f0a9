// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

namespace fuseboard {

/// What a file of a workspace can be.
enum class FileKind { Client, Request, Workspace, Folder, Environment };

/// A file that was read as what it looks like.
struct AnyFile
{
    FileKind kind = FileKind::Client;
    Result<QString> name; ///< as it stands in the file; or why it is not valid, as its own reader says
    QList<ConfigFault> warnings; ///< of a valid one; those of a faulty one are in its error
};

/// What a text looks like: by the fields that only one kind has, else a client. Where a format and nothing but what all
/// have is written it is a workspace. Text that cannot be read looks like nothing, and so like a client.
FileKind looksLike(const QByteArray &json);

/// Reads a file whose kind is not known, once. folder.json is that of a folder, except in requests/.
AnyFile readAnyFile(const QString &path);

QLatin1String fileKindName(FileKind kind);

} // namespace fuseboard
