// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

namespace fuseboard {

/// true or false, nothing else.
struct FlagFormat
{
    [[nodiscard]] std::optional<bool> read(const JsonValue &json, const FaultScope &scope) const;
    [[nodiscard]] JsonValue write(bool value) const { return JsonValue::ofFlag(value); }
    [[nodiscard]] AllowedValues allowed() const;
};

} // namespace fuseboard
