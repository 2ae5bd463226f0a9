// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/conflictquestion.h"

#include "workspace/conflictdialog.h"
#include "workspace/store/workspacestore.h"

#include <algorithm>

namespace fuseboard {

namespace {

std::optional<WorkspaceConflict> conflictOf(const WorkspaceStore &store, const QString &file)
{
    const QList<WorkspaceConflict> all = store.conflicts();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&file](const WorkspaceConflict &one) { return one.file == file; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace

void askForVersion(const Theme &theme, WorkspaceStore &store, const QString &file, QWidget *parent)
{
    const auto shown = conflictOf(store, file);
    if (!shown)
        return;
    auto *dialog = new ConflictDialog(theme, file, shown->mine, shown->theirs, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &ConflictDialog::mineChosen, &store, [&theme, &store, file, parent, seen = shown->theirs] {
        const auto present = conflictOf(store, file);
        if (present && present->theirs != seen)
            askForVersion(theme, store, file, parent);
        else if (present)
            store.keepMine(file);
    });
    QObject::connect(dialog, &ConflictDialog::theirsChosen, &store, [&store, file] { store.takeTheirs(file); });
    dialog->open();
}

} // namespace fuseboard
