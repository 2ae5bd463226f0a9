// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/activeenvironment.h"
#include "clientset.h"
#include "environments/environmentsedit.h"
#include "workspace/store/environmentsave.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace fuseboard {

class CookieJars;
class EnvironmentDrafts;
class EnvironmentSelector;
class EnvironmentStore;
class EnvironmentsDialog;
class EnvironmentStrip;
class EnvironmentUndo;
class ExplorePage;
class MainWindow;
class Theme;
class WorkspaceStore;

/// Ties the environments of the workspace to its clients, to the window and to its pages.
class EnvironmentControl final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const Theme &theme;
        const Workspace &workspace;
        EnvironmentStore &store; ///< open
        ClientSet &clients;
        SecretStore &secrets;
        QString workspaceId; ///< part of the keys of secrets
        CookieJars &cookies;
        WorkspaceStore *history = nullptr; ///< whose undo takes edits of environments back; null: nothing does
    };

    /// All parts must outlive it.
    explicit EnvironmentControl(Parts parts, QObject *parent = nullptr);

    /// What keeps edits that are not saved over a crash; without it they end with the program. It must outlive this.
    void setDrafts(EnvironmentDrafts &drafts) { m_drafts = &drafts; }
    /// The status line's selector, the strip, and Ctrl+E. Once.
    void attach(MainWindow &window);
    void attach(ExplorePage &page);
    void enter(const QString &slug);
    /// After clients were added, changed or removed: each goes on in the present environment.
    void followClients();
    /// Those of environments have changed in the store.
    void reloadSecrets();
    [[nodiscard]] QStringList secretValues() const { return m_active.state().scope.secretValues(); }
    /// A configuration as it works in the present environment; one that sends nothing where its variables have no
    /// values.
    [[nodiscard]] ClientConfig effective(const ClientConfig &written) const;
    [[nodiscard]] const EnvironmentState &state() const { return m_active.state(); }
    [[nodiscard]] QString current() const { return m_active.state().environment.slug; }
    /// Of the one that the clients are in, which is not the current one while that is being opened; empty for none.
    [[nodiscard]] QString openedName() const { return m_active.opened(); }
    /// Whether an edit is under way that would be lost, as the keychain or the disk has not answered yet.
    [[nodiscard]] bool isSaving() const { return m_saving > 0 || !m_secrets.isEmpty(); }

Q_SIGNALS:
    /// By the user.
    void chosen(const QString &slug);
    /// As ActiveEnvironment::changed(), and after followClients().
    void changed();
    /// Nothing is under way any more. hasAll: the last edit that was, is done.
    void settled(bool hasAll);

private:
    /// What the store of secrets has to do after the files of an edit were written.
    struct SecretsJob
    {
        QList<SecretEdit> edits;
        EnvironmentsSave save; // of the files
        QPointer<EnvironmentsDialog> dialog; // that they came from
        bool isUndo = false; // or redo
        QString draft{}; // key of what is kept of that dialog's edits
    };

    void show();
    void showInWindow(const EnvironmentState &state);
    void follow();
    void takeEnvironments();
    void openDialog();
    void makeDialog();
    void save(const EnvironmentsEdit &edit);
    void takeBack(const EnvironmentsSave &save, const QList<SecretEdit> &secrets);
    void saveFiles(const SecretsJob &job, const std::function<void(const EnvironmentsSaved &)> &notDone);
    void takeRefused(EnvironmentsDialog *dialog, const EnvironmentsSaved &saved);
    void refuse(EnvironmentsDialog *dialog, const QString &sentence);
    void askForVersion(EnvironmentsDialog &dialog, const EnvironmentConflict &conflict);
    void startSecrets();
    void finishSecrets(const SecretEdits &secrets, const Result<void> &outcome);
    void noteDone(const SecretsJob &job, const QList<SecretEdit> &unfinished);

    Parts m_parts;
    ActiveEnvironment m_active;
    EnvironmentUndo *m_undo = nullptr;
    EnvironmentDrafts *m_drafts = nullptr;
    QPointer<EnvironmentsDialog> m_dialog;
    QString m_draft; ///< key of what is kept of its edits
    QMap<QString, std::optional<QByteArray>> m_seen; // versions of others that its user wants to replace
    int m_saving = 0; // edits whose files are under way
    QList<SecretsJob> m_secrets; // the first one is under way
    QString m_lost; // slug of the one that was current when it went
    QStringList m_unread; // slugs of environments whose files could not be read when they were taken last
    QStringList m_known; ///< ids of the clients that it was told of
    QPointer<MainWindow> m_window;
    QPointer<EnvironmentSelector> m_selector;
    QPointer<EnvironmentStrip> m_strip;
    QPointer<ExplorePage> m_explore;
};

} // namespace fuseboard
