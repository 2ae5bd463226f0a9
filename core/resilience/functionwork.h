// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/backoff.h"

#include <functional>
#include <optional>

namespace fuseboard {

/// An asynchronous function of any type, and who waits for what comes of it, as the runs behind RetryHandler and
/// CircuitBreaker see them. Internal.
class FunctionWork
{
public:
    using Ended = std::function<void(const AttemptOutcome &)>;

    FunctionWork() = default;
    virtual ~FunctionWork();
    FunctionWork(const FunctionWork &) = delete;
    FunctionWork &operator=(const FunctionWork &) = delete;

    /// Calls the function. ended follows later, once, from the event loop.
    virtual void begin(Ended ended) = 0;
    /// Gives up what the function is doing, and what it has brought: ended stays silent.
    virtual void abandon() = 0;
    /// Hands over what the function has brought last, or the error instead; Cancelled where there is neither.
    virtual void deliver(const std::optional<Error> &instead = {}) = 0;
    /// Whether who waits has given up.
    [[nodiscard]] virtual bool isGivenUp() const = 0;
    /// tell is called when that happens, once, from the event loop.
    virtual void onGivenUp(std::function<void()> tell) = 0;
};

} // namespace fuseboard
