// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/theme.h"

#include <QSize>
#include <QStringList>

namespace fuseboard {

// A further window is a further run of the program: neither of them can take the other along, and what both do in one
// workspace is kept as that of any two programs is.

/// What the program is started with, to show a workspace in a window of that size and theme; an empty folder is the
/// demo.
QStringList newWindowArguments(const QString &folder, QSize size, Theme::Mode theme = Theme::Mode::System);

/// False where the program could not be started. It goes on after this one has ended.
[[nodiscard]] bool startNewWindow(const QString &program, const QStringList &arguments);

} // namespace fuseboard
