// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretkey.h"
#include "client/environmentstate.h"
#include "clients/clientedit.h"
#include "config/environmentconfig.h"
#include "secrets/secretmeans.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

class QAction;
class QWidget;

namespace fuseboard {

class ClientDialog;
class ClientDrafts;
class ClientEditor;
class SavedClients;
class SecretStoreStatus;
class Theme;

/// What can be done with clients, as actions for menus and keys: new, edit, duplicate, export, delete.
class ClientCommands final : public QObject
{
    Q_OBJECT

public:
    /// Theme, editor and window must outlive it. Dialogs open over the window; openPage shows a page in a browser.
    ClientCommands(const Theme &theme, ClientEditor &editor, std::function<void(const QUrl &)> openPage,
                   QWidget *window);

    /// Which client edit, duplicate and delete are about; empty for none.
    void setCurrent(const QString &clientId);
    /// What gives the environments whose values an export may have; without it there are none.
    void setEnvironments(std::function<QList<Environment>()> environments);
    /// What gives the environment in which clients are tried; without it none is.
    void setPresentEnvironment(std::function<EnvironmentState()> environment);
    /// Where typed secrets go; without it that is a keychain. It must outlive this.
    void setSecretStore(const SecretStoreStatus &status);
    /// Where the secrets of a client are, and under which key; without it the dialog does not look. All must outlive
    /// this.
    void setSecrets(const SecretMeans &means, std::function<SecretKey(const QString &)> ownerOf);
    /// What keeps edits that are not saved over a crash; without it they end with the program. It must outlive this.
    void setDrafts(ClientDrafts &drafts) { m_drafts = &drafts; }
    /// Its values are others than before.
    void followEnvironment();

    void createClient();
    void editClient(const QString &clientId);
    /// Of the current client.
    void duplicate();
    void remove();
    /// Null while none is open.
    [[nodiscard]] ClientDialog *dialog() const;

    [[nodiscard]] QList<QAction *> actions() const;

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);
    /// So does this, on what could not be done.
    void failed(const QString &text);
    /// A client that was made, to be shown as current.
    void clientShown(const QString &clientId);
    /// After clientShown(): it is a new one, and has no request yet.
    void clientBegun(const QString &clientId);

private:
    QAction *addAction(const QString &text, const QKeySequence &keys, const std::function<void()> &run);
    void openDialog(const QString &clientId);
    void save(const ClientEdit &edit);
    void create(const ClientEdit &edit);
    void update(const ClientEdit &edit);
    void settle(const QString &clientId, bool hasAll);
    void tellOvertaken(const QString &clientId);
    void askForVersion(const ClientEdit &edit, const ClientConfig &theirs);
    void finish();
    void finishSaved();
    void exportClient();
    void exportConfig(const ClientConfig &config, bool isEdited, QWidget *parent);

    const Theme &m_theme;
    ClientEditor &m_editor;
    const std::function<void(const QUrl &)> m_openPage;
    std::function<QList<Environment>()> m_environments;
    std::function<EnvironmentState()> m_environment;
    const SecretStoreStatus *m_secretStore = nullptr;
    std::optional<SecretMeans> m_secrets;
    std::function<SecretKey(const QString &)> m_ownerOf;
    ClientDrafts *m_drafts = nullptr;
    QWidget *m_window;
    SavedClients *m_saved;
    QString m_current;
    QPointer<ClientDialog> m_dialog;
    QString m_edited; // the client of the dialog; empty for a new one
    ClientConfig m_base; // what it was when the dialog began, or when somebody has seen it last
    std::optional<ClientEdit> m_submitted; // waits for the store
    QString m_failure; // of what waited last
    QAction *m_new;
    QAction *m_edit;
    QAction *m_duplicate;
    QAction *m_export;
    QAction *m_remove;
};

} // namespace fuseboard
