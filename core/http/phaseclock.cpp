// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/phaseclock.h"

#include <utility>

namespace fuseboard {

void PhaseClock::leftQueue(MonotonicTime at)
{
    // What a new connection needs, as a manager of Qt's, is no wait for a free one.
    m_phases.queued = std::exchange(m_inQueue, false) ? at - m_entered : Duration::zero();
}

Phases PhaseClock::phases(MonotonicTime now) const
{
    Phases phases = m_phases;
    if (m_inQueue)
        phases.queued = now - m_entered;
    return phases;
}

void PhaseClock::connecting(MonotonicTime at, quint64 departures)
{
    if (m_connecting)
        return;
    m_connecting = at;
    m_departures = departures;
}

void PhaseClock::encrypted(MonotonicTime at)
{
    m_encrypted = true;
    m_phases.reusedConnection = false;
    if (m_connecting)
        m_phases.connect = at - *m_connecting;
}

void PhaseClock::sent(MonotonicTime at, quint64 departures, bool https)
{
    if (!m_sent && https && !m_encrypted)
        m_phases.reusedConnection = true;
    // Had another exchange ended meanwhile, Qt might have taken its connection and not the new one.
    if (!m_sent && !https && m_connecting && departures == m_departures) {
        m_phases.connect = at - *m_connecting;
        m_phases.reusedConnection = false;
    }
    m_sent = at;
}

void PhaseClock::uploaded(MonotonicTime at)
{
    if (m_sent && !m_head)
        m_sent = at;
}

void PhaseClock::head(MonotonicTime at)
{
    m_head = at;
    if (m_sent)
        m_phases.firstByte = at - *m_sent;
}

void PhaseClock::finished(MonotonicTime at)
{
    if (m_head)
        m_phases.download = at - *m_head;
}

} // namespace fuseboard
