// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/boxed.h"
#include "config/fields/faultscope.h"

namespace fuseboard {

/// A value that may be absent, and mostly is, as it is large; null is absent.
template<class Format, class Value>
struct BoxedFormat
{
    Format format;

    [[nodiscard]] std::optional<Boxed<Value>> read(const JsonValue &json, const FaultScope &scope) const
    {
        if (json.isNull())
            return Boxed<Value>();
        if (auto value = format.read(json, scope))
            return Boxed<Value>(static_cast<Value>(*std::move(value)));
        return std::nullopt;
    }
    [[nodiscard]] JsonValue write(const Boxed<Value> &value) const
    {
        return value ? format.write(*value) : JsonValue();
    }
    [[nodiscard]] AllowedValues allowed() const { return format.allowed(); }
};

template<class Value, class Format>
BoxedFormat<Format, Value> boxed(Format format)
{
    return {format};
}

} // namespace fuseboard
