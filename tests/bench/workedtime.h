// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <ctime>

namespace fuseboard {

/// What this thread has worked, in milliseconds: on a busy machine the clock on the wall tells of others too. Where the
/// system does not tell it, what the whole program has.
inline double workedMilliseconds()
{
#ifdef Q_OS_LINUX
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return double(spent.tv_sec) * 1e3 + double(spent.tv_nsec) / 1e6;
#else
    return double(std::clock()) * 1e3 / CLOCKS_PER_SEC;
#endif
}

} // namespace fuseboard
