// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/filestorelock.h"
#include "auth/secretkey.h"
#include "auth/unfinishedrefreshes.h"
#include "keychain/indexedsecretstore.h"
#include "keychain/secretindex.h"
#include "keychain/secretstorechooser.h"
#include "keychain/trialsecrets.h"
#include "secrets/secretclipboard.h"
#include "secrets/secretmeans.h"

#include <QObject>

namespace fuseboard {

class EnvironmentStore;
class MainWindow;
class Theme;
class WorkspaceStore;

/// Where the program keeps secrets, and what its window shows of that.
class SecretControl final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    SecretControl(const Theme &theme, Scheduler &scheduler, QObject *parent = nullptr);
    ~SecretControl() override;

    /// Both are open, and must outlive the window.
    void setWorkspace(const WorkspaceStore &workspace, const EnvironmentStore &environments);
    [[nodiscard]] const QString &workspaceId() const { return m_workspaceId; }
    /// Asks for the keychain after the first paint, tells its state, and puts "Secrets…" into the menu.
    void attach(MainWindow &window);

    [[nodiscard]] SecretStore &store() { return m_indexed; }
    /// The same for clients as they run: what they store is what a server has given out, and no news to anybody.
    [[nodiscard]] SecretStore &renewing() { return m_renewing; }
    [[nodiscard]] SecretStoreStatus &status() { return m_store.status(); }
    /// A person needs it: he is asked for its password where it is locked, or to make it, though he has dismissed that.
    void unlock();
    /// So that two programs do not renew the same token at the same time (C14).
    [[nodiscard]] StoreLock *lock() { return &m_lock; }
    /// For refreshes of clients that are removed, as long as their workspace is open.
    [[nodiscard]] UnfinishedRefreshes *unfinished() { return &m_unfinished; }
    /// For the names of secrets that are stored before their client is saved.
    [[nodiscard]] TrialSecrets &trials() { return m_trials; }
    /// For widgets that handle secrets.
    [[nodiscard]] SecretMeans means();

Q_SIGNALS:
    /// Of this workspace, by its user: what went out before may hold it.
    void secretStored(const QString &value);
    /// The client has to read its secrets again.
    void clientSecretsChanged(const QString &slug);
    /// So has whoever is in one of the environments.
    void environmentSecretsChanged();

private:
    void noteChange(const SecretKey &key);
    void noteStored(const SecretKey &key, const QString &value);
    void showState(MainWindow &window);
    void openDialog(MainWindow &window);

    const Theme &m_theme;
    Scheduler &m_scheduler;
    SecretStoreChooser m_store;
    const std::shared_ptr<SecretIndex> m_index;
    IndexedSecretStore m_indexed;
    IndexedSecretStore m_renewing;
    TrialSecrets m_trials;
    FileStoreLock m_lock;
    UnfinishedRefreshes m_unfinished;
    SecretClipboard m_clipboard;
    const WorkspaceStore *m_workspace = nullptr;
    const EnvironmentStore *m_environments = nullptr;
    QString m_workspaceId;
};

} // namespace fuseboard
