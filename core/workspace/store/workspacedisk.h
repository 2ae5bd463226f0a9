// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/files/filesystem.h"
#include "workspace/store/heldsaves.h"
#include "workspace/store/workspacechange.h"
#include "workspace/workspacecontent.h"
#include "workspace/workspacefiles.h"
#include "workspace/workspaceloader.h"

#include <QSet>

namespace fuseboard {

/// Where to look again.
struct DiskScope
{
    bool workspace = false; ///< workspace.json, and whether clients have come or gone
    QSet<QString> clients{}; ///< their slugs

    [[nodiscard]] bool isEmpty() const { return !workspace && clients.isEmpty(); }
};

/// A file that holds something else than was thought, read already.
struct FoundFile
{
    std::optional<QByteArray> bytes; ///< nothing: it has gone
    std::optional<Result<WorkspaceContent>> content{};
};

/// What was found by looking again.
struct DiskNews
{
    DiskScope scope;
    bool isGone =
        false; ///< there is no workspace.json any more: a folder that was removed, or a disk that is not there
    QMap<QString, FoundFile> files;
    QList<WorkspaceFault> faults; ///< of files that cannot be read, all of them in that scope
    QStringList takenSlugs; ///< where the scope has the workspace
};

/// The disk's side of an open workspace, for its one worker thread; it blocks.
class WorkspaceDisk
{
public:
    WorkspaceDisk(FileSystem &files, QString folder);

    /// Tidies up what crashes have left, and reads everything. A workspace without an id gets the one given, in its
    /// file too where that can be written. Where a name is given and there is no workspace, it is made first. Of
    /// several that open one for the first time, all have the same id.
    Result<LoadedWorkspace> open(const QString &id, const QString &nameOfNew);

    /// Writes a whole workspace, its environments too, into the folder, which is empty or not there yet.
    /// workspace.json is the last file, and where one cannot be written, those that were are taken away again: whatever
    /// fails, the folder holds all of it or no workspace. ConfigInvalid where something in it has a fault, before the
    /// first file; Storage/Duplicate where the folder holds anything; else as replaceFile().
    Result<void> makeWhole(const Workspace &workspace);

    /// Each by itself, new ones first. A file that holds neither its base nor what was saved here last is left alone: a
    /// conflict. What has moved is renamed, and folders that have become empty go. What HeldSaves holds fails too,
    /// and so does each write and each removal where the workspace has gone as a whole.
    QList<FileSaved> save(const QList<FileSave> &saves);

    /// Compares with what the files are thought to hold.
    [[nodiscard]] DiskNews lookAgain(const DiskScope &scope, const FileContents &known) const;

private:
    Result<LoadedWorkspace> openFirst(const QString &id, const QString &nameOfNew);
    [[nodiscard]] static bool lacksId(const LoadedWorkspace &loaded);
    Result<void> giveId(const QString &id, LoadedWorkspace &loaded);
    void tidyUp();
    Result<void> makeNew(const QString &name);
    [[nodiscard]] bool isReadOnly() const;
    FileSaved saveOne(const FileSave &save, QMap<QByteArray, QString> &moved);
    Result<void> finish(const QString &file);
    Result<void> put(const FileSave &save, QMap<QByteArray, QString> &moved);
    void removeEmptyFolders(const QString &file);
    void takeAway(const QStringList &files);
    [[nodiscard]] Result<std::optional<QByteArray>> bytesOf(const QString &file) const;

    FileSystem &m_files;
    QString m_folder;
    HeldSaves m_held;
    FileChanges m_saved; // by us, of files with more than one save under way
    QSet<QString> m_unfinished; // whose saving has failed, perhaps with its last step
};

} // namespace fuseboard
