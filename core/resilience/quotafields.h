// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/headers.h"

#include <string_view>

namespace fuseboard {

/// Whether a field of that name may tell what remains of a quota. Each name of quotaFamilies does. Internal.
constexpr bool mayTellQuota(std::string_view name)
{
    const auto holds = [name](std::string_view word) {
        for (std::size_t at = 0; at + word.size() <= name.size(); ++at) {
            std::size_t same = 0;
            while (same < word.size() && (name[at + same] | 0x20) == word[same])
                ++same;
            if (same == word.size())
                return true;
        }
        return false;
    };
    return holds("limit") || holds("remain");
}

/// The fields of an answer that may tell about a quota, in their order: mostly none, so that an answer without them
/// is not searched for each of a hundred names. Internal.
Headers quotaFields(const Headers &headers);

} // namespace fuseboard
