// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/quotafields.h"

#include "resilience/quotafamilies.h"

#include <algorithm>
#include <iterator>

namespace fuseboard {

namespace {

constexpr bool isFound(const QuotaFamily &family)
{
    const auto found = [](const char *name) { return !name || mayTellQuota(name); };
    return found(family.limit) && found(family.remaining) && found(family.reset);
}

static_assert(std::all_of(std::begin(quotaFamilies), std::end(quotaFamilies), isFound));

} // namespace

Headers quotaFields(const Headers &headers)
{
    Headers found;
    for (const auto &[name, value] : headers.fields()) {
        if (mayTellQuota({name.constData(), static_cast<std::size_t>(name.size())}))
            found.append(name, value);
    }
    return found;
}

} // namespace fuseboard
