// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

namespace fuseboard {

/// A number within a range.
struct DecimalFormat
{
    enum class Least { Included, Excluded };

    double least = 0;
    double most = 0;
    Least leastIs = Least::Included;

    [[nodiscard]] std::optional<double> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(double value) const { return JsonValue::ofDouble(value); }
    [[nodiscard]] AllowedValues allowed() const;
};

} // namespace fuseboard
