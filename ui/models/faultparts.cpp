// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/faultparts.h"

#include "models/allowedwording.h"
#include "models/figures.h"
#include "models/words.h"

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

QString place(const ConfigFault &fault)
{
    if (fault.line <= 0)
        return {};
    if (fault.column <= 0)
        return filled(Words::tr(" (line %1)"), {QString::number(fault.line)});
    return filled(Words::tr(" (line %1, column %2)"), {QString::number(fault.line), QString::number(fault.column)});
}

/// A path as deep as the reader allows would fill the screen; its line and column find the rest.
constexpr int mostShownPath = 80;

/// By its sign; within a text in quotes that means nothing.
bool isComment(const ConfigFault &fault)
{
    const bool isSign = fault.value == "#"_L1 || fault.value == "//"_L1 || fault.value == "/*"_L1;
    return isSign && fault.path.isEmpty() && fault.allowed.isKnown() && fault.allowed.kind != AllowedKind::QuotedText;
}

QString syntaxFault(const ConfigFault &fault, const FaultParts &parts)
{
    // Only of a text without a sign is a whole object asked for.
    if (parts.value.isEmpty() && fault.allowed.kind == AllowedKind::Document)
        return parts.say(Words::tr("%1 is empty; expected: %3."), Words::tr("%1 is empty."));
    if (parts.value == ","_L1 && fault.allowed.kind == AllowedKind::Sign && fault.allowed.words.size() == 1)
        return parts.say(Words::tr("%1 is not valid JSON: a comma stands before the closing %3%4. Remove it."), {});
    if (fault.allowed.kind == AllowedKind::FieldBehindComma)
        return parts.say(Words::tr("%1 is not valid JSON: a comma is missing between two fields%4."), {});
    if (fault.allowed.kind == AllowedKind::ValueBehindComma)
        return parts.say(Words::tr("%1 is not valid JSON: a comma is missing between two values%4."), {});
    if (isComment(fault))
        return parts.say(Words::tr("%1 is not valid JSON: there is a comment, %2, where %3 is expected%4. JSON has "
                                   "none: remove it."),
                         {});
    // A language within the text.
    if (fault.allowed.kind == AllowedKind::RegularExpression || fault.allowed.kind == AllowedKind::JsonPath)
        return parts.say(Words::tr("%1 cannot be read: %3 is expected%4."), {});
    if (parts.value.isEmpty())
        return parts.say(Words::tr("%1 is not valid JSON: %3 is expected%4."), Words::tr("%1 is not valid JSON%4."));
    return parts.say(Words::tr("%1 is not valid JSON: there is %2 where %3 is expected%4."),
                     Words::tr("%1 is not valid JSON near %2%4."));
}

QString fieldOf(const ConfigFault &fault)
{
    if (fault.path.isEmpty())
        return Words::tr("The file");
    // As it stands in the path: how the file writes it is nothing to who types a URL.
    if (const QString name = pathParameterOf(fault); !name.isEmpty())
        return filled(Words::tr("“:%1” of the path"), {printable(name, mostShownPath)});
    return printable(fault.path, mostShownPath);
}

} // namespace

QString pathParameterOf(const ConfigFault &fault)
{
    constexpr QLatin1String begin("path_params.");
    return fault.path.startsWith(begin) ? fault.path.sliced(begin.size()) : QString();
}

FaultParts::FaultParts(const ConfigFault &fault)
    : field(fieldOf(fault))
    , value(printable(fault.value))
    , allowed(printable(allowedText(fault)))
    , where(place(fault))
{
}

QString FaultParts::say(const QString &withAllowed, const QString &without) const
{
    return filled(allowed.isEmpty() ? without : withAllowed, {field, value, allowed, where});
}

QString textFault(const ConfigFault &fault, const FaultParts &parts)
{
    const ErrorDetail detail = fault.detail;
    if (detail == ErrorDetail::TooDeep)
        return parts.say(Words::tr("%1 is nested too deeply; allowed is %3%4."),
                         Words::tr("%1 is nested too deeply%4."));
    if (detail == ErrorDetail::NotUtf8)
        return filled(parts.value.isEmpty() ? Words::tr("%1 is not UTF-8 text%4. Save it as UTF-8.")
                                            : Words::tr("%1 is not UTF-8 text: it holds %2%4. Save it as UTF-8."),
                      {parts.field, parts.value, {}, parts.where});
    if (detail == ErrorDetail::TooBig)
        return parts.say(Words::tr("%1 is too big; allowed is %3%4."), Words::tr("%1 is too big%4."));
    return syntaxFault(fault, parts);
}

} // namespace fuseboard::wording
