// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/decimalformat.h"

namespace fuseboard {

std::optional<double> DecimalFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (!json.isNumber()) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    // Written so that NaN is outside.
    const bool within = json.number >= least && json.number <= most;
    if (!within || (leastIs == Least::Excluded && json.number == least)) {
        scope.fault(ErrorDetail::OutOfRange, allowed());
        return std::nullopt;
    }
    return json.number;
}

AllowedValues DecimalFormat::allowed() const
{
    return leastIs == Least::Excluded ? AllowedValues::numberAbove(least, most) : AllowedValues::number(least, most);
}

} // namespace fuseboard
