// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard {

/// What the command line tells its caller; documented in docs/cli.md and in --help.
enum class ExitCode {
    Success = 0, ///< all succeeded
    SomeFailed = 1, ///< of the calls, or of their tests; or a port could not be opened, or the results not be written
    Usage = 2,
    BadConfig = 3, ///< a file, an environment or a value of theirs that is missing, unreadable or not valid
};

} // namespace fuseboard
