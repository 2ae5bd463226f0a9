// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "clients/clienteditor.h"
#include "workspace/workspace.h"

#include <QHash>

#include <functional>

namespace fuseboard {

class ClientSet;
class WorkspaceStore;
struct WorkspacePlace;

/// The clients of an open workspace, alive: edits go to its store, and whatever the store tells, edited here, undone or
/// found on the disk, the living clients follow.
class ClientFileEditor final : public ClientEditor
{
    Q_OBJECT

public:
    /// All must outlive it. The store is open, and the clients are those of its workspace.
    struct Parts
    {
        WorkspaceStore &store;
        ClientSet &clients;
        SecretStore &secrets;
        QString workspaceId; ///< part of the keys of secrets
        /// What a configuration comes to in the present environment; empty where there are none.
        std::function<ClientConfig(const ClientConfig &)> effective = {};
        /// Secrets of that environment, which no sentence about a trial may tell.
        std::function<QStringList()> secretValues = {};
        /// Before secrets are stored that a person has typed or signed in for: he may be asked for the password of the
        /// keychain again.
        std::function<void()> unlock = {};
        /// Begins the names of what is stored before its client is saved (TrialSecrets); empty for none.
        std::function<QString()> trialMark = {};
    };

    explicit ClientFileEditor(const Parts &parts, QObject *parent = nullptr);
    ~ClientFileEditor() override;

    [[nodiscard]] std::optional<ClientConfig> config(const QString &clientId) const override;
    [[nodiscard]] bool isKept() const override;
    [[nodiscard]] bool isStored(const QString &clientId) const override;
    Result<QString> create(const ClientEdit &edit) override;
    Result<void> update(const QString &clientId, const ClientEdit &edit) override;
    [[nodiscard]] bool isWaiting(const QString &clientId) const override;
    Result<QString> duplicate(const QString &clientId) override;
    Result<void> remove(const QString &clientId) override;
    std::shared_ptr<ApiClient> makeTrial(const QString &clientId, const ClientConfig &config) override;

    void endTrials() override;

    /// The names of clients with edits that wait for the store: without its answer they are lost.
    [[nodiscard]] QStringList waitingNames() const;

private:
    /// An edit that waits for its secrets, or behind one that does.
    struct Waiting
    {
        ClientEdit edit;
        ClientConfig base; // what the client is when its turn comes, unless others change it
        QString granted; // where the refresh token is that was had in the dialog; empty where none was asked for
        bool isDropped = false; // its client has gone
        bool isNew = false; // it makes the client
    };

    /// A refresh token that was typed, or other settings to sign in with, tried before they are saved: what their
    /// server gave for them.
    struct TriedSignIn
    {
        AuthConfig auth;
        QString trial; // in the place of the client's slug
    };

    void follow();
    [[nodiscard]] QStringList dropWaiting();
    void followOne(int index, const WorkspaceClient &client);
    Result<void> change(const QString &clientId, const ClientConfig &config);
    [[nodiscard]] ClientConfig effective(const ClientConfig &config) const;
    [[nodiscard]] QString freeName(const QString &name) const;
    void forgetSecrets(const QString &clientId, const ClientEdit &edit);
    void takeSignIn(const QString &trial, const QString &clientId, const ClientEdit &edit);
    void forgetTrial(const QString &key);
    void forgetGranted(const QString &clientId, const QString &granted, bool isSaved);
    [[nodiscard]] QString trialName(const QString &kind) const;
    [[nodiscard]] QString ownTrial(const QString &clientId, const ClientConfig &config);
    [[nodiscard]] QString grantedKey(const QString &clientId, const ClientEdit &edit) const;
    [[nodiscard]] bool isGrantedFor(const ClientEdit &edit, const QString &kept) const;
    [[nodiscard]] bool isAwaited(const QString &granted) const;
    void startFirst(const QString &clientId);
    void takeGranted(const QString &clientId, const QString &kept);
    void storeFirst(const QString &clientId);
    void holdSecrets(const QString &clientId);
    void settleFirst(const QString &clientId, const Result<void> &outcome);
    void tellUnmade(const QString &clientId, const Waiting &edit, const Error &why);
    [[nodiscard]] std::optional<ClientConfig> kept(const QString &clientId) const;
    void copySecrets(const QString &from, const QString &to);
    void copySecret(const QString &to, const QString &field, const QString &secret,
                    const std::function<void()> &written = {});
    void reloadSecrets(const QString &clientId);
    [[nodiscard]] QString keyOf(const QString &clientId, const QString &field) const;

    Parts m_parts;
    QString m_newTrial; // under which a new client has signed in; empty where it has not
    QList<TriedSignIn> m_tried; // in the present dialog
    QList<WorkspaceClient> m_known; // as the living clients have them
    QHash<QString, QList<Waiting>> m_waiting; // by slug; no list is empty, and its first is under way
};

} // namespace fuseboard
