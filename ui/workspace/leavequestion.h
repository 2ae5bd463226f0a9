// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "workspace/unsaveddialog.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <utility>

namespace fuseboard {

class WorkspaceStore;

/// Lets nobody leave a workspace with edits that are not saved, unless its user wants that: waits for what is being
/// saved, and asks about what could not be, about what the keychain has not agreed to yet, about what was changed in a
/// workspace that lies in no folder, and about edits in tabs that cannot be kept until the next start.
class LeaveQuestion final : public QObject
{
    Q_OBJECT

public:
    using Names = std::function<QStringList()>;

    /// All must outlive it. The question opens over the window. waiting: the names of what waits for the keychain, and
    /// is lost without its answer; settle() is called when that has changed. unkept: of what else, beside the store's,
    /// was changed and lies nowhere.
    LeaveQuestion(const Theme &theme, WorkspaceStore &store, QWidget *window, Names waiting = {}, Names unkept = {});

    /// The names of requests that are edited in tabs, where the next start would not have these edits again.
    void setUnkeptTabs(Names tabs) { m_tabs = std::move(tabs); }

    /// Nothing would be lost, or the user has said that it may.
    [[nodiscard]] bool isSafe() const;
    /// Calls go when it is safe: before it returns, or later from the event loop. Never where the user rather stays.
    /// Asked a second time, it does not wait in silence for what is being saved.
    void leave(const std::function<void()> &go);
    void settle();
    /// What was waited for went wrong: the user stays, and sees it.
    void stay();
    /// After keepRequested(): it was kept, and nothing would be lost. False where nobody wants to leave.
    bool goOn();

Q_SIGNALS:
    /// The workspace is to be kept in a folder before it is left; goOn() or stay() answers.
    void keepRequested();
    /// What is not on the disk goes, as the user wants; leave()'s function is called right after that.
    void changesDiscarded();
    /// The user stays, and wants to see both versions of a file.
    void conflictChosen(const QString &file);

private:
    /// What may be lost. Each is asked about on its own, so that nobody discards what he has not seen.
    enum class Stake { Files, Keychain, Nowhere, Tabs };

    /// Without what may be lost, in the order in which it is asked about.
    [[nodiscard]] QList<Stake> stakes() const;
    [[nodiscard]] QStringList waiting() const;
    [[nodiscard]] QStringList unkept() const;
    [[nodiscard]] QStringList unkeptTabs() const { return m_tabs ? m_tabs() : QStringList(); }
    void makeDialog();
    void ask();
    void askForFiles();
    void keep();
    void discard();

    const Theme &m_theme;
    WorkspaceStore &m_store;
    QWidget *m_window;
    const Names m_waiting;
    const Names m_unkept;
    Names m_tabs;
    Error m_error; // of what could not be saved
    std::function<void()> m_go;
    Stake m_asked = Stake::Files; // by the dialog
    QList<Stake> m_mayLose;
    bool m_hasDiscarded = false;
    QPointer<UnsavedDialog> m_dialog;
};

} // namespace fuseboard
