// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QAction;
class QWidget;

namespace fuseboard {

class ClientDialog;
class ClientEditor;
class Theme;
struct ClientEdit;

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
    /// A client that was made or came back, to be shown as current.
    void clientShown(const QString &clientId);

private:
    QAction *addAction(const QString &text, const QKeySequence &keys, const std::function<void()> &run);
    void openDialog(const QString &clientId);
    void save(ClientDialog &dialog, const QString &clientId, const ClientEdit &edit);
    void exportClient();

    const Theme &m_theme;
    ClientEditor &m_editor;
    const std::function<void(const QUrl &)> m_openPage;
    QWidget *m_window;
    QString m_current;
    QPointer<ClientDialog> m_dialog;
    QAction *m_new;
    QAction *m_edit;
    QAction *m_duplicate;
    QAction *m_export;
    QAction *m_remove;
};

} // namespace fuseboard
