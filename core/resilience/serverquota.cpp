// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/serverquota.h"

#include "http/retryafter.h"

namespace fuseboard {

std::optional<Duration> ServerQuota::pause() const
{
    if (retryAfter)
        return retryAfter;
    if (remaining == 0)
        return resetIn;
    return std::nullopt;
}

bool ServerQuota::isEmpty() const
{
    return *this == ServerQuota{};
}

std::optional<Duration> parseRetryAfter(const QByteArray &value, std::optional<WallTime> serverDate, WallTime wallNow,
                                        QList<QuotaNote> &notes)
{
    const RetryAfter read = readRetryAfter(value, serverDate.value_or(wallNow), wallNow);
    if (read.isMalformed)
        notes.append(QuotaNote::RetryAfterMalformed);
    if (read.isSeveral)
        notes.append(QuotaNote::RetryAfterSeveral);
    if (read.isPast)
        notes.append(QuotaNote::RetryAfterInPast);
    return read.delay;
}

} // namespace fuseboard
