// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"

#include <QString>

namespace fuseboard {

// The file of the history and those that SQLite keeps beside it.

/// Renames file, and what belongs to it, to a name with the date and the time (UTC); its new name without the folder,
/// or empty where it cannot be renamed.
QString setAside(const QString &file, WallTime now);
/// Deletes what setAside() has put away.
void removeSetAside(const QString &file);

/// So that nobody but its owner reads it, or what SQLite keeps beside it. A folder or a file that is missing is made;
/// an empty file is a new one to SQLite. Where that cannot be, whoever opens the file hears of it.
void keepForOwner(const QString &file);

/// Whether somebody has not closed it: a program that was killed, or one that has it open.
bool isLeftOpen(const QString &file);

/// Has whoever opens a file next look through it, as one that was left open. Nobody has it open here.
void markLeftOpen(const QString &file);

/// What tells a file from another one of the same name; empty where there is none. Elsewhere than on Unix a file that
/// is open cannot be renamed or deleted, and its name is all there is.
QString identityOf(const QString &file);

} // namespace fuseboard
