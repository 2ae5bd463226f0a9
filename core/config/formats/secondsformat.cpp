// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/secondsformat.h"

#include <cmath>

namespace fuseboard {

std::optional<Duration> SecondsFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (!json.isNumber()) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    const Duration duration = fromSeconds(json.number);
    if (!std::isfinite(json.number) || duration < least || duration > most) {
        scope.fault(ErrorDetail::OutOfRange, allowed());
        return std::nullopt;
    }
    return duration;
}

AllowedValues SecondsFormat::allowed() const
{
    return AllowedValues::number(toSeconds(least), toSeconds(most));
}

} // namespace fuseboard
