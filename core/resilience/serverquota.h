// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "http/headers.h"
#include "http/httpdate.h"
#include "resilience/quotanote.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <optional>

namespace fuseboard {

/// How a host writes the reset of its quota.
enum class ResetDialect { Unknown, DeltaSeconds, EpochSeconds, EpochMilliseconds };

/// What a host has written in each header, by its name in lower case: learned once, remembered (H10). One of its
/// headers may tell moments and another one spans.
using ResetDialects = QHash<QByteArray, ResetDialect>;

/// What an answer's headers say about the server's patience. All figures are relative to the moment of parsing.
struct ServerQuota
{
    std::optional<Duration> retryAfter; ///< only where it is honoured: 429, 503, 413, 3xx and 403 (H09)
    std::optional<int> limit;
    std::optional<int> remaining;
    std::optional<Duration> resetIn; ///< until the quota is full again
    QuotaField retryAfterField; ///< where retryAfter stands
    QuotaField resetField; ///< where resetIn stands
    QList<QuotaRemark> notes; ///< for the story and the log: each field once for each reason

    /// Nothing remains, or a Retry-After holds: how long every request should pause.
    [[nodiscard]] std::optional<Duration> pause() const;
    [[nodiscard]] bool isEmpty() const;

    friend bool operator==(const ServerQuota &, const ServerQuota &) = default;
};

/// Retry-After as RFC 9110 10.2.3 writes it: delta seconds, or a date in any of its three forms, against the response's
/// Date where present, else against wallNow. Of several values the longest counts. Malformed and negative values give
/// nothing, and neither do 0 and dates that are over (H01–H05, H07), so that there is never a hot loop; the result may
/// be absurdly long: judging that is up to the caller (D6).
std::optional<Duration> parseRetryAfter(const QByteArray &value, std::optional<WallTime> serverDate, WallTime wallNow,
                                        QList<QuotaNote> &notes);

/// The one table-driven reader: Retry-After(-Ms), X-RateLimit-*, X-Rate-Limit-*, RateLimit-* and the IETF fields.
ServerQuota parseQuota(const Headers &headers, int status, WallTime wallNow, ResetDialects &dialects);

} // namespace fuseboard
