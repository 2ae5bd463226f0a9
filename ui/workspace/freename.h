// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/workspaceplace.h"

#include <QStringList>

namespace fuseboard {

struct Workspace;

/// The name, with a number behind it where a request or folder in that folder has it already, or one of the others.
QString freeNameIn(const Workspace &workspace, const WorkspacePlace &folder, const QString &name,
                   const QStringList &others = {});

} // namespace fuseboard
