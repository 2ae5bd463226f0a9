// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "http/headers.h"
#include "resilience/serverquota.h"

#include <QList>

#include <optional>

namespace fuseboard {

/// What one family of headers, or one policy, says.
struct QuotaFigures
{
    std::optional<int> limit;
    std::optional<int> remaining;
    std::optional<Duration> resetIn;
    QuotaField resetField;
};

/// A field under the name as the server writes it, several values joined.
QuotaField asSent(const Headers &headers, const char *name);

/// What the headers say that do not come in threes: what is used up of how much (`32/40`, `api-usage=18/5000`, the
/// lists `200,2000` and `45,1234`), and what remains of each policy that bound the request
/// (`Microsoft.Compute/HighCostGet3Min;107`). Malformed parts are left out. Internal.
QList<QuotaFigures> usageFigures(const Headers &headers);

} // namespace fuseboard
