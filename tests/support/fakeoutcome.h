// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/response.h"

#include <optional>

namespace fuseboard {

/// How one exchange of a FakeTransport ends.
struct FakeOutcome
{
    std::optional<Result<Response>> result{}; ///< empty: it never ends by itself
    Duration delay{}; ///< from send() to the end; 0 = the next turn of the scheduler
    std::optional<Response> partial{}; ///< the head of an answer whose body failed, beside a failure
    int sendings = 1; ///< what the exchange reports; more than 1 as when Qt sent it again

    static FakeOutcome success(int status, Headers headers = {}, QByteArray body = {}, Duration delay = {});
    static FakeOutcome failure(Error error, Duration delay = {});
    /// The server holds its tongue. The limits of the request still end it, as in any transport.
    static FakeOutcome silence();
};

} // namespace fuseboard
