// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

class QSqlDatabase;

namespace fuseboard {

/// What ends the statement that this connection runs, which then fails: for any thread, as long as the connection is
/// open. Qt has no way to it, so SQLite itself is asked, in the library that Qt's plug-in works with. Empty where that
/// is not to be had: it is a part of the plug-in, or this is another system.
std::function<void()> sqliteInterrupt(const QSqlDatabase &database);

} // namespace fuseboard
