// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/flagformat.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

std::optional<bool> FlagFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (json.kind == JsonValue::Kind::Flag)
        return json.flag;
    scope.fault(ErrorDetail::WrongType, allowed());
    return std::nullopt;
}

QString FlagFormat::allowed() const
{
    return u"true | false"_s;
}

} // namespace fuseboard
