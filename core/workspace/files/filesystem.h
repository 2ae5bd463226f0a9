// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFileDevice>

namespace fuseboard {

/// The steps of the operating system that keeping a file takes, each of which can fail by itself. What is built of
/// them, replaceFile() for one, can so be tested with each step failing.
///
/// Errors are Storage with the path as subject: NoPermission, NotFound where the path or its folder is not there,
/// WriteFailed for everything else, a full disk too. Every step may be called from any thread.
class FileSystem
{
public:
    FileSystem() = default;
    virtual ~FileSystem();
    FileSystem(const FileSystem &) = delete;
    FileSystem &operator=(const FileSystem &) = delete;

    /// Makes a file, which is no link to somewhere else: Duplicate where there is something by that name. On any other
    /// failure a part of it may be left.
    virtual Result<void> create(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions) = 0;
    /// Returns when what was written to a file, or the names in a folder, would outlive a loss of power.
    virtual Result<void> sync(const QString &path) = 0;
    /// In one step, and in the place of a file that may stand there. A link is replaced, not followed.
    virtual Result<void> rename(const QString &from, const QString &to) = 0;
    /// A file or a link.
    virtual Result<void> remove(const QString &path) = 0;
    /// One level; success where it is there.
    virtual Result<void> makeFolder(const QString &path) = 0;
    /// An empty one: WriteFailed where something lies in it.
    virtual Result<void> removeFolder(const QString &path) = 0;

    /// Whether a file that is there can be replaced, or files can be made in a folder, as far as the system tells
    /// beforehand.
    [[nodiscard]] virtual bool isWritable(const QString &path) const;
};

} // namespace fuseboard
