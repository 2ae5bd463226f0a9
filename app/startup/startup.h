// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard {

/// What a program sees to before it does anything else, and before it has a second thread:
/// - A crash leaves no image of the memory behind, in which the secrets would be that were looked up. A debugger sees
/// it
///   as before, and a program that is started from here can raise its limit again. (Unix)
/// - Folders for files of its own that XDG does not allow, because they depend on where it was started, are as good as
///   not given.
void prepareProcess();

} // namespace fuseboard
