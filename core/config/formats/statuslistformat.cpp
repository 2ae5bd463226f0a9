// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/statuslistformat.h"

#include "config/formats/wholenumberformat.h"

namespace fuseboard {

namespace {

constexpr int leastCode = 100;
constexpr int mostCode = 599;

} // namespace

std::optional<QList<int>> StatusListFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (!json.isList()) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    QList<int> list;
    qsizetype index = 0;
    for (const JsonValue &item : json.items) {
        const FaultScope at = scope.item(index++);
        const std::optional<qint64> code = WholeNumberFormat{leastCode, mostCode}.read(item, at);
        if (!code)
            continue;
        if (list.contains(static_cast<int>(*code)))
            at.fault(ErrorDetail::Duplicate, {AllowedKind::OnceEachCode});
        else
            list.append(static_cast<int>(*code));
    }
    return list;
}

JsonValue StatusListFormat::write(const QList<int> &value) const
{
    JsonValue list = JsonValue::list();
    for (const int code : value)
        list.items.push_back(JsonValue::ofInteger(code));
    return list;
}

AllowedValues StatusListFormat::allowed() const
{
    return {AllowedKind::CodeList, leastCode, mostCode, false, {}};
}

} // namespace fuseboard
