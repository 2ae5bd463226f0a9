// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "workspace/workspaceplace.h"

#include <QKeySequence>
#include <QObject>

#include <functional>

class QAction;

namespace fuseboard {

class WorkspaceStore;

/// What can be done with the requests and folders of the tree, as actions for menus and keys: new, rename, duplicate,
/// delete, undo and redo. Renames and moves come from the tree itself too.
class TreeCommands final : public QObject
{
    Q_OBJECT

public:
    /// The store must outlive it, and be open.
    explicit TreeCommands(WorkspaceStore &store, QObject *parent = nullptr);

    /// What rename is about, and where new ones come to; and what duplicate and delete are about, which are for
    /// requests and folders.
    void setChosen(const WorkspacePlace &current, const QList<WorkspacePlace> &chosen);

    void rename(const WorkspacePlace &place, const QString &name);
    /// As WorkspaceStore::moveAll().
    void move(const QList<WorkspacePlace> &places, const WorkspacePlace &parent, qsizetype index);

    /// While one is taken back or made anew, the sentence that tells so: what others tell of it belongs behind that.
    [[nodiscard]] const QString &stepUnderWay() const { return m_step; }

    /// Whose keys work in the tree alone: they mean something else elsewhere.
    [[nodiscard]] QList<QAction *> treeActions() const;
    /// Whose keys work everywhere.
    [[nodiscard]] QList<QAction *> windowActions() const;

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);
    /// So does this, on what could not be done.
    void failed(const QString &text);
    /// Something is there that was not, or is elsewhere; a request that is new is to be opened.
    void placeShown(const fuseboard::WorkspacePlace &place, bool isNew);
    /// The same of several.
    void placesShown(const QList<fuseboard::WorkspacePlace> &places);
    /// What is chosen is being deleted, until it is told that it is no more.
    void removing(bool isUnderWay);
    /// The name of the current row is to be edited in its place.
    void nameRequested();

private:
    QAction *addAction(const QString &text, const QKeySequence &keys, Qt::ShortcutContext context,
                       const std::function<void()> &run);
    void addRequest();
    void addFolder();
    void duplicate();
    void remove();
    void undo();
    void redo();
    void step(const QString &told, void (WorkspaceStore::*take)());
    void updateHistory();
    [[nodiscard]] WorkspacePlace folderForNew() const;
    [[nodiscard]] QString nameAt(const WorkspacePlace &place) const;
    void show(const Result<WorkspacePlace> &done, bool isNew);
    void show(const Result<QList<WorkspacePlace>> &done);

    WorkspaceStore &m_store;
    WorkspacePlace m_current;
    QList<WorkspacePlace> m_chosen; // none lies in another
    QString m_step;
    QAction *m_newRequest;
    QAction *m_newFolder;
    QAction *m_rename;
    QAction *m_duplicate;
    QAction *m_remove;
    QAction *m_undo;
    QAction *m_redo;
};

} // namespace fuseboard
