// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/wholenumberformat.h"

#include <cmath>

namespace fuseboard {

std::optional<qint64> WholeNumberFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    // What is whole but beyond any integer is a matter of range, not of type.
    const bool isFraction = json.isNumber() && std::isfinite(json.number) && std::trunc(json.number) != json.number;
    if (!json.isNumber() || isFraction) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    const std::optional<qint64> number = json.integer();
    if (!number || *number < least || *number > most) {
        scope.fault(ErrorDetail::OutOfRange, allowed());
        return std::nullopt;
    }
    return number;
}

AllowedValues WholeNumberFormat::allowed() const
{
    return AllowedValues::wholeNumber(least, most);
}

} // namespace fuseboard
