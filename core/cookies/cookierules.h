// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookie.h"

#include <optional>

namespace fuseboard {

/// Why a cookie is not kept.
enum class CookieFlaw {
    Name, ///< empty, with "=", ";", a control character, or a blank at an end
    Value, ///< with ";", a control character, or a blank at an end
    Domain, ///< no host, or an address with a dot in front, which would be for other machines too
    PublicSuffix, ///< for all of ".com" or ".co.uk"
    Path, ///< does not begin with a slash, or has a control character, or a blank at its end
    TooLong, ///< name and value together above 4 KiB, or domain and path together above 1 KiB
};

/// Empty for a cookie that may be kept. (ADV-B20)
std::optional<CookieFlaw> flawOf(const Cookie &cookie);

/// Whether hosts below that one belong to different owners, as those of "com" and "co.uk" do: Qt's list of them counts,
/// and all names without a dot are on it.
bool isPublicSuffix(const QString &host);

/// Of IPv4 or IPv6, with brackets or without.
bool isAddress(const QString &host);

} // namespace fuseboard
