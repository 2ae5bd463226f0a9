// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

namespace fuseboard {

/// A whole number within a range; 3.0 and 3e0 are 3.
struct WholeNumberFormat
{
    qint64 least = 0;
    qint64 most = 0;

    [[nodiscard]] std::optional<qint64> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(qint64 value) const { return JsonValue::ofInteger(value); }
    [[nodiscard]] AllowedValues allowed() const;
};

} // namespace fuseboard
