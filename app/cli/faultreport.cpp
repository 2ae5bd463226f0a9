// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/faultreport.h"

#include "cli/timelinereport.h"
#include "models/allowedwording.h"
#include "models/errorwording.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

JsonValue faultList(const QList<ConfigFault> &faults)
{
    JsonValue list = JsonValue::list();
    for (const ConfigFault &fault : faults)
        list.items.push_back(faultReport(fault));
    return list;
}

} // namespace

QStringList faultLines(const Error &error, const QString &file)
{
    return wording::faultSentences(error, file);
}

QStringList warningLines(const QList<ConfigFault> &warnings, const QString &file)
{
    QStringList lines;
    for (const ConfigFault &warning : warnings)
        lines.append(u"warning: "_s + file + u": "_s + wording::sentence(warning));
    return lines;
}

JsonValue faultReport(const ConfigFault &fault)
{
    JsonValue report = JsonValue::object();
    report.append(u"path"_s, JsonValue::ofText(fault.path));
    report.append(u"detail"_s, JsonValue::ofText(errorDetailName(fault.detail)));
    report.append(u"value"_s, JsonValue::ofText(fault.value));
    report.append(u"allowed"_s, JsonValue::ofText(wording::allowedText(fault)));
    report.append(u"line"_s, JsonValue::ofInteger(fault.line));
    report.append(u"column"_s, JsonValue::ofInteger(fault.column));
    report.append(u"text"_s, JsonValue::ofText(wording::sentence(fault)));
    return report;
}

JsonValue errorReport(const Error &error, const QString &text)
{
    JsonValue report = JsonValue::object();
    report.append(u"kind"_s, JsonValue::ofText(errorKindName(error.kind)));
    if (error.detail != ErrorDetail::None)
        report.append(u"detail"_s, JsonValue::ofText(errorDetailName(error.detail)));
    report.append(u"text"_s, JsonValue::ofText(text.isEmpty() ? wording::sentence(error, {{}, {}, true}) : text));
    if (error.wait)
        report.append(u"retry_in_ms"_s, millisecondsReport(error.wait));
    if (!error.faults.isEmpty())
        report.append(u"faults"_s, faultList(error.faults));
    return report;
}

JsonValue validationReport(const QString &file, const AnyFile &read)
{
    const bool valid = read.name.ok();
    JsonValue report = JsonValue::object();
    report.append(u"file"_s, JsonValue::ofText(file));
    report.append(u"kind"_s, JsonValue::ofText(fileKindName(read.kind)));
    report.append(u"valid"_s, JsonValue::ofFlag(valid));
    if (valid) {
        report.append(u"name"_s, JsonValue::ofText(*read.name));
        if (read.kind == FileKind::Client)
            report.append(u"client"_s, JsonValue::ofText(*read.name));
        report.append(u"warnings"_s, faultList(read.warnings));
    } else {
        report.append(u"warnings"_s, faultList(read.name.error().warnings));
        report.append(u"error"_s, errorReport(read.name.error()));
    }
    return report;
}

} // namespace fuseboard
