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
    /// would undo that too, so they are forgotten.
    void forget(const QSet<QString> &files, const QStringList &folders);
    void clear();

private:
    struct Entry
    {
        EditTitle title;
        FileChanges before;
        FileChanges after;
    };

    QList<Entry> m_entries;
    qsizetype m_done = 0; // of the entries; the others are undone
};

} // namespace fuseboard
