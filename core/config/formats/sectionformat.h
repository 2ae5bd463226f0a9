// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/section.h"

namespace fuseboard {

/// An object with declared fields.
template<class Section>
struct SectionFormat
{
    SectionFields<Section> (*declared)();

    [[nodiscard]] std::optional<Section> read(const JsonValue &json, const FaultScope &scope) const
    {
        if (!json.isObject()) {
            scope.notAnObject();
            return std::nullopt;
        }
        return readSection(json, declared(), scope);
    }
    [[nodiscard]] JsonValue write(const Section &section) const
    {
        JsonValue object = JsonValue::object();
        writeSection(section, declared(), object);
        return object;
    }
    [[nodiscard]] AllowedValues allowed() const { return {AllowedKind::Object}; }
};

} // namespace fuseboard
