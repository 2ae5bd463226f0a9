// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/activeenvironment.h"
#include "clientset.h"
#include "environments/environmentsedit.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace fuseboard {

class EnvironmentSelector;
class EnvironmentStrip;
class ExplorePage;
class MainWindow;
class Theme;

/// Ties the environments of the workspace to its clients, to the window and to its pages.
class EnvironmentControl final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const Theme &theme;
        const Workspace &workspace; ///< its environments are those to begin with
        ClientSet &clients;
        SecretStore &secrets;
        QString workspaceId; ///< part of the keys in the store
        QString folder; ///< where the workspace is kept; empty where it is not
        QStringList taken; ///< slugs that no new environment may have
    };

    /// All parts must outlive it.
    explicit EnvironmentControl(Parts parts, QObject *parent = nullptr);

    /// The status line's selector, the strip, and Ctrl+E. Once.
    void attach(MainWindow &window);
    void attach(ExplorePage &page);
    void enter(const QString &slug);
    /// After clients were added, changed or removed: each goes on in the present environment.
    void followClients();
    [[nodiscard]] QStringList secretValues() const { return m_active.state().scope.secretValues(); }
    /// A configuration as it works in the present environment; one that sends nothing where its variables have no
    /// values.
    [[nodiscard]] ClientConfig effective(const ClientConfig &written) const;
    [[nodiscard]] QString current() const { return m_active.state().environment.slug; }

Q_SIGNALS:
    /// By the user.
    void chosen(const QString &slug);

private:
    void show();
    void openDialog();
    void carryOut(const EnvironmentsEdit &edit);
    [[nodiscard]] Result<void> save(const EnvironmentsEdit &edit) const;
    void tell(const Result<void> &outcome);

    Parts m_parts;
    ActiveEnvironment m_active;
    QList<Environment> m_environments; // as they are kept
    QStringList m_known; ///< ids of the clients that it was told of
    QPointer<MainWindow> m_window;
    QPointer<EnvironmentSelector> m_selector;
    QPointer<EnvironmentStrip> m_strip;
    QPointer<ExplorePage> m_explore;
};

} // namespace fuseboard
