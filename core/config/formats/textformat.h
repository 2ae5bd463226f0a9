// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

namespace fuseboard {

/// Text of bounded length. null is empty text where that is allowed; where it is not, one line of white space alone is
/// refused too.
struct TextFormat
{
    enum class Controls { Refused, Allowed };

    qsizetype shortest = 0;
    qsizetype longest = 0;
    Controls controls = Controls::Refused; ///< line breaks and other control characters
    bool mayHoldSecret = false; ///< people paste a password or a token into it: what is wrong is not shown

    [[nodiscard]] std::optional<QString> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(const QString &value) const { return JsonValue::ofText(value); }
    [[nodiscard]] AllowedValues allowed() const;

private:
    void fault(ErrorDetail detail, const FaultScope &scope) const;
};

/// Whether nothing of it can be seen: white space, and characters that only format.
bool isBlank(const QString &text);

} // namespace fuseboard
