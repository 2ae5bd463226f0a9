// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/files/filesystem.h"

namespace fuseboard {

// What people's files are kept with. Whatever fails, and whenever the power goes, a file holds its old contents or its
// new ones. After success the new ones outlive a loss of power. Errors are those of FileSystem, and Storage/NotAFile.

/// Replaces a file, or makes it for its owner alone; the permissions of one that is there stay. The folder must be
/// there. NotAFile where a link, a folder or a device stands in the way: it is never written through. NoPermission
/// where the file that is there may not be written. The bytes lie in a file of another name until they are whole.
Result<void> replaceFile(FileSystem &files, const QString &path, const QByteArray &bytes);

/// Moves a file to a name that nobody has, both in one workspace.
Result<void> moveFile(FileSystem &files, const QString &from, const QString &to);

/// Success where there is none.
Result<void> removeFile(FileSystem &files, const QString &path);

/// Makes the folders of a path that begins with base, and base itself. NotAFile where a link below base, or a file,
/// stands in the way.
Result<void> makeFolders(FileSystem &files, const QString &base, const QStringList &names);

/// Whether it is the name of a file whose replacing was under way.
bool isUnfinishedName(const QString &name);

/// Removes what crashes have left in a folder and, where asked for, those in it. A program that is writing just now
/// begins that file anew.
enum class Depth { Flat, Recursive };
void removeUnfinished(FileSystem &files, const QString &folder, Depth depth);

} // namespace fuseboard
