// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/json/jsonvalue.h"

#include <QLocale>

#include <cmath>

namespace fuseboard {

namespace {
constexpr double largestExactWhole = 9'007'199'254'740'992.0; // 2^53
}

JsonValue JsonValue::ofFlag(bool flag)
{
    JsonValue value;
    value.kind = Kind::Flag;
    value.flag = flag;
    return value;
}

JsonValue JsonValue::ofInteger(qint64 number)
{
    JsonValue value;
    value.kind = Kind::Number;
    value.number = static_cast<double>(number);
    value.text = QString::number(number);
    return value;
}

JsonValue JsonValue::ofDouble(double number)
{
    if (std::trunc(number) == number && std::abs(number) <= largestExactWhole)
        return ofInteger(static_cast<qint64>(number));
    JsonValue value;
    value.kind = Kind::Number;
    value.number = number;
    value.text = QString::number(number, 'g', QLocale::FloatingPointShortest);
    return value;
}

JsonValue JsonValue::ofText(const QString &text)
{
    JsonValue value;
    value.kind = Kind::Text;
    value.text = text;
    return value;
}

JsonValue JsonValue::list()
{
    JsonValue value;
    value.kind = Kind::List;
    return value;
}

JsonValue JsonValue::object()
{
    JsonValue value;
    value.kind = Kind::Object;
    return value;
}

std::optional<qint64> JsonValue::integer() const
{
    if (kind != Kind::Number)
        return std::nullopt;
    bool fits = false;
    const qint64 exact = text.toLongLong(&fits);
    if (fits)
        return exact;
    if (std::trunc(number) == number && std::abs(number) <= largestExactWhole)
        return static_cast<qint64>(number);
    return std::nullopt;
}

const JsonValue *JsonValue::find(QStringView name) const
{
    for (const JsonMember &member : members) {
        if (member.name == name)
            return &member.value;
    }
    return nullptr;
}

void JsonValue::append(const QString &name, JsonValue value)
{
    members.push_back({name, std::move(value)});
}

} // namespace fuseboard
