// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "clients/clienteditor.h"
#include "workspace/workspace.h"

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
    };

    explicit ClientFileEditor(const Parts &parts, QObject *parent = nullptr);
    ~ClientFileEditor() override;

    [[nodiscard]] std::optional<ClientConfig> config(const QString &clientId) const override;
    Result<QString> create(const ClientEdit &edit) override;
    Result<void> update(const QString &clientId, const ClientEdit &edit) override;
    Result<QString> duplicate(const QString &clientId) override;
    Result<void> remove(const QString &clientId) override;
    std::shared_ptr<ApiClient> makeTrial(const QString &clientId, const ClientConfig &config) override;

private:
    using SecretsDone = std::function<void(const Result<void> &)>;

    void follow();
    void followOne(int index, const WorkspaceClient &client);
    Result<void> change(const QString &clientId, const ClientConfig &config);
    [[nodiscard]] ClientConfig effective(const ClientConfig &config) const;
    [[nodiscard]] QString freeName(const QString &name) const;
    void forgetSecrets(const QString &clientId, const ClientEdit &edit);
    /// One after the other; done is called once, with the first failure or when all are stored.
    void writeSecrets(const QString &clientId, QHash<QString, QString> secrets, const SecretsDone &done);
    void copySecrets(const QString &from, const QString &to);
    void reloadSecrets(const QString &clientId);
    [[nodiscard]] QString keyOf(const QString &clientId, const QString &field) const;

    Parts m_parts;
    QList<WorkspaceClient> m_known; // as the living clients have them
};

} // namespace fuseboard
