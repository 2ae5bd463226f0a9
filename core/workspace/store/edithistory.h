// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/workspacechange.h"

#include <QList>
#include <QSet>

namespace fuseboard {

/// The edits that can be undone, and those that can be done again. A value; it carries nothing out.
class EditHistory
{
public:
    /// So many edits are kept; older ones are forgotten.
    static constexpr qsizetype longest = 200;

    /// An edit with what its files held before. What was undone can no longer be done again.
    void add(const EditTitle &title, const FileChanges &before, const FileChanges &after);

    [[nodiscard]] std::optional<EditTitle> undoTitle() const;
    [[nodiscard]] std::optional<EditTitle> redoTitle() const;

    /// What the files have to hold then. Whoever takes it carries it out.
    [[nodiscard]] FileChanges takeUndo();
    [[nodiscard]] FileChanges takeRedo();

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
    };

    [[nodiscard]] static QSet<QString> filesOf(const Entry &entry);
    [[nodiscard]] static bool isAbout(const Entry &entry, const QSet<QString> &files, const QStringList &folders);
    /// A removal without what others have brought back of it; an empty one where nothing is left or it is no removal.
    [[nodiscard]] static Entry withoutRestored(const Entry &entry, const QSet<QString> &files);

    QList<Entry> m_entries;
    qsizetype m_done = 0; // of the entries; the others are undone
};

} // namespace fuseboard
