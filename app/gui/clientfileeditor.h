// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "clients/clienteditor.h"
#include "workspace/workspace.h"

#include <QStringList>

#include <functional>

namespace fuseboard {

class ClientSet;

/// The clients of a workspace, as files and alive.
class ClientFileEditor final : public ClientEditor
{
    Q_OBJECT

public:
    /// All must outlive it. Without a folder, as for the demo, nothing is written. taken: slugs that must not be given.
    struct Parts
    {
        Workspace &workspace;
        QString folder;
        QStringList taken;
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
    Result<QString> undo() override;
    std::shared_ptr<ApiClient> makeTrial(const QString &clientId, const ClientConfig &config) override;

private:
    /// A change that can be taken back: what was there before, nothing for a client that was made.
    struct Change
    {
        QString clientId;
        std::optional<WorkspaceClient> before;
    };

    using SecretsDone = std::function<void(const Result<void> &)>;

    [[nodiscard]] int indexOf(const QString &clientId) const;
    [[nodiscard]] ClientConfig effective(const ClientConfig &config) const;
    [[nodiscard]] QString freeName(const QString &name) const;
    Result<void> add(const WorkspaceClient &client);
    Result<void> replace(const WorkspaceClient &client);
    Result<void> saveAlone(const WorkspaceClient &client);
    Result<void> adopt(const WorkspaceClient &client);
    Result<void> takeOut(const QString &clientId);
    Result<void> save(const WorkspaceClient &client);
    void forgetSecrets(const QString &clientId, const ClientEdit &edit);
    void remember(const Change &change);
    /// One after the other; done is called once, with the first failure or when all are stored.
    void writeSecrets(const QString &clientId, QHash<QString, QString> secrets, const SecretsDone &done);
    void copySecrets(const QString &from, const QString &to);
    [[nodiscard]] QString keyOf(const QString &clientId, const QString &field) const;

    Parts m_parts;
    QList<Change> m_changes;
};

} // namespace fuseboard
