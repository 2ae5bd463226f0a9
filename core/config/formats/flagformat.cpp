// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/flagformat.h"

namespace fuseboard {

std::optional<bool> FlagFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (json.kind == JsonValue::Kind::Flag)
        return json.flag;
    scope.fault(ErrorDetail::WrongType, allowed());
    return std::nullopt;
}

AllowedValues FlagFormat::allowed() const
{
    return {AllowedKind::Flag};
}

} // namespace fuseboard
