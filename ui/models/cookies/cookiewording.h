// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cookies/cookierules.h"

#include <QString>

#include <optional>

namespace fuseboard::wording {

/// What is wrong with a cookie, and what to do.
QString sentence(CookieFlaw flaw);

/// A domain as a jar writes it, from what people copy: with capitals, in punycode, or with blanks around. What is no
/// host stays what it is.
QString readDomain(const QString &text);

/// Until when one lasts: "when you quit", or a moment on this computer's calendar.
QString expiry(std::optional<WallTime> at);

/// As it is written and read in an editor: "2027-01-15 09:00:00" on this computer's calendar, or nothing.
QString writtenExpiry(std::optional<WallTime> at);
/// The way back. False for what is none of that; at then stays as it is.
bool readExpiry(const QString &text, std::optional<WallTime> &at);

} // namespace fuseboard::wording
