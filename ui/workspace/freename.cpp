// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/freename.h"

#include "models/editwording.h"
#include "workspace/workspacecontent.h"

namespace fuseboard {

QString freeNameIn(const Workspace &workspace, const WorkspacePlace &folder, const QString &name,
                   const QStringList &others)
{
    QStringList taken = others;
    // What has no name is shown by its slug.
    const auto add = [&taken](const QString &own, const QString &slug) { taken << (own.isEmpty() ? slug : own); };
    if (const WorkspaceClient *client = clientAt(workspace, folder.client)) {
        for (const WorkspaceRequest &request : client->requests) {
            if (request.folder == folder.path)
                add(request.config.name, request.slug);
        }
        for (const WorkspaceFolder &one : client->folders) {
            if (parentOf(one.path) == folder.path)
                add(one.config.name, lastOf(one.path));
        }
    }
    return wording::freeName(name, taken);
}

} // namespace fuseboard
