// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/config/typedvalue.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

JsonValue typedNumber(const QString &text)
{
    bool isNumber = false;
    double number = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber)
        number = QLocale().toDouble(text, &isNumber);
    if (!isNumber || !std::isfinite(number)) // NaN is a number to Qt, but to no file
        return JsonValue::ofText(text);
    bool isWhole = false;
    const qint64 whole = text.toLongLong(&isWhole);
    return isWhole ? JsonValue::ofInteger(whole) : JsonValue::ofDouble(number);
}

QStringList typedParts(const QString &text)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

JsonValue typedList(const QString &text, JsonValue (*item)(const QString &))
{
    JsonValue list = JsonValue::list();
    for (const QString &part : typedParts(text))
        list.items.push_back(item(part));
    return list;
}

} // namespace

JsonValue typedValue(FieldKind kind, const QString &text)
{
    if (kind == FieldKind::Text || kind == FieldKind::File)
        return text.isEmpty() ? JsonValue() : JsonValue::ofText(text);
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return {};
    if (kind == FieldKind::Number)
        return typedNumber(trimmed);
    if (kind == FieldKind::Codes)
        return typedList(trimmed, typedNumber);
    if (kind == FieldKind::Words)
        return typedList(trimmed, JsonValue::ofText);
    return JsonValue::ofText(text);
}

QString typedText(FieldKind kind, const JsonValue &value)
{
    if (!value.isList())
        return value.text;
    QStringList parts;
    for (const JsonValue &item : value.items)
        parts.append(item.text);
    return parts.join(kind == FieldKind::Codes ? u", "_s : u" "_s);
}

} // namespace fuseboard
