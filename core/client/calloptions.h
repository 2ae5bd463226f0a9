// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/boxed.h"
#include "base/time.h"
#include "config/authconfig.h"
#include "http/spoolplace.h"
#include "resilience/ratelimiter.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace fuseboard {

struct Response;

/// What holds for one call, and what of its client's configuration it does otherwise.
struct CallOptions
{
    int cost = 1; ///< tokens
    RateLimiter::Priority priority = RateLimiter::Priority::Interactive;
    /// The credentials, in the place of the client's; type None signs nothing. Such a call has no cookies either, and
    /// keeps none (ApiClient::setCookieJar). Secrets in the keychain are those of the client's calls with credentials
    /// of their own, under keys apart from the client's.
    Boxed<AuthConfig> auth{};
    std::optional<Duration> timeout{}; ///< for one attempt, 1 ms … 1 day
    std::optional<int> maxRetries{}; ///< 0 … 1 000; without effect where the client never retries
    std::optional<bool> followRedirects{};
    std::optional<Duration> maxWait{}; ///< without effect where the client has no rate limit
    /// A file that takes the body of a success (2xx) instead of memory, of any size; empty: none. All other answers
    /// stay in memory under max_response_bytes, those too whose status the client retries. What unpacks to more than
    /// max_response_bytes, and to more than 100 times of what came, still ends the call as a bomb (TooLarge).
    /// The file is replaced as a whole, before finished() and at once with Response::filedBody; where no whole body
    /// comes it stays as it was. Where it cannot be written the call ends with Storage, is not retried, and, if that
    /// can be known beforehand, nothing is sent; devices and pipes are refused so. Calls under way must not share a
    /// file.
    QString bodyFile{};
    /// Where the body of a success (2xx) goes that grows too large for memory; no folder: nowhere. Response::body then
    /// is memory that the system fills from the disk where it is looked at, and lives as long as Response::spool, of a
    /// call that is over or of a copy. Where max_response_bytes is left as it is by default, such a body has no limit
    /// but the disk and what is said of bombs above; where it is set, that is the limit here too. All other answers
    /// stay in memory, those too whose status the client retries, and so does what a full or closed disk does not take,
    /// up to max_response_bytes; beyond, the call ends with Storage, which is not retried.
    SpoolPlace spool{};
    /// Finds in an answer what the client hides from then on. It is asked for each answer, before anything is told or
    /// logged of that, in the client's thread, and must neither be slow nor do anything else. A body in a file is not
    /// looked at.
    std::function<QStringList(const Response &answer)> findSecrets{};
};

} // namespace fuseboard
