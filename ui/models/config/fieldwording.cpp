// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/draft/fieldfacts.h"
#include "models/allowedwording.h"
#include "models/config/configdraft.h"
#include "models/config/fieldinfo.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "models/words.h"

#include <QLocale>

#include <algorithm>

namespace fuseboard::wording {

using namespace Qt::StringLiterals;

namespace {

/// Keeps on one line what must be read in one piece.
QString unbroken(QString text)
{
    return text.replace(u' ', QChar::Nbsp);
}

/// A number as a file holds it, with the signs of the user's language.
QString shownNumber(const QString &number)
{
    bool isWhole = false;
    const qint64 whole = number.toLongLong(&isWhole);
    return isWhole ? count(whole) : QLocale().toString(number.toDouble(), 'g', QLocale::FloatingPointShortest);
}

QString shownNumber(double number)
{
    return shownNumber(JsonValue::ofDouble(number).text);
}

QString withUnit(const QString &number, const FieldInfo &info)
{
    return info.unit.isEmpty() ? number : number + u' ' + info.unit;
}

QString rangeText(const FieldInfo &info)
{
    const FieldFacts *facts = ConfigDraft::factsOf(info.path);
    if (!facts || info.kind != FieldKind::Number || !facts->allowed.isRange())
        return {};
    const AllowedValues &range = facts->allowed;
    const QString text = shownNumber(*range.least) + u" … "_s + withUnit(shownNumber(*range.most), info);
    return unbroken(range.leastIsExcluded ? filled(Words::tr("above %1"), {text}) : text);
}

/// As people read it; empty for none.
QString toldStandard(const FieldInfo &info, const ClientConfig &config)
{
    const FieldFacts *facts = ConfigDraft::factsOf(info.path);
    if (info.kind == FieldKind::Flag && facts)
        return facts->standard.flag ? Words::tr("on") : Words::tr("off");
    const QString text = standardText(info, config);
    if (info.kind != FieldKind::Choice)
        return text;
    const QList<ChoiceInfo> choices = choicesOf(info.path);
    const auto chosen = std::find_if(choices.begin(), choices.end(),
                                     [&text](const ChoiceInfo &choice) { return choice.word == text; });
    return chosen == choices.end() ? QString() : chosen->label;
}

QString standardPart(const FieldInfo &info, const ClientConfig &config)
{
    if (!info.absent.isEmpty())
        return filled(Words::tr("empty: %1"), {info.absent});
    const QString standard = toldStandard(info, config);
    const QString text = standard.isEmpty() ? QString() : filled(Words::tr("default %1"), {standard});
    return info.kind == FieldKind::Number ? unbroken(text) : text;
}

QString listedCodes(const JsonValue &list)
{
    QStringList codes;
    for (const JsonValue &item : list.items)
        codes.append(item.text);
    return codes.join(u", "_s);
}

QString pauses(double factor)
{
    QStringList spans;
    double pause = 1;
    for (int i = 0; i < 3; ++i, pause *= factor)
        spans.append(duration(fromSeconds(pause)));
    return filled(Words::tr("Pause after a 429 that names no time: %1 …"), {spans.join(u", "_s)});
}

/// Limits that follow another field's value.
QString followedText(const QString &path, const ClientConfig &config)
{
    if (path == "rate_limit.burst_size"_L1)
        return count(config.rateLimit.value_or(RateLimitConfig()).maxRequests);
    if (path == "connect_timeout"_L1)
        return shownNumber(toSeconds(std::min(config.timeout, ClientConfig().connectTimeout)));
    if (path == "max_keepalive_connections"_L1)
        return count(std::min(config.maxConnections, ClientConfig().maxKeepaliveConnections));
    return {};
}

QString valueFaultText(const FieldInfo &info, const ConfigFault &fault)
{
    const AllowedValues &range = fault.allowed;
    bool isNumber = false;
    const double value = fault.value.toDouble(&isNumber);
    if (!range.isRange() || !isNumber)
        return filled(Words::tr("Allowed is %1"), {printable(allowedText(fault))});
    if (value > *range.most)
        return filled(Words::tr("Must be at most %1"), {withUnit(shownNumber(*range.most), info)});
    return filled(range.leastIsExcluded ? Words::tr("Must be more than %1") : Words::tr("Must be %1 or more"),
                  {withUnit(shownNumber(*range.least), info)});
}

/// With the name of the other field that people see.
QString contradictionText(const ConfigFault &fault)
{
    const QString other = fault.allowed.words.value(0);
    const QString path = fault.path.contains(u'.') ? fault.path.section(u'.', 0, 0) + u'.' + other : other;
    const FieldInfo *info = fieldInfo(path);
    const QString name = info ? info->label : other;
    if (fault.allowed.kind == AllowedKind::AtMostField)
        return filled(Words::tr("Must be at most “%1”"), {name});
    if (fault.allowed.kind == AllowedKind::AtLeastField)
        return filled(Words::tr("Must be at least “%1”"), {name});
    return filled(Words::tr("Use %1"), {printable(allowedText(fault))});
}

QString typeFaultText(const FieldInfo &info, const ConfigFault &fault)
{
    if (fault.allowed.kind == AllowedKind::WholeNumber)
        return Words::tr("Write a whole number");
    if (info.kind == FieldKind::Number)
        return Words::tr("Write a number, such as 1.5");
    return filled(Words::tr("Allowed is %1"), {printable(allowedText(fault))});
}

/// "“999”: Must be at most 599" of one of a list, which does not show by itself which one is meant.
QString ofItem(const ConfigFault &fault, const QString &text)
{
    if (!fault.path.endsWith(u']') || fault.value.isEmpty())
        return text;
    const bool isQuoted = fault.value.size() > 1 && fault.value.startsWith(u'"') && fault.value.endsWith(u'"');
    const QString item = isQuoted ? fault.value.sliced(1).chopped(1) : fault.value;
    //: %1 one of a list, %2 what is wrong with it
    return filled(Words::tr("“%1”: %2"), {printable(item, 40), text});
}

QString faultText(const FieldInfo &info, const ConfigFault &fault)
{
    switch (fault.detail) {
    case ErrorDetail::Missing:
        return Words::tr("Is needed here");
    case ErrorDetail::WrongType:
        return ofItem(fault, typeFaultText(info, fault));
    case ErrorDetail::OutOfRange:
        return ofItem(fault, valueFaultText(info, fault));
    case ErrorDetail::Contradiction:
        return contradictionText(fault);
    case ErrorDetail::BadUrl:
        return filled(Words::tr("Must be %1"), {printable(allowedText(fault))});
    case ErrorDetail::Duplicate:
        return filled(Words::tr("“%1” is there twice"),
                      {printable(fault.value.isEmpty() ? fault.path.section(u'.', -1) : fault.value, 40)});
    case ErrorDetail::BadHeaderName:
        return Words::tr("A header's name is one word without a colon; Content-Length, Connection and such are for the "
                         "program to write");
    case ErrorDetail::BadHeaderValue:
        return Words::tr("A header must not hold line breaks or control characters");
    default:
        return sentence(fault);
    }
}

} // namespace

QString note(const FieldInfo &info, const ClientConfig &config)
{
    QString text = info.sentence;
    if (info.path == "rate_limit.backoff_factor"_L1)
        text = pauses(config.rateLimit.value_or(RateLimitConfig()).backoffFactor);
    QStringList facts;
    for (const QString &fact : {rangeText(info), standardPart(info, config)}) {
        if (!fact.isEmpty())
            facts.append(fact);
    }
    return facts.isEmpty() ? text : text + u" · "_s + facts.join(u", "_s);
}

QString neededNote(const FieldInfo &info, const ClientConfig &config)
{
    //: after what a field is for: it has to be filled in
    return filled(Words::tr("%1 · needed"), {note(info, config)});
}

QString shortFault(const FieldInfo &info, const ConfigFault &fault)
{
    QString text = faultText(info, fault);
    if (info.absent.isEmpty() || fault.detail == ErrorDetail::Missing)
        return text;
    //: %1 what is wrong, %2 what an empty field means
    return filled(Words::tr("%1; empty: %2"), {text, info.absent});
}

QString faultCount(qsizetype faults)
{
    if (faults == 0)
        return {};
    return faults == 1 ? Words::tr("1 value to correct") : Words::tr("%Ln values to correct", nullptr, int(faults));
}

QString standardText(const FieldInfo &info, const ClientConfig &config)
{
    if (QString followed = followedText(info.path, config); !followed.isEmpty())
        return followed;
    const FieldFacts *facts = ConfigDraft::factsOf(info.path);
    if (!facts || facts->isSecret)
        return {};
    if (facts->standard.isNumber())
        return shownNumber(facts->standard.text);
    if (info.kind == FieldKind::Codes)
        return listedCodes(facts->standard);
    return facts->standard.isText() ? facts->standard.text : QString();
}

} // namespace fuseboard::wording
