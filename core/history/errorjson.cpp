// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/errorjson.h"

#include <QJsonArray>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr auto lastKind = ErrorKind::FunctionFailed;
constexpr auto lastDetail = ErrorDetail::WriteFailed;

ErrorDetail errorDetailNamed(const QString &name)
{
    for (int i = 0; i <= int(lastDetail); ++i) {
        if (errorDetailName(ErrorDetail(i)) == name)
            return ErrorDetail(i);
    }
    return ErrorDetail::None;
}

QJsonValue allowedToJson(const AllowedValues &allowed)
{
    if (!allowed.isKnown())
        return QString();
    QJsonObject object{{u"kind"_s, QString(allowedKindName(allowed.kind))}};
    if (allowed.least)
        object.insert("least"_L1, *allowed.least);
    if (allowed.most)
        object.insert("most"_L1, *allowed.most);
    if (allowed.leastIsExcluded)
        object.insert("least_is_excluded"_L1, true);
    if (!allowed.words.isEmpty())
        object.insert("words"_L1, QJsonArray::fromStringList(allowed.words));
    return object;
}

std::optional<double> endOf(const QJsonObject &object, QLatin1String name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

/// Entries of older versions hold the words for people, which stay as they are.
AllowedValues allowedFromJson(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().isEmpty() ? AllowedValues()
                                          : AllowedValues::ofWords(AllowedKind::Told, {value.toString()});
    const QJsonObject object = value.toObject();
    AllowedValues allowed{allowedKindNamed(object.value("kind"_L1).toString())};
    if (!allowed.isKnown())
        return {};
    allowed.least = endOf(object, "least"_L1);
    allowed.most = endOf(object, "most"_L1);
    allowed.leastIsExcluded = object.value("least_is_excluded"_L1).toBool();
    for (const auto &word : object.value("words"_L1).toArray())
        allowed.words.append(word.toString());
    return allowed;
}

QJsonArray faultsToJson(const QList<ConfigFault> &faults)
{
    QJsonArray list;
    for (const ConfigFault &fault : faults)
        list.append(QJsonObject{{u"detail"_s, QString(errorDetailName(fault.detail))},
                                {u"path"_s, fault.path},
                                {u"value"_s, fault.value},
                                {u"allowed"_s, allowedToJson(fault.allowed)},
                                {u"line"_s, fault.line},
                                {u"column"_s, fault.column}});
    return list;
}

QList<ConfigFault> faultsFromJson(const QJsonArray &list)
{
    QList<ConfigFault> faults;
    for (const auto &value : list) {
        const QJsonObject object = value.toObject();
        faults.append({errorDetailNamed(object.value("detail"_L1).toString()), object.value("path"_L1).toString(),
                       object.value("value"_L1).toString(), allowedFromJson(object.value("allowed"_L1)),
                       object.value("line"_L1).toInt(), object.value("column"_L1).toInt()});
    }
    return faults;
}

void insertText(QJsonObject &object, QLatin1String name, const QString &text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

std::optional<Duration> spanOf(const QJsonObject &object, QLatin1String name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::optional(Duration(value.toInteger())) : std::nullopt;
}

} // namespace

std::optional<ErrorKind> errorKindNamed(const QString &name)
{
    for (int i = 0; i <= int(lastKind); ++i) {
        if (errorKindName(ErrorKind(i)) == name)
            return ErrorKind(i);
    }
    return std::nullopt;
}

QJsonObject errorToJson(const Error &error)
{
    QJsonObject object{{u"kind"_s, QString(errorKindName(error.kind))}};
    insertText(object, "detail"_L1, errorDetailName(error.detail));
    insertText(object, "subject"_L1, error.subject);
    insertText(object, "value"_L1, error.value);
    insertText(object, "remark"_L1, error.remark);
    if (error.httpStatus != 0)
        object.insert("status"_L1, error.httpStatus);
    if (error.limit)
        object.insert("limit_ns"_L1, qint64(error.limit->count()));
    if (error.wait)
        object.insert("wait_ns"_L1, qint64(error.wait->count()));
    if (error.paused)
        object.insert("paused"_L1, true);
    if (error.bytes)
        object.insert("bytes"_L1, *error.bytes);
    if (error.count)
        object.insert("count"_L1, *error.count);
    if (!error.faults.isEmpty())
        object.insert("faults"_L1, faultsToJson(error.faults));
    return object;
}

Error errorFromJson(const QJsonObject &object)
{
    const auto kind = errorKindNamed(object.value("kind"_L1).toString());
    Error error(kind.value_or(ErrorKind::Storage), errorDetailNamed(object.value("detail"_L1).toString()),
                object.value("subject"_L1).toString());
    error.value = object.value("value"_L1).toString();
    error.remark = object.value("remark"_L1).toString();
    error.httpStatus = object.value("status"_L1).toInt();
    error.limit = spanOf(object, "limit_ns"_L1);
    error.wait = spanOf(object, "wait_ns"_L1);
    error.paused = object.value("paused"_L1).toBool();
    if (object.contains("bytes"_L1))
        error.bytes = object.value("bytes"_L1).toInteger();
    if (object.contains("count"_L1))
        error.count = object.value("count"_L1).toInt();
    error.faults = faultsFromJson(object.value("faults"_L1).toArray());
    return error;
}

} // namespace fuseboard
