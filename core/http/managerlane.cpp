// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/managerlane.h"

namespace fuseboard {

void ManagerLane::take(const QByteArray &origin)
{
    ++m_inFlight[origin];
    m_clearing.cancel();
}

void ManagerLane::give(const QByteArray &origin)
{
    ++m_departures;
    const auto count = m_inFlight.find(origin);
    if (count != m_inFlight.end() && --count.value() == 0)
        m_inFlight.erase(count);
}

} // namespace fuseboard
