// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/clienthealth.h"

namespace fuseboard {

ClientHealth healthOf(const ClientSnapshot &client)
{
    if (client.breaker && (client.breaker->isolated || client.breaker->state == BreakerState::Open))
        return ClientHealth::Stopped;
    const bool isPaused = client.limiter && client.limiter->pausedFor;
    if (isPaused || (client.breaker && client.breaker->state == BreakerState::HalfOpen))
        return ClientHealth::Hampered;
    return client.breaker ? ClientHealth::Passing : ClientHealth::Unwatched;
}

} // namespace fuseboard
