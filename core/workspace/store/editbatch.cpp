// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/editbatch.h"

#include <algorithm>

namespace fuseboard {

namespace {

bool liesIn(const WorkspacePlace &place, const WorkspacePlace &other)
{
    if (place == other || place.client != other.client)
        return false;
    if (other.kind == WorkspacePlace::Kind::Client)
        return true;
    return other.kind == WorkspacePlace::Kind::Folder && place.path.startsWith(other.path + u'/');
}

} // namespace

EditBatch::EditBatch(WorkspaceImage image)
    : m_image(std::move(image))
{
}

Result<WorkspacePlace> EditBatch::add(const Step &step)
{
    const auto edit = step(WorkspaceEditor(m_image.workspace(), m_image.contents(), m_image.takenSlugs()));
    if (!edit)
        return edit.error();
    if (m_edit.title.what == WorkspacePlace::Kind::None)
        m_edit = {edit->title, {}, edit->place};
    m_isMixed = m_isMixed || edit->title.what != m_edit.title.what;
    m_edit.changes.insert(edit->changes);
    m_image.put(edit->changes, WorkspaceChange::Origin::Edit);
    return edit->place;
}

WorkspaceEdit EditBatch::edit(int count) const
{
    WorkspaceEdit whole = m_edit;
    whole.title.count = count;
    if (m_isMixed)
        whole.title.what = WorkspacePlace::Kind::None;
    return whole;
}

QList<WorkspacePlace> topmost(const QList<WorkspacePlace> &places)
{
    QList<WorkspacePlace> top = places;
    top.removeIf([&places](const WorkspacePlace &place) {
        return std::any_of(places.begin(), places.end(),
                           [&place](const WorkspacePlace &other) { return liesIn(place, other); });
    });
    return top;
}

} // namespace fuseboard
