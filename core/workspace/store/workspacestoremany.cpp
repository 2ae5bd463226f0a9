// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Edits of several things at a time, each of which is one edit.

#include "workspace/store/editbatch.h"
#include "workspace/store/workspacestore.h"

#include <limits>

namespace fuseboard {

Result<QList<WorkspacePlace>> WorkspaceStore::carryOutAll(const EditBatch &batch, const QList<WorkspacePlace> &places)
{
    if (const auto done = carryOut(batch.edit(int(places.size()))); !done)
        return done.error();
    return places;
}

Result<QList<WorkspacePlace>> WorkspaceStore::removeAll(const QList<WorkspacePlace> &places)
{
    EditBatch batch(m_image);
    const QList<WorkspacePlace> top = topmost(places);
    for (const WorkspacePlace &place : top) {
        if (const auto done = batch.add([&](const WorkspaceEditor &editor) { return editor.remove(place); }); !done)
            return done.error();
    }
    return carryOutAll(batch, top);
}

Result<QList<WorkspacePlace>> WorkspaceStore::duplicateAll(const QList<WorkspacePlace> &places,
                                                           const NameOfCopy &nameOf)
{
    EditBatch batch(m_image);
    QList<WorkspacePlace> copies;
    for (const WorkspacePlace &place : topmost(places)) {
        const QString name = nameOf(place);
        const auto copy = batch.add([&](const WorkspaceEditor &editor) { return editor.duplicate(place, name); });
        if (!copy)
            return copy.error();
        copies.append(*copy);
    }
    return carryOutAll(batch, copies);
}

Result<QList<WorkspacePlace>> WorkspaceStore::moveAll(const QList<WorkspacePlace> &places, const WorkspacePlace &parent,
                                                      qsizetype index)
{
    EditBatch batch(m_image);
    QList<WorkspacePlace> moved = topmost(places);
    const auto moveTo = [&](WorkspacePlace &place, qsizetype to) {
        auto done = batch.add([&](const WorkspaceEditor &editor) { return editor.move(place, parent, to); });
        if (done)
            place = *done;
        return done;
    };
    // First to the end, all of them: then what the index counts is the same for each.
    for (WorkspacePlace &place : moved) {
        if (const auto done = moveTo(place, std::numeric_limits<qsizetype>::max()); !done)
            return done.error();
    }
    for (qsizetype i = 0; i < moved.size(); ++i) {
        if (const auto done = moveTo(moved[i], index + i); !done)
            return done.error();
    }
    return carryOutAll(batch, moved);
}

} // namespace fuseboard
