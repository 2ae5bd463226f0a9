// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/outsideedit.h"
#include "workspace/store/workspacechange.h"

#include <QList>
#include <QSet>

#include <memory>

namespace fuseboard {

/// The edits that can be undone, and those that can be done again. A value; it carries nothing out.
class EditHistory
{
public:
    /// So many edits are kept; older ones are forgotten.
    static constexpr qsizetype longest = 200;

    /// An edit with what its files held before. What was undone can no longer be done again.
    void add(const EditTitle &title, const FileChanges &before, const FileChanges &after);
    /// One of files that somebody else holds.
    void add(const EditTitle &title, const QStringList &files, std::shared_ptr<OutsideEdit> outside);

    [[nodiscard]] std::optional<EditTitle> undoTitle() const;
    [[nodiscard]] std::optional<EditTitle> redoTitle() const;

    /// Of the edit that is taken next; null for one of files.
    [[nodiscard]] std::shared_ptr<OutsideEdit> outsideToUndo() const;
    [[nodiscard]] std::shared_ptr<OutsideEdit> outsideToRedo() const;
    /// What the files have to hold then. Whoever takes it carries it out; empty for an outside edit.
    [[nodiscard]] FileChanges takeUndo();
    [[nodiscard]] FileChanges takeRedo();

    /// Names of files that edits have removed, and that undoing them brings back.
    [[nodiscard]] QStringList removedFiles() const;

    /// Somebody else has changed these files, or taken away whole folders, "clients/orders/": to undo an edit of these
    /// would undo that too, so they are forgotten, and with them those that lead to or from them and are about a file
    /// of theirs: the steps that are left can be taken. A removal of several brings back those that nobody else has.
    void forget(const QSet<QString> &files, const QStringList &folders);
    void clear();

private:
    struct Entry
    {
        EditTitle title;
        FileChanges before;
        FileChanges after;
        std::shared_ptr<OutsideEdit> outside{}; // of it, the others tell the names of its files only
    };

    void append(Entry entry);

    [[nodiscard]] static QSet<QString> filesOf(const Entry &entry);
    [[nodiscard]] static bool isAbout(const Entry &entry, const QSet<QString> &files, const QStringList &folders);
    /// A removal without what others have brought back of it; an empty one where nothing is left or it is no removal.
    [[nodiscard]] static Entry withoutRestored(const Entry &entry, const QSet<QString> &files);

    QList<Entry> m_entries;
    qsizetype m_done = 0; // of the entries; the others are undone
};

} // namespace fuseboard
