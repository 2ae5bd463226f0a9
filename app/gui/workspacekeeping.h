// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "workspace/files/filesystem.h"
#include "workspace/store/orderedworker.h"
#include "workspace/workspace.h"

#include <QObject>

#include <functional>

namespace fuseboard {

/// Writes a workspace that lies in no folder into one, with an id of its own, and takes its secrets along: they move to
/// the names that they have there. No plain text of a
/// secret gets into a file; one with variables in it is none.
class WorkspaceKeeping final : public QObject
{
    Q_OBJECT

public:
    struct Secrets
    {
        SecretStore &store;
        QString workspaceId; ///< the one that they are kept under until now
        /// Asked when they are to be moved: whether what is written into the store outlives the program.
        std::function<bool()> lasts;
        QStringList published = {}; ///< texts that stand where secrets do, and are none
    };

    /// Files and store must outlive it.
    WorkspaceKeeping(FileSystem &files, Secrets secrets, QObject *parent = nullptr);
    /// Waits for what is being written.
    ~WorkspaceKeeping() override;

    /// To be called once. Ends with one of the signals, from the event loop. readMe: what a README.md beside the
    /// workspace's own files says; without it, there is none.
    void keep(Workspace workspace, const QString &folder, const QString &readMe = {});

Q_SIGNALS:
    /// unkeptSecrets: how many of its secrets could not be taken along, and have to be entered again.
    void kept(int unkeptSecrets);
    /// As WorkspaceDisk::makeWhole(): there is no workspace in the folder.
    void failed(const fuseboard::Error &error);

private:
    struct Move
    {
        QString from; ///< a key; empty where the text is at hand
        QString to;
        QString text = {};
    };

    [[nodiscard]] bool isPlain(const Secret &secret) const;
    void planMoves(const Workspace &workspace);
    void moveNext();
    void write(const Move &move, const QString &secret);
    void remove(const QString &key);

    FileSystem &m_files;
    const Secrets m_secrets;
    QList<Move> m_moves;
    int m_unkept = 0;
    OrderedWorker m_worker; // the last one: it ends before what it reports to
};

} // namespace fuseboard
