// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/json/jsonvalue.h"
#include "workspace/store/draftstore.h"

#include <QHash>
#include <QMap>
#include <QObject>

#include <memory>

namespace fuseboard {

class ClientDialog;
class ClientEditor;
class ConfigDraft;

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
    /// The new client of that dialog has been made, and has this id from now on.
    void nameNew(const QString &clientId);
    /// What was saved and is not on the disk, or waits for the keychain, is not to come back with the next start.
    void discardUnsaved();

Q_SIGNALS:
    /// A sentence on what is there again.
    void offered(const QString &text);
    /// That sentence is true no more: a dialog has all of what it tells of.
    void settled(const QString &text);
    /// The same on what cannot be kept.
    void failed(const QString &text);

private:
    /// What a dialog edits.
    struct Edited
    {
        QString clientId; ///< empty while it is new
        KeptDraft draft; ///< as it began
        JsonValue saved; ///< the settings without the edits
        KeptDraft last{}; ///< as it was kept last; without a key: not at all
    };

    struct Waiting
    {
        KeptDraft draft;
        QString begun; ///< versionOf() what its dialog showed, which may not be on the disk yet
    };

    void offer(const QList<KeptDraft> &drafts);
    /// Null where there is none.
    [[nodiscard]] std::optional<KeptDraft> takeOf(const QString &clientId);
    /// What is on its way to the disk goes on as the same draft, so that there is one of them at each time.
    [[nodiscard]] KeptDraft beginOf(const QString &clientId, const QString &version) const;
    void keep(const ConfigDraft &config, Edited &edited);
    /// The dialog's edits are not wanted: what it began from stays kept, as long as that is on its way to the disk.
    void takeBack(Edited &edited);
    void finish(Edited &edited, bool isSaved, bool isWaiting);
    void settle(const QString &clientId, bool hasAll);
    void discardStored();
    /// What the edits are based on is on the disk by now.
    void rebase(Edited &edited);
    /// Unless a dialog has edits in it.
    void discard(const QString &key);

    ClientEditor &m_editor;
    DraftStore m_store;
    std::shared_ptr<Edited> m_edited; // in the last dialog
    QHash<QString, KeptDraft> m_unstored; // what was saved and is not on the disk, by its client
    QMultiHash<QString, Waiting> m_waiting; // for the keychain, without their dialogs, by their clients
    QList<KeptDraft> m_left; // by earlier runs, or refused by the keychain, and not given back yet
    QMap<QString, QString> m_told; // the sentences on them, by their keys
};

} // namespace fuseboard
