// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "workspace/files/filesystem.h"
#include "workspace/store/orderedworker.h"
#include "workspace/workspace.h"

#include <QObject>

namespace fuseboard {

/// Writes a workspace that lies in no folder into one, with an id of its own, and takes its secrets along: they are
/// copied to the names that they have there.
class WorkspaceKeeping final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it. workspaceId: the one that its secrets are kept under until now.
    WorkspaceKeeping(FileSystem &files, SecretStore &secrets, QString workspaceId, QObject *parent = nullptr);
    /// Waits for what is being written.
    ~WorkspaceKeeping() override;

    /// To be called once. Ends with one of the signals, from the event loop.
    void keep(Workspace workspace, const QString &folder);

Q_SIGNALS:
    /// unkeptSecrets: how many of its secrets could not be copied, and have to be entered again.
    void kept(int unkeptSecrets);
    /// As WorkspaceDisk::makeWhole(): there is no workspace in the folder.
    void failed(const fuseboard::Error &error);

private:
    struct Copy
    {
        QString from;
        QString to;
    };

    void planCopies(const Workspace &workspace);
    void copyNext();
    void write(const Copy &copy, const QString &secret);

    FileSystem &m_files;
    SecretStore &m_secrets;
    const QString m_workspaceId;
    QList<Copy> m_copies;
    int m_unkept = 0;
    OrderedWorker m_worker; // the last one: it ends before what it reports to
};

} // namespace fuseboard
