// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/response.h"

namespace fuseboard {

/// Turns the moments that Qt tells into the lengths of the phases, and leaves out what it cannot know.
class PhaseClock
{
public:
    explicit PhaseClock(MonotonicTime entered)
        : m_entered(entered)
    {
    }

    /// No connection is free.
    void queued() { m_inQueue = true; }
    /// A connection is there, or the end: at once where it was never queued().
    void leftQueue(MonotonicTime at);
    /// A connection is being opened; departures of the lane as of now.
    void connecting(MonotonicTime at, quint64 departures);
    void encrypted(MonotonicTime at);
    /// The request is on its way, for the first time or again.
    void sent(MonotonicTime at, quint64 departures, bool https);
    /// So is more of its body: the last time counts.
    void uploaded(MonotonicTime at);
    void head(MonotonicTime at);
    void finished(MonotonicTime at);

    [[nodiscard]] bool isInQueue() const { return m_inQueue; }
    /// A wait for a connection as long as it has taken by now.
    [[nodiscard]] Phases phases(MonotonicTime now) const;

private:
    MonotonicTime m_entered;
    bool m_inQueue = false;
    std::optional<MonotonicTime> m_connecting;
    quint64 m_departures = 0;
    std::optional<MonotonicTime> m_sent;
    std::optional<MonotonicTime> m_head;
    bool m_encrypted = false;
    Phases m_phases;
};

} // namespace fuseboard
