// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard {

/// How a family of headers writes its reset.
enum class ResetForm {
    OfTheHost, ///< moment or span, told apart by size and by what the host has written there before (H10)
    Seconds, ///< a span always
    Milliseconds, ///< a span always; or the length of the window, of which no more than all can be left
};

/// What a family counts.
enum class QuotaUnit {
    Requests,
    Other, ///< tokens, points of complexity: says something about requests only when nothing is left
};

/// The names under which one family of headers tells its three figures; null = not told. Internal.
struct QuotaFamily
{
    const char *limit;
    const char *remaining;
    const char *reset;
    ResetForm form = ResetForm::OfTheHost;
    QuotaUnit unit = QuotaUnit::Requests;
};

constexpr QuotaFamily quotaFamilies[] = {
    {"ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"}, // IETF drafts 00 to 06
    {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset-after", ResetForm::Seconds},
    {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"},
    {"x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"},
    {"x-rate-limit", "x-rate-limit-remaining", "x-rate-limit-reset"},
    {"x-rate-limit-request-limit", "x-rate-limit-request-remaining", "x-rate-limit-request-reset"},
    {"x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"},
    {"x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens", ResetForm::OfTheHost,
     QuotaUnit::Other},
    {"x-ratelimit-requests-limit", "x-ratelimit-requests-remaining", "x-ratelimit-requests-reset"},
    {"x-ratelimit-complexity-limit", "x-ratelimit-complexity-remaining", "x-ratelimit-complexity-reset",
     ResetForm::OfTheHost, QuotaUnit::Other},
    {"anthropic-ratelimit-requests-limit", "anthropic-ratelimit-requests-remaining",
     "anthropic-ratelimit-requests-reset"},
    {"anthropic-ratelimit-tokens-limit", "anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset",
     ResetForm::OfTheHost, QuotaUnit::Other},
    {"anthropic-ratelimit-input-tokens-limit", "anthropic-ratelimit-input-tokens-remaining",
     "anthropic-ratelimit-input-tokens-reset", ResetForm::OfTheHost, QuotaUnit::Other},
    {"anthropic-ratelimit-output-tokens-limit", "anthropic-ratelimit-output-tokens-remaining",
     "anthropic-ratelimit-output-tokens-reset", ResetForm::OfTheHost, QuotaUnit::Other},
    {"x-app-limit-24hour-limit", "x-app-limit-24hour-remaining", "x-app-limit-24hour-reset"},
    {"x-user-limit-24hour-limit", "x-user-limit-24hour-remaining", "x-user-limit-24hour-reset"},
    {"x-hubspot-ratelimit-max", "x-hubspot-ratelimit-remaining", "x-hubspot-ratelimit-interval-milliseconds",
     ResetForm::Milliseconds},
    {"x-hubspot-ratelimit-daily", "x-hubspot-ratelimit-daily-remaining", nullptr},
    {"x-hubspot-ratelimit-secondly", "x-hubspot-ratelimit-secondly-remaining", nullptr},
    {"x-rate-limit-api-key-max", "x-rate-limit-api-key-remaining", "x-rate-limit-api-key-interval-ms",
     ResetForm::Milliseconds},
    {"x-rate-limit-api-token-max", "x-rate-limit-api-token-remaining", "x-rate-limit-api-token-interval-ms",
     ResetForm::Milliseconds},
    {"x-sentry-rate-limit-limit", "x-sentry-rate-limit-remaining", "x-sentry-rate-limit-reset"},
    {"fastly-ratelimit-limit", "fastly-ratelimit-remaining", "fastly-ratelimit-reset"},
    {"x-contentful-ratelimit-second-limit", "x-contentful-ratelimit-second-remaining", "x-contentful-ratelimit-reset",
     ResetForm::Seconds},
    {"x-contentful-ratelimit-hour-limit", "x-contentful-ratelimit-hour-remaining", nullptr},
    {"x-limit-per-second", "x-remaining-this-second", nullptr},
    {"x-limit-per-day", "x-remaining-today", nullptr},
    {nullptr, "x-minlimit-remaining", nullptr},
    {nullptr, "x-daylimit-remaining", nullptr},
    {nullptr, "x-ms-ratelimit-remaining-subscription-reads", nullptr},
    {nullptr, "x-ms-ratelimit-remaining-subscription-writes", nullptr},
    {nullptr, "x-ms-ratelimit-remaining-subscription-deletes", nullptr},
    {nullptr, "x-ms-ratelimit-remaining-tenant-reads", nullptr},
    {nullptr, "x-ms-ratelimit-remaining-tenant-writes", nullptr},
};

} // namespace fuseboard
