// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/time.h"
#include "config/fields/faultscope.h"

namespace fuseboard {

/// A span of time, in seconds with a fraction, within a range.
struct SecondsFormat
{
    Duration least{};
    Duration most{};

    [[nodiscard]] std::optional<Duration> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(Duration value) const { return JsonValue::ofDouble(toSeconds(value)); }
    [[nodiscard]] AllowedValues allowed() const;
};

} // namespace fuseboard
