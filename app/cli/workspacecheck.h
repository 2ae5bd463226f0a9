// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/anyfile.h"

#include <QMap>

namespace fuseboard {

/// The files of a workspace, by their names within it, and what was found in each.
using CheckedFiles = QMap<QString, AnyFile>;

/// Whether a folder is, or is meant to be, that of a workspace: it has workspace.json, clients/ or environments/.
bool looksLikeWorkspace(const QString &folder);

/// Reads each file of a workspace: faults of names and links, and parents of environments that there are not, too. A
/// file that lies where nobody looks for it has a warning.
CheckedFiles checkWorkspace(const QString &folder);

} // namespace fuseboard
