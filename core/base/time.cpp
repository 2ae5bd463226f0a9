// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/time.h"

#include <cmath>

namespace fuseboard {

namespace {
constexpr double nanosecondsPerSecond = 1e9;
}

Duration fromSeconds(double seconds)
{
    if (std::isnan(seconds))
        return Duration::zero();
    const double nanoseconds = std::round(seconds * nanosecondsPerSecond);
    if (nanoseconds >= static_cast<double>(Duration::max().count()))
        return Duration::max();
    if (nanoseconds <= static_cast<double>(Duration::min().count()))
        return Duration::min();
    return Duration(static_cast<Duration::rep>(nanoseconds));
}

double toSeconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

double toMilliseconds(Duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

} // namespace fuseboard
