// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/boxed.h"
#include "base/time.h"
#include "config/authconfig.h"
#include "resilience/ratelimiter.h"

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
    std::optional<Duration> timeout{}; ///< for one attempt
    std::optional<int> maxRetries{}; ///< without effect where the client never retries
    std::optional<bool> followRedirects{};
    /// Finds in an answer what the client hides from then on. It is asked for each answer, before anything is told or
    /// logged of that, in the client's thread, and must neither be slow nor do anything else.
    std::function<QStringList(const Response &answer)> findSecrets{};
};

} // namespace fuseboard
