// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/time.h"

#include <optional>

namespace fuseboard {

/// What came of one call of a series. A value.
struct SeriesCall
{
    int number = 0; ///< from 1, in the order of their begin
    int status = 0; ///< of the last answer; 0 without one
    std::optional<Error> error{}; ///< empty where it succeeded
    Duration elapsed{}; ///< with all its waits
    int attempts = 0; ///< replays with new credentials not counted

    /// By the limiter or the breaker before anything was sent.
    [[nodiscard]] bool isRefused() const
    {
        return attempts == 0 && error
            && (error->kind == ErrorKind::RateLimited || error->kind == ErrorKind::CircuitOpen);
    }
};

} // namespace fuseboard
