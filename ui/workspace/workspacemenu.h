// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QObject>
#include <QStringList>

#include <functional>

class QAction;
class QFileDialog;
class QWidget;

namespace fuseboard {

/// Which workspace the window shows, as actions for a menu: new, open, the last ones, close, a further
/// window, and for the demo keep. Asks for folders only; whoever hears chosen() opens them.
class WorkspaceMenu final : public QObject
{
    Q_OBJECT

public:
    /// folder: the one that is open, empty for the demo. recent: those opened last, the newest first. Dialogs open over
    /// the window, which must outlive it.
    WorkspaceMenu(const QString &folder, const QStringList &recent, QWidget *window);

    [[nodiscard]] QList<QAction *> actions() const { return m_actions; }

    /// Asks for an empty folder, and again where one is not, after telling so over the window; ends with keepChosen()
    /// or keepDeclined().
    void keep();

Q_SIGNALS:
    /// An empty folder is the demo. name: of the workspace that is to be made there; empty for one that is there.
    void chosen(const QString &folder, const QString &name);
    /// The workspace that is shown is to be written into this folder, which is empty.
    void keepChosen(const QString &folder);
    void keepDeclined();
    /// What is shown here is to be shown in a further window.
    void newWindowRequested();
    /// A sentence for the status line.
    void noticed(const QString &text);

private:
    QAction *addAction(const QString &text, const QKeySequence &keys, const std::function<void()> &run);
    void addRecent(const QString &folder, const QStringList &recent);
    void ask(QFileDialog *dialog, const std::function<void(const QString &)> &take);
    void askWhereToKeep(const QString &startingIn);
    void keepIn(const QString &folder);
    void refuseToKeepIn(const QString &folder);
    void make(const QString &folder);
    void open(const QString &folder);

    QWidget *m_window;
    QList<QAction *> m_actions;
};

} // namespace fuseboard
