// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/store/workspacechange.h"

#include <QStringList>

namespace fuseboard::wording {

/// For menus: "Undo: delete request “List orders”".
QString undoText(const EditTitle &title);
QString redoText(const EditTitle &title);

/// For the status line, after it: "Undone: delete request “List orders”. Ctrl+Y does it again." keys: of the way back.
QString undone(const EditTitle &title, const QString &keys);
QString redone(const EditTitle &title, const QString &keys);

/// For something new: the name, or the first of "name 2", "name 3" … that is not taken.
QString freeName(const QString &name, const QStringList &taken);

/// That something is saved, for the status line; in a workspace that lies in no folder, for how long, and what to do.
QString saved(const QString &name, bool isInFolder);
/// The same of a client in a folder whose secrets are kept in memory only.
QString savedWithoutSecrets(const QString &name);

/// "3 requests"; of None "3 things".
QString several(WorkspacePlace::Kind kind, int count);

/// "request", "folder", "client", "workspace".
QString word(WorkspacePlace::Kind kind);

} // namespace fuseboard::wording
