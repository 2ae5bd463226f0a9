// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/headers.h"

namespace fuseboard {

/// One whole request as a LoopbackServer has read it.
struct ReceivedRequest
{
    QByteArray method;
    QByteArray target; ///< as on the wire: "/x?y=z"
    QByteArray version; ///< "HTTP/1.1"
    Headers headers;
    QByteArray body; ///< chunks put together
    QByteArray head; ///< the bytes up to and including the empty line
    int number = 0; ///< of all requests of the server, from 1
    int connection = 0; ///< which connection brought it, from 1
};

} // namespace fuseboard
