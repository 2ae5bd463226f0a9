// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "startup.h"

#include <QByteArray>

#ifdef Q_OS_UNIX
#include <sys/resource.h>

#include <algorithm>
#endif

namespace fuseboard {

namespace {

void leaveNoCore()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_CORE, &limit) != 0)
        return;
    // Linux hands an image to a program in spite of a limit of none, but not in spite of one byte; for a file that is
    // too little as well.
    limit.rlim_cur = std::min<rlim_t>(1, limit.rlim_max);
    [[maybe_unused]] const int done = ::setrlimit(RLIMIT_CORE, &limit);
#endif
}

/// Qt would take them.
void forgetRelativeFolders()
{
#ifdef Q_OS_UNIX
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"}) {
        if (!qgetenv(name).startsWith('/'))
            qunsetenv(name);
    }
#endif
}

} // namespace

void prepareProcess()
{
    leaveNoCore();
    forgetRelativeFolders();
}

} // namespace fuseboard
