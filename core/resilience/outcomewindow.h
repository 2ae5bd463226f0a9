// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/circuitbreakerconfig.h"

#include <QtGlobal>

#include <deque>

namespace fuseboard {

/// Successes and failures of the recent past, for the breaker's rate mode: either of the last window_seconds or of the
/// last window_calls. A value in bounded memory: a time window is kept in a hundred slots, and a slot leaves it when
/// its first moment is a window old, so nothing stale ever counts (B06).
class OutcomeWindow
{
public:
    struct Counts
    {
        qint64 calls = 0;
        qint64 failures = 0;
        friend bool operator==(const Counts &, const Counts &) = default;
    };

    OutcomeWindow() = default;
    explicit OutcomeWindow(const CircuitBreakerConfig &config);

    void record(MonotonicTime now, bool failed);
    [[nodiscard]] Counts counts(MonotonicTime now) const;
    void clear();
    /// Keeps what was recorded if the window's type and length stay the same.
    void reconfigure(const CircuitBreakerConfig &config);

    friend bool operator==(const OutcomeWindow &, const OutcomeWindow &) = default;

private:
    friend struct BreakerCoreView; // as BreakerCore

    struct Slot
    {
        MonotonicTime start;
        Counts counts;
        friend bool operator==(const Slot &, const Slot &) = default;
    };

    [[nodiscard]] bool isStale(const Slot &slot, MonotonicTime now) const;
    void dropFirst();

    BreakerWindow m_type = BreakerWindow::Time;
    Duration m_span = std::chrono::seconds(1);
    qint64 m_calls = 1;
    std::deque<Slot> m_slots; // oldest first; one for each call in a count window
    Counts m_total;
};

} // namespace fuseboard
