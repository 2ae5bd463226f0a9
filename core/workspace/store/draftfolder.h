// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/files/filesystem.h"
#include "workspace/store/requestdraftfile.h"

#include <QList>
#include <QLockFile>

#include <memory>

namespace fuseboard {

/// The disk's side of the drafts of a workspace, for one worker thread; it blocks. Several programs may have the
/// workspace open: each keeps its drafts in a folder of its own, which a lock shows to be in use, and takes over only
/// what those have left who are no more.
class DraftFolder
{
public:
    /// base: that of all of them. The file system must outlive it.
    DraftFolder(FileSystem &files, QString base);
    /// What it holds then is for whoever comes next.
    ~DraftFolder();
    DraftFolder(const DraftFolder &) = delete;
    DraftFolder &operator=(const DraftFolder &) = delete;

    /// All that can be written, and the last failure.
    Result<void> write(const QList<KeptDraft> &drafts);
    /// Success where there is none by that key.
    Result<void> remove(const QString &key);
    /// Its own drafts from now on, in the order of their keys. Files that are no drafts stay where they are.
    QList<KeptDraft> takeOver();

private:
    Result<void> claim();
    void takeOverFrom(const QString &name);
    [[nodiscard]] QString folderOf(const QString &name) const;
    [[nodiscard]] QString lockOf(const QString &name) const;

    FileSystem &m_files;
    QString m_base;
    QString m_name; // of its own folder
    std::unique_ptr<QLockFile> m_lock; // null until there is something to keep
};

} // namespace fuseboard
