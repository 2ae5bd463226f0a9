// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/theme.h"
#include "workspace/workspaceplace.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace fuseboard {

/// What the command line of fuseboard asks for.
struct Options
{
    static constexpr QSize leastSize{1000, 640};
    static constexpr QSize largestSize{8192, 8192};

    enum class Task { Run, ShowHelp, ShowVersion, RefuseUsage };

    Task task = Task::Run;
    QString complaint; ///< for RefuseUsage: a whole sentence
    QString workspace; ///< a folder; empty = the demo
    bool asLastTime = false; ///< the workspace that was open last, where there is one
    QString page; ///< empty = as last time, or the dashboard
    std::optional<Theme::Mode> theme;
    QSize size; ///< of the window; invalid = as last time
    QString screenshot; ///< a file to write, then quit
    std::chrono::milliseconds after{3000}; ///< before the screenshot
    bool startupTime = false;
    bool send = false; ///< the request that Explore opens

    // Of no command line, but of a window that opens another workspace.
    bool isReopened = false; ///< what cannot be opened is told in the window
    QString nameOfNew; ///< of the workspace that is to be made in the folder; empty where there is one
    QString openBefore; ///< where to go back to when that cannot be opened; empty for the demo
    QList<WorkspacePlace> tabs; ///< requests that Explore opens in this order; the last may be one of the others again
    QString notice; ///< sentences for the status line, which stay until they are read
    bool isProblem = false; ///< the notice: something went wrong

    /// Never fails: what is wrong is in task and complaint. Needs no application object.
    static Options parse(const QStringList &arguments);
    static QString helpText();
};

} // namespace fuseboard
