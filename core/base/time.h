// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace fuseboard {

/// The unit of every span of time in the engine: nanoseconds in 64 bits, about ±292 years.
using Duration = std::chrono::nanoseconds;

/// A clock that never jumps. It has no now(): the time is had from a Scheduler only, so that tests can turn it.
struct MonotonicClock
{
    using duration = Duration;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<MonotonicClock>;
    static constexpr bool is_steady = true;
};

/// A moment for measuring and for deadlines. Comparable within one Scheduler only.
using MonotonicTime = MonotonicClock::time_point;

/// A moment on the calendar, UTC, in milliseconds: for expiry dates and for display.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// Seconds as configuration files hold them. Values outside ±292 years are clamped, NaN becomes zero.
Duration fromSeconds(double seconds);

/// The same way back; exact to the nanosecond there and back for spans below 48 days.
double toSeconds(Duration duration);

/// For display and JSON: milliseconds with fraction.
double toMilliseconds(Duration duration);

} // namespace fuseboard
