// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/textformat.h"

#include <algorithm>

namespace fuseboard {

std::optional<QString> TextFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (json.isNull() && shortest == 0)
        return QString();
    if (!json.isText()) {
        fault(ErrorDetail::WrongType, scope);
        return std::nullopt;
    }
    const auto isControl = [](QChar letter) { return letter.category() == QChar::Other_Control; };
    const bool hasControls = controls == Controls::Refused
        && std::any_of(json.text.cbegin(), json.text.cend(), isControl);
    // Where one line is shown, white space alone is nothing to see.
    const bool isUnseen = shortest > 0 && controls == Controls::Refused && isBlank(json.text);
    if (hasControls || isUnseen || json.text.size() < shortest || json.text.size() > longest) {
        fault(ErrorDetail::OutOfRange, scope);
        if (!scope.keepsFaulty())
            return std::nullopt;
    }
    return json.text;
}

void TextFormat::fault(ErrorDetail detail, const FaultScope &scope) const
{
    if (mayHoldSecret)
        scope.fault(detail, allowed(), {});
    else
        scope.fault(detail, allowed());
}

AllowedValues TextFormat::allowed() const
{
    return controls == Controls::Refused ? AllowedValues::textInOneLine(shortest, longest)
                                         : AllowedValues::text(shortest, longest);
}

bool isBlank(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(),
                       [](QChar letter) { return letter.isSpace() || letter.category() == QChar::Other_Format; });
}

} // namespace fuseboard
