// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/formats/sectionformat.h"

#include <QList>

namespace fuseboard {

/// A list of objects with declared fields; null is an empty list.
template<class Section>
struct SectionListFormat
{
    SectionFields<Section> (*declared)();

    [[nodiscard]] std::optional<QList<Section>> read(const JsonValue &json, const FaultScope &scope) const
    {
        if (json.isNull())
            return QList<Section>();
        if (!json.isList()) {
            scope.fault(ErrorDetail::WrongType, allowed());
            return std::nullopt;
        }
        const SectionFormat<Section> format{declared};
        QList<Section> list;
        for (qsizetype index = 0; index < static_cast<qsizetype>(json.items.size()); ++index) {
            const JsonValue &item = json.items[static_cast<std::size_t>(index)];
            if (auto section = format.read(item, scope.item(index)))
                list.append(*std::move(section));
        }
        return list;
    }
    [[nodiscard]] JsonValue write(const QList<Section> &value) const
    {
        JsonValue list = JsonValue::list();
        for (const Section &section : value)
            list.items.push_back(SectionFormat<Section>{declared}.write(section));
        return list;
    }
    [[nodiscard]] AllowedValues allowed() const { return {AllowedKind::ObjectList}; }
};

} // namespace fuseboard
