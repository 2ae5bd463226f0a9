// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/bodyfile.h"
#include "http/exchange.h"
#include "http/request.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>

namespace fuseboard {

/// Asked before anything is written when an exchange that had to wait, for a connection or for what it connects by,
/// need not any more; again where it then has to wait once more. The request as it has to go by now, to the same URL
/// but for credentials. Nothing: the exchange is given up, as by cancel(). May destroy or cancel the exchange, and
/// destroy its transport.
using Departure = std::function<std::optional<Request>()>;

/// What one exchange may cost. No redirects are followed below this seam.
struct Limits
{
    Duration connectTimeout = std::chrono::seconds(
        10); ///< until the connection (and TLS) stands, from leaving the queue
    Duration attemptTimeout = std::chrono::seconds(
        30); ///< from send() to the last byte, waiting for a connection included
    qint64 maxResponseBytes = 100'000'000; ///< of the decoded body, in memory
    BodyTarget bodyTarget{}; ///< a file that takes a body of any size
    Departure departure{}; ///< none: the request goes as it was, however long it has waited
    bool goesFirst = false; ///< others wait for it: in front in the queue, a minute of which is no part of its time

    /// The same with a connect timeout that is no longer than the attempt's.
    [[nodiscard]] Limits consistent() const
    {
        Limits limits = *this;
        limits.connectTimeout = std::min(connectTimeout, attemptTimeout);
        return limits;
    }
};

/// The only seam to the network: one method. Everything above it runs in tests without a socket.
class Transport
{
public:
    Transport() = default;
    virtual ~Transport();
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;

    /// Starts an exchange; never blocks and never finishes from inside the call. A request that checkRequest()
    /// refuses ends with that error and nothing is sent; so does one whose bodyTarget cannot be written, with Storage.
    [[nodiscard]] virtual std::unique_ptr<Exchange> send(const Request &request, const Limits &limits) = 0;
};

} // namespace fuseboard
