// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/decimalformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

std::optional<double> DecimalFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (!json.isNumber()) {
        scope.fault(ErrorDetail::WrongType, u"number, "_s + allowed());
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

QString DecimalFormat::allowed() const
{
    const QString range = JsonValue::ofDouble(least).text + u" … "_s + JsonValue::ofDouble(most).text;
    return leastIs == Least::Excluded ? u"above "_s + range : range;
}

} // namespace fuseboard
