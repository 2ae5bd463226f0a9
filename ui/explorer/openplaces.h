// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/openrequest.h"
#include "workspace/workspaceplace.h"

#include <QList>

namespace fuseboard {

/// The kept requests among those in tabs, in their order, and at last the one in front again. Others go as drafts,
/// where there is something in them.
template<class Requests>
QList<WorkspacePlace> openPlaces(const Requests &requests, const QString &keyInFront)
{
    QList<WorkspacePlace> places;
    WorkspacePlace front;
    for (const OpenRequest &request : requests) {
        if (request.draft.requestId.isEmpty())
            continue;
        places.append({WorkspacePlace::Kind::Request, request.draft.clientId, request.draft.requestId});
        if (request.key == keyInFront)
            front = places.last();
    }
    if (front.kind == WorkspacePlace::Kind::Request)
        places.append(front);
    return places;
}

} // namespace fuseboard
