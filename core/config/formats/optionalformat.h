// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

namespace fuseboard {

/// A value that may be absent; null is absent.
template<class Format, class Value>
struct OptionalFormat
{
    Format format;

    [[nodiscard]] std::optional<std::optional<Value>> read(const JsonValue &json, const FaultScope &scope) const
    {
        if (json.isNull())
            return std::optional<Value>();
        if (auto value = format.read(json, scope))
            return std::optional<Value>(static_cast<Value>(*std::move(value)));
        return std::nullopt;
    }
    [[nodiscard]] JsonValue write(const std::optional<Value> &value) const
    {
        return value ? format.write(*value) : JsonValue();
    }
    [[nodiscard]] AllowedValues allowed() const { return format.allowed(); }
};

template<class Value, class Format>
OptionalFormat<Format, Value> optionally(Format format)
{
    return {format};
}

} // namespace fuseboard
