// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/keptrequest.h"

#include <algorithm>

namespace fuseboard {

namespace {

/// A row that is still there keeps what only its file knows of it.
void keepNotes(QList<RequestEntry> &rows, QList<RequestEntry> before)
{
    for (RequestEntry &row : rows) {
        const auto isSame = [&row](const RequestEntry &one) { return one.name == row.name && one.value == row.value; };
        auto found = std::find_if(before.begin(), before.end(), isSame);
        if (found == before.end())
            found = std::find_if(before.begin(), before.end(),
                                 [&row](const RequestEntry &one) { return one.name == row.name; });
        if (found == before.end())
            continue;
        row.description = found->description;
        row.unknown = found->unknown;
        before.erase(found);
    }
}

} // namespace

WorkspacePlace placeOfDraft(const RequestDraft &draft)
{
    return {WorkspacePlace::Kind::Request, draft.clientId, draft.requestId};
}

RequestDraft draftAt(const WorkspacePlace &place, const RequestConfig &config)
{
    return draftOf(place.client, place.path, config);
}

RequestDraft movedTo(RequestDraft draft, const WorkspacePlace &place)
{
    draft.clientId = place.client;
    draft.requestId = place.path;
    return draft;
}

RequestConfig editedRequest(const RequestDraft &draft, const RequestConfig &kept)
{
    const RequestDraft before = draftOf(draft.clientId, draft.requestId, kept);
    RequestConfig edited = configOf(draft);
    keepNotes(edited.params, kept.params);
    keepNotes(edited.headers, kept.headers);
    // The parameters of the path's own query are among the others in a draft.
    if (draft.url == before.url && draft.params == before.params) {
        edited.path = kept.path;
        edited.params = kept.params;
    }
    return edited;
}

} // namespace fuseboard
