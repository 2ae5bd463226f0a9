// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <atomic>
#include <functional>
#include <mutex>

namespace fuseboard {

/// Ends from one thread what another one does with a connection of its own. Internal.
class HistoryStop
{
public:
    /// Of the thread that works. interrupt: ends the statement that runs; it is called by others, and not any more when
    /// it was replaced or taken back by an empty one.
    void watch(std::function<void()> interrupt);
    /// Of everybody. To be repeated until the other one has ended: what comes between two statements ends neither.
    void stop();
    [[nodiscard]] bool isStopped() const { return m_isStopped; }

private:
    std::atomic<bool> m_isStopped = false;
    std::mutex m_mutex;
    std::function<void()> m_interrupt;
};

} // namespace fuseboard
