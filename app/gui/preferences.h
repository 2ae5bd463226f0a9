// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/theme.h"
#include "explorer/tabmemory.h"
#include "history/historylimits.h"
#include "shell/windowstate.h"

#include <QStringList>

#include <optional>

namespace fuseboard {

// The only place that reads and writes settings of the user.

WindowState readWindowState();
void writeWindowState(const WindowState &state);

/// What was chosen in the menu last; the desktop's where nothing was, or what is not known.
Theme::Mode readAppearance();
void writeAppearance(Theme::Mode mode);

/// How much of the history is kept, in each workspace. What is no limit is the default.
HistoryLimits readHistoryLimits();

/// In which environment a workspace was used last; nothing for one that was not. The empty folder is the demo's.
std::optional<QString> readEnvironment(const QString &folder);
void writeEnvironment(const QString &folder, const QString &slug);

/// Folders of workspaces, the one opened last first.
QStringList readRecentWorkspaces();
/// Puts a folder before them; old ones are forgotten. It is the last one, too.
void noteRecentWorkspace(const QString &folder);
/// The folder of the workspace that the program goes on in when it is started again; empty where that is none.
QString readLastWorkspace();
/// Until the next one is noted. It stays among the recent ones.
void forgetLastWorkspace();

/// The requests that were open in tabs when a workspace was left, in their order; the last may be one of the others
/// again, which was in front. What is gone meanwhile is among them all the same.
QList<WorkspacePlace> readOpenTabs(const QString &folder);
void writeOpenTabs(const QString &folder, const QList<WorkspacePlace> &tabs);
/// Which of them are pinned, and which were closed before.
TabMemory readTabMemory(const QString &folder);
void writeTabMemory(const QString &folder, const TabMemory &memory);

/// What a workspace was left with in tabs. A value.
struct LeftTabs
{
    QList<WorkspacePlace> open;
    TabMemory memory;

    friend bool operator==(const LeftTabs &, const LeftTabs &) = default;
};
LeftTabs readLeftTabs(const QString &folder);
void writeLeftTabs(const QString &folder, const LeftTabs &tabs);

/// Files outside of a workspace that its user has chosen to send here, newest first, as sendableFile() tells them. A
/// workspace does not send what was chosen for another one.
QStringList readAgreedFiles(const QString &folder);
/// Puts a file before them; of more than 200 the oldest are forgotten.
void noteAgreedFile(const QString &folder, const QString &path);

} // namespace fuseboard
