// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"

namespace fuseboard {

/// How a client fares: the same wherever it is shown, and the one source of its colour.
enum class ClientHealth {
    Unwatched, ///< It has no circuit breaker, or nothing is known yet.
    Passing, ///< Its calls are sent.
    Hampered, ///< Its server asked for a pause, or its breaker lets probes through only.
    Stopped, ///< Its breaker refuses all calls, by itself or by hand.
};

ClientHealth healthOf(const ClientSnapshot &client);

} // namespace fuseboard
