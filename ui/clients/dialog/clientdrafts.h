// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/json/jsonvalue.h"
#include "workspace/store/draftstore.h"

#include <QHash>
#include <QMap>
#include <QObject>

namespace fuseboard {

class ClientDialog;
class ClientEditor;
struct ClientConfig;

/// Keeps what is edited in the client dialog over the end of the program, without secrets, and offers what an earlier
/// run has left. What is saved or discarded is kept no more.
class ClientDrafts final : public QObject
{
    Q_OBJECT

public:
    /// The folder is that of the workspace's clients alone. All must outlive it.
    ClientDrafts(const QString &folder, FileSystem &files, Scheduler &scheduler, ClientEditor &editor,
                 QObject *parent = nullptr);

    /// Of a dialog that begins: gives it back what an earlier run has left of that client, empty for a new one, and
    /// keeps its edits from now on. False where these began from another version of the client than it shows.
    [[nodiscard]] bool follow(ClientDialog &dialog, const QString &clientId);
    /// What was saved and is not on the disk is not to come back with the next start.
    void discardUnsaved();

Q_SIGNALS:
    /// A sentence on what is there again.
    void offered(const QString &text);
    /// That sentence is true no more: a dialog has all of what it tells of.
    void settled(const QString &text);
    /// The same on what cannot be kept.
    void failed(const QString &text);

private:
    void offer(const QList<KeptDraft> &drafts);
    /// Null where there is none.
    [[nodiscard]] std::optional<KeptDraft> takeOf(const QString &clientId);
    /// draft: as it began. saved: its tree, without the edits.
    void keep(ClientDialog &dialog, KeptDraft &draft, const JsonValue &saved);
    void discardStored();
    /// Of what was saved, and is on its way to the disk.
    void discardUnstored(const QString &clientId);

    ClientEditor &m_editor;
    DraftStore m_store;
    QHash<QString, QString> m_unstored; // the clients of drafts that were saved, by their keys
    QList<KeptDraft> m_left; // by earlier runs, and not given back yet
    QMap<QString, QString> m_told; // the sentences on them, by their keys
};

} // namespace fuseboard
