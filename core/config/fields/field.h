// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/faultscope.h"

#include <functional>

namespace fuseboard {

/// One field of a section: its name, how it stands in JSON, and what is allowed. The only declaration that there is of
/// it; reader, writer and validation all go by it. Its default is that of the member in its struct.
template<class Section>
struct Field
{
    QString name;
    bool isRequired = false; ///< missing is a fault, and it is always written
    FaultScope::Privacy privacy = FaultScope::Privacy::Public;
    std::function<void(const JsonValue &, Section &, const FaultScope &)> read;
    std::function<JsonValue(const Section &)> write;
    std::function<bool(const Section &)> isDefault;
    std::function<AllowedValues()> allowed;

    [[nodiscard]] Field required() const
    {
        Field copy = *this;
        copy.isRequired = true;
        return copy;
    }
    [[nodiscard]] Field secret() const
    {
        Field copy = *this;
        copy.privacy = FaultScope::Privacy::Secret;
        return copy;
    }
};

/// A format has three functions: read(JsonValue, FaultScope) gives the value or nothing after telling the scope what is
/// wrong; write(value) gives JSON; allowed() tells what it takes.
template<class Section, class Value, class Format>
Field<Section> field(QLatin1String name, Value Section::*member, Format format)
{
    Field<Section> field;
    field.name = name;
    field.read = [member, format](const JsonValue &json, Section &section, const FaultScope &scope) {
        if (auto value = format.read(json, scope))
            section.*member = static_cast<Value>(*std::move(value));
    };
    field.write = [member, format](const Section &section) { return format.write(section.*member); };
    field.isDefault = [member](const Section &section) { return section.*member == Section().*member; };
    field.allowed = [format] { return format.allowed(); };
    return field;
}

/// "format": the version of a file's layout, always written. A file of another version is not read at all.
constexpr int configFormat = 1;

template<class Section>
Field<Section> formatField()
{
    Field<Section> field;
    field.name = QStringLiteral("format");
    field.read = [](const JsonValue &, Section &, const FaultScope &) {}; // checked before anything else
    field.write = [](const Section &) { return JsonValue::ofInteger(configFormat); };
    field.isDefault = [](const Section &) { return false; };
    field.allowed = [] { return AllowedValues::ofWords(AllowedKind::Words, {QString::number(configFormat)}); };
    return field;
}

} // namespace fuseboard
