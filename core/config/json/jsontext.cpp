// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/json/jsontext.h"

#include <nlohmann/json.hpp>

namespace fuseboard {

namespace {

using OrderedJson = nlohmann::ordered_json;

/// A number as it was written, so that one of 20 digits in an unknown field survives.
OrderedJson orderedNumber(const JsonValue &value)
{
    OrderedJson number = OrderedJson::parse(value.text.toStdString(), nullptr, false);
    return number.is_number() ? number : OrderedJson(nullptr);
}

OrderedJson toOrderedJson(const JsonValue &value)
{
    switch (value.kind) {
    case JsonValue::Kind::Null:
        return nullptr;
    case JsonValue::Kind::Flag:
        return value.flag;
    case JsonValue::Kind::Number:
        return orderedNumber(value);
    case JsonValue::Kind::Text:
        return value.text.toStdString();
    case JsonValue::Kind::List: {
        OrderedJson list = OrderedJson::array();
        for (const JsonValue &item : value.items)
            list.push_back(toOrderedJson(item));
        return list;
    }
    case JsonValue::Kind::Object: {
        OrderedJson object = OrderedJson::object();
        // Not by operator[], which searches: the names of a JsonValue are distinct already.
        for (const JsonMember &member : value.members)
            object.get_ref<OrderedJson::object_t &>().push_back(
                {member.name.toStdString(), toOrderedJson(member.value)});
        return object;
    }
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray compactJson(const JsonValue &value)
{
    return QByteArray::fromStdString(toOrderedJson(value).dump());
}

QByteArray indentedJson(const JsonValue &value)
{
    return QByteArray::fromStdString(toOrderedJson(value).dump(2)) + '\n';
}

} // namespace fuseboard
