// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <chrono>
#include <optional>

namespace fuseboard {

struct Options;

// What differs between operating systems.

QStringList argumentsOf(int argc, char *argv[]);

/// Chooses the offscreen platform for a screenshot where there is no display and nobody has chosen another one. Before
/// QApplication is made.
void choosePlatform(const Options &options);

/// Makes this process say in one sentence that there is no display, and end with exit code 1, where Qt would abort.
/// From before QApplication is made until endDisplayCheck().
void beginDisplayCheck();
void endDisplayCheck();

/// How long this process has been running; empty where the system does not tell.
std::optional<std::chrono::milliseconds> timeSinceProcessStart();

} // namespace fuseboard
