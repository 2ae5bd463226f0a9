// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "http/response.h"

#include <QByteArray>

#include <optional>

namespace fuseboard {

/// How one attempt ended.
struct AttemptResult
{
    std::optional<Response> response; ///< the last answer, also when a redirect was blocked
    std::optional<Response> head; ///< of the last answer, where its body failed
    std::optional<Error> error; ///< why there is no final answer
    QByteArray origin; ///< what was contacted last
    QByteArray method; ///< of the last exchange: GET after a 303
    Phases phases; ///< of the last exchange
    int sendings = 0; ///< of all exchanges
    int exchanges = 0;
    Duration waited{}; ///< between them: pauses that a server asked for, and for credentials
    Duration queued{}; ///< for connections of the client's own
    bool isCutShort = false; ///< by a timeout, which says nothing of that origin: it has not had most of the time
    quint64 credentials = 0; ///< which renewable ones the last exchange carried; 0 = none
};

} // namespace fuseboard
