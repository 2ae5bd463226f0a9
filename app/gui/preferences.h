// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "shell/windowstate.h"

namespace fuseboard {

// The only place that reads and writes settings of the user.

WindowState readWindowState();
void writeWindowState(const WindowState &state);

} // namespace fuseboard
