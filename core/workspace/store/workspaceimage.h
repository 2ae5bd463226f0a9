// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/workspacedisk.h"

namespace fuseboard {

/// A workspace together with the bytes of its files, kept in step. A value.
class WorkspaceImage
{
public:
    WorkspaceImage() = default;
    WorkspaceImage(LoadedWorkspace loaded, QString folder);

    [[nodiscard]] const Workspace &workspace() const { return m_workspace; }
    /// Of files with faults too, which are not in the workspace.
    [[nodiscard]] const FileContents &contents() const { return m_contents; }
    [[nodiscard]] const QStringList &takenSlugs() const { return m_takenSlugs; }
    [[nodiscard]] QList<WorkspaceFault> faults() const { return m_faults.values(); }

    /// What a file holds; nothing where there is none.
    [[nodiscard]] std::optional<QByteArray> bytesOf(const QString &file) const;
    [[nodiscard]] FileChanges bytesOf(const QStringList &files) const;
    /// Those that hold something else than at first, or have come or gone since.
    [[nodiscard]] QStringList filesChanged() const;

    /// Files come to hold something else. One with a fault leaves the workspace, but for workspace.json, of which what
    /// it said last stays.
    WorkspaceChange put(const QMap<QString, FoundFile> &files, WorkspaceChange::Origin origin);
    WorkspaceChange put(const FileChanges &files, WorkspaceChange::Origin origin);

    /// Which files of a scope cannot be read now. True where that is news.
    bool setUnreadable(const DiskNews &news);

private:
    void putOne(const QString &file, const FoundFile &found, WorkspaceChange &change);
    void putRest(const QString &client, const QMap<QString, FoundFile> &files);
    void dropOne(const WorkspacePlace &place, bool wasThere, WorkspaceChange &change);
    void dropBareFolders(WorkspaceChange &change);
    void bringIntoOrder(const WorkspaceChange &change);
    [[nodiscard]] bool isThere(const WorkspacePlace &place) const;

    QString m_folder;
    Workspace m_workspace;
    FileContents m_contents;
    FileContents m_first; // the contents it began with
    QStringList m_takenSlugs;
    QMap<QString, WorkspaceFault> m_faults;
};

} // namespace fuseboard
