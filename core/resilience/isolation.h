// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "resilience/circuitbreaker.h"

#include <QPointer>

#include <utility>

namespace fuseboard {

/// Keeps a breaker isolated as long as it lives. Several add up, and none ends another one's: the breaker is let go
/// when the last has gone (B23). Move-only; may outlive the breaker.
class [[nodiscard]] Isolation final
{
public:
    /// Of nothing.
    Isolation() = default;
    explicit Isolation(CircuitBreaker &breaker)
        : m_breaker(&breaker)
    {
        breaker.isolate();
    }
    ~Isolation() { end(); }
    Isolation(Isolation &&other) noexcept
        : m_breaker(std::exchange(other.m_breaker, {}))
    {
    }
    Isolation &operator=(Isolation &&other) noexcept
    {
        if (this != &other) {
            end();
            m_breaker = std::exchange(other.m_breaker, {});
        }
        return *this;
    }

    /// Once; later calls do nothing.
    void end()
    {
        if (const QPointer<CircuitBreaker> breaker = std::exchange(m_breaker, {}))
            breaker->endIsolation();
    }
    [[nodiscard]] bool holds() const { return m_breaker; }

private:
    QPointer<CircuitBreaker> m_breaker;
};

} // namespace fuseboard
