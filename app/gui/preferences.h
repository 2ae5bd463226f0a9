// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "shell/windowstate.h"

#include <QStringList>

#include <optional>

namespace fuseboard {

// The only place that reads and writes settings of the user.

WindowState readWindowState();
void writeWindowState(const WindowState &state);

/// In which environment a workspace was used last; nothing for one that was not. The empty folder is the demo's.
std::optional<QString> readEnvironment(const QString &folder);
void writeEnvironment(const QString &folder, const QString &slug);

/// Folders of workspaces, the one opened last first.
QStringList readRecentWorkspaces();
/// Puts a folder before them; old ones are forgotten.
void noteRecentWorkspace(const QString &folder);

} // namespace fuseboard
