// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/login.h"
#include "cli/terminal.h"

namespace fuseboard {

/// A sign-in whose page or code is told on standard error. Nothing is opened: a program that is started with the page
/// would show it to everybody who may list processes. The terminal must outlive it.
[[nodiscard]] LoginInteraction signInAt(Terminal &terminal);

} // namespace fuseboard
