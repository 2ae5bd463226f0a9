// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/serverquota.h"

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

} // namespace fuseboard
