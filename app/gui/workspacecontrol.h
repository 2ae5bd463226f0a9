// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/workspaceplace.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace fuseboard {

class ClientTreeModel;
class DraftStore;
class ExplorePage;
class FileSystem;
class LeaveQuestion;
class MainWindow;
class RequestKeeper;
class Scheduler;
class Theme;
class TreeCommands;
class WorkspaceStore;

/// Ties the open workspace to the window, its tree, and Explore: edits, undo, what cannot be saved, conflicts, drafts.
class WorkspaceControl final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const Theme &theme;
        WorkspaceStore &store; ///< open
        FileSystem &files;
        Scheduler &scheduler;
        ClientTreeModel &tree;
        QString draftFolder; ///< where drafts are kept; empty for the demo, whose are not
        /// The names of what waits for the keychain, and is lost without its answer; empty where nothing does.
        std::function<QStringList()> waiting = {};
        /// The same of what else, beside the store's edits, lies in no folder.
        std::function<QStringList()> unkept = {};
    };

    /// All parts must outlive it.
    explicit WorkspaceControl(const Parts &parts, QObject *parent = nullptr);
    ~WorkspaceControl() override;

    /// Once, before the commands of the clients.
    void attach(MainWindow &window);
    void attach(ExplorePage &page);
    /// Calls go when no edit would be lost by leaving the workspace, or its user has agreed to that.
    void leave(const std::function<void()> &go);
    /// After something has waited. hasAll: it is done. Else whoever wanted to leave stays, and sees what went wrong.
    void settle(bool hasAll);
    /// After keepRequested(), when the workspace was kept: goes where its user wanted to go; false where nowhere.
    bool goOn();
    /// What is edited in tabs is kept as drafts of another folder, which begins with the same workspace. Blocks for a
    /// few small files: nothing goes on before they are there.
    [[nodiscard]] Result<void> handDraftsTo(const QString &draftFolder);

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);
    /// So does this, on what could not be done.
    void failed(const QString &text);
    /// A request that was just made.
    void requestMade(const QString &clientId, const QString &requestId);
    /// As LeaveQuestion::changesDiscarded().
    void changesDiscarded();
    /// Before it is left, the workspace is to be kept in a folder; goOn() answers, or settle(false).
    void keepRequested();

private:
    void connectTree(MainWindow &window);
    void guard(MainWindow &window);
    [[nodiscard]] bool isDraftUntried() const;
    void leaveTried(const std::function<void()> &go);
    void show(const WorkspacePlace &place, bool isNew);
    void askForVersion(const QString &file);

    const Parts m_parts;
    std::unique_ptr<DraftStore> m_drafts;
    TreeCommands *m_commands;
    QPointer<MainWindow> m_window;
    QPointer<RequestKeeper> m_keeper;
    QPointer<LeaveQuestion> m_leave;
    std::function<void()> m_go; // once the drafts are tried
};

} // namespace fuseboard
