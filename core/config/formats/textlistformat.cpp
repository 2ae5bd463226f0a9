// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/formats/textlistformat.h"

#include <algorithm>

namespace fuseboard {

namespace {

bool isListedWord(const JsonValue &item)
{
    const auto isPart = [](QChar letter) {
        return letter > u' ' && letter < u'\x7f' && letter != u'"' && letter != u'\\';
    };
    return !item.text.isEmpty() && std::all_of(item.text.cbegin(), item.text.cend(), isPart);
}

} // namespace

std::optional<QStringList> TextListFormat::read(const JsonValue &json, const FaultScope &scope) const
{
    if (json.isNull())
        return QStringList();
    if (!json.isList()) {
        scope.fault(ErrorDetail::WrongType, allowed());
        return std::nullopt;
    }
    QStringList list;
    qsizetype index = 0;
    for (const JsonValue &item : json.items) {
        const FaultScope at = scope.item(index++);
        if (!item.isText())
            at.fault(ErrorDetail::WrongType, {AllowedKind::Text});
        else if (!isListedWord(item))
            at.fault(ErrorDetail::OutOfRange, {AllowedKind::SpacelessWord});
        else
            list.append(item.text);
    }
    return list;
}

JsonValue TextListFormat::write(const QStringList &value) const
{
    JsonValue list = JsonValue::list();
    for (const QString &text : value)
        list.items.push_back(JsonValue::ofText(text));
    return list;
}

AllowedValues TextListFormat::allowed() const
{
    return {AllowedKind::WordList};
}

} // namespace fuseboard
