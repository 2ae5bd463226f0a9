// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/systemscheduler.h"

namespace fuseboard {

/// The real clock, run faster: a fuzzer has no time for the patience of an engine, and sockets know no virtual time.
class HastyScheduler final : public Scheduler
{
public:
    static constexpr int haste = 50;

    [[nodiscard]] MonotonicTime now() const override { return MonotonicTime(m_real.now().time_since_epoch() * haste); }
    [[nodiscard]] WallTime wallNow() const override { return m_real.wallNow(); }
    [[nodiscard]] TimerHandle after(Duration delay, std::function<void()> task) override
    {
        return m_real.after(delay / haste, std::move(task));
    }
    [[nodiscard]] qsizetype pending() const override { return m_real.pending(); }

private:
    SystemScheduler m_real;
};

} // namespace fuseboard
