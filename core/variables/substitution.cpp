// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/substitution.h"

#include "config/configreader.h"
#include "config/document.h"
#include "config/variablesyntax.h"

#include <QUrl>

#include <algorithm>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype deepestVariable = 32;
/// Of one variable: each that it stands in carries them on, and each place tells them.
constexpr qsizetype mostFaultsCarried = 32;

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/// A '%' of the value that is none of an escape becomes one itself.
QString withEscapedPercents(const QString &value)
{
    QString escaped;
    escaped.reserve(value.size());
    for (qsizetype i = 0; i < value.size(); ++i) {
        escaped += value.at(i);
        const bool isEscape = i + 2 < value.size() && isHexDigit(value.at(i + 1)) && isHexDigit(value.at(i + 2));
        if (value.at(i) == u'%' && !isEscape)
            escaped += "25"_L1;
    }
    return escaped;
}

enum class UrlPlace { Begin, Path, Segment, Data };

UrlPlace placeBehind(const QString &before)
{
    if (before.contains(u'?') || before.contains(u'#'))
        return UrlPlace::Data;
    return before.isEmpty() ? UrlPlace::Begin : UrlPlace::Path;
}

QString encodedFor(UrlPlace place, const QString &value)
{
    if (place == UrlPlace::Data)
        return QString::fromLatin1(QUrl::toPercentEncoding(value));
    if (place == UrlPlace::Segment)
        return QString::fromLatin1(QUrl::toPercentEncoding(value, ":@!$&'()*+,;=[]"));
    const QByteArray left = place == UrlPlace::Begin ? "/:@!$&'()*+,;=[]?#" : "/:@!$&'()*+,;=[]";
    // Qt encodes each '%', which after the first step all stand before two digits.
    QStringList pieces = withEscapedPercents(value).split(u'%');
    for (QString &piece : pieces)
        piece = QString::fromLatin1(QUrl::toPercentEncoding(piece, left));
    return pieces.join(u'%');
}

/// Whether the segment around a place would be resolved, by us or by the server.
bool isInDotSegment(const QString &url, qsizetype at)
{
    const auto isEnd = [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; };
    qsizetype begin = at;
    while (begin > 0 && !isEnd(url.at(begin - 1)))
        --begin;
    const qsizetype end = std::find_if(url.begin() + at, url.end(), isEnd) - url.begin();
    const QString segment = url.mid(begin, end - begin).replace("%2e"_L1, "."_L1, Qt::CaseInsensitive);
    return segment == "."_L1 || segment == ".."_L1;
}

} // namespace

Substitution::Substitution(const VariableScope &scope)
    : m_scope(scope)
{
}

QString Substitution::text(const QString &text, const QString &place)
{
    return replaced(text, place, [](QString &result, const Value &value, const QString &) { result += value.text; });
}

QString Substitution::filePath(const QString &text, const QString &place)
{
    bool isChosenHere = true;
    const QString path = replaced(text, place, [&](QString &result, const Value &value, const QString &name) {
        result += value.text;
        if (value.captured.isEmpty())
            return;
        isChosenHere = false;
        addFault({ErrorDetail::FileFromAnswer, {}, name, {}, 0, 0}, place);
    });
    return isChosenHere ? path : QString();
}

QString Substitution::url(const QString &text, const QString &place)
{
    QList<std::pair<qsizetype, QString>> captured; // where in the path, and by which variable
    QString url = replaced(text, place, [&](QString &result, const Value &value, const QString &name) {
        const UrlPlace whole = placeBehind(result);
        qsizetype from = 0;
        for (const Span &span : value.captured) {
            result += encodedFor(whole, value.text.sliced(from, span.begin - from));
            const UrlPlace own = placeBehind(result) == UrlPlace::Path ? UrlPlace::Segment : placeBehind(result);
            if (own == UrlPlace::Segment)
                captured.append({result.size(), name});
            result += encodedFor(own, value.text.sliced(span.begin, span.end - span.begin));
            from = span.end;
        }
        result += encodedFor(whole, value.text.sliced(from));
    });
    for (const auto &[at, name] : std::as_const(captured)) {
        if (isInDotSegment(url, at))
            addFault(
                {ErrorDetail::OutOfRange, {}, {}, AllowedValues::ofWords(AllowedKind::VariableInPath, {name}), 0, 0},
                place);
    }
    return url;
}

Result<void> Substitution::outcome() const
{
    if (m_faults.isEmpty())
        return {};
    return invalidDocument(m_faults);
}

QString Substitution::replaced(const QString &text, const QString &place, const Append &append)
{
    QString result;
    QSet<QString> faulty; // all is said of them
    qsizetype from = 0;
    for (const VariableRange &range : variableRanges(text)) {
        result += QStringView(text).sliced(from, range.at - from);
        from = range.at + range.length;
        if (range.isEscaped) {
            result += QStringView(text).sliced(range.at + 1, range.length - 1);
            continue;
        }
        if (faulty.contains(range.name))
            continue;
        const Value &value = valueOf(range.name);
        for (const ConfigFault &fault : value.faults)
            addFault(fault, place);
        if (!value.faults.isEmpty())
            faulty.insert(range.name);
        else if (takeRoom(value))
            append(result, value, range.name);
        else
            addFault(failed(ErrorDetail::TooBig, range.name).faults.first(), place);
    }
    result += QStringView(text).sliced(from);
    return result;
}

bool Substitution::takeRoom(const Value &value)
{
    const bool fits = m_size + value.text.size() <= maxConfigBytes;
    m_size += fits ? value.text.size() : 0;
    return fits;
}

const Substitution::Value &Substitution::valueOf(const QString &name)
{
    const auto known = m_values.constFind(name);
    if (known != m_values.cend())
        return *known;
    return *m_values.insert(name, evaluated(name));
}

Substitution::Value Substitution::evaluated(const QString &name)
{
    const VariableScope::Entry *entry = m_scope.find(name);
    if (!entry)
        return failed(ErrorDetail::VariableMissing, name);
    if (entry->captured) // by a server, whose braces mean nothing
        return {*entry->captured, {}, {{0, entry->captured->size()}}};
    if (entry->variable.source == Variable::Source::Text)
        return expanded(name, entry->variable.text);
    if (entry->secret && entry->secret->ok())
        return {entry->secret->value(), {}};
    if (entry->secret && entry->secret->error().detail == ErrorDetail::SecretUnusable)
        return failed(ErrorDetail::SecretUnusable, name);
    const bool isOfSystem = entry->variable.source == Variable::Source::Environment;
    return failed(ErrorDetail::SecretMissing, name,
                  isOfSystem ? AllowedValues::ofWords(AllowedKind::Words, {entry->variable.text}) : AllowedValues());
}

Substitution::Value Substitution::expanded(const QString &name, const QString &text)
{
    if (m_way.size() >= deepestVariable)
        return failed(ErrorDetail::TooDeep, name, AllowedValues::atMost(AllowedKind::Depth, deepestVariable));
    m_way.append(name);
    Value result;
    QSet<QString> faulty;
    qsizetype from = 0;
    for (const VariableRange &range : variableRanges(text)) {
        result.text += QStringView(text).sliced(from, range.at - from);
        from = range.at + range.length;
        if (range.isEscaped)
            result.text += QStringView(text).sliced(range.at + 1, range.length - 1);
        else
            addInner(range.name, result, faulty);
        if (result.text.size() > maxConfigBytes) {
            result = failed(ErrorDetail::TooBig, name);
            break;
        }
    }
    m_way.removeLast();
    if (!result.faults.isEmpty())
        return {{}, result.faults, {}};
    result.text += QStringView(text).sliced(from);
    return result;
}

void Substitution::addInner(const QString &name, Value &result, QSet<QString> &faulty)
{
    if (faulty.contains(name))
        return;
    const qsizetype seen = m_way.indexOf(name);
    if (seen >= 0) {
        QStringList way;
        for (const QString &each : m_way.sliced(seen))
            way.append(shortened(each));
        way.append(shortened(name));
        result.faults += failed(ErrorDetail::Cycle, name, AllowedValues::ofWords(AllowedKind::Circle, way)).faults;
        faulty.insert(name);
        return;
    }
    const Value &inner = valueOf(name);
    if (inner.faults.isEmpty())
        return result.append(inner);
    // Each once: with each level of variables they would be as many times more.
    for (const ConfigFault &fault : inner.faults) {
        if (!faulty.contains(fault.value) && result.faults.size() < mostFaultsCarried)
            result.faults.append(fault);
        faulty.insert(fault.value);
    }
    faulty.insert(name);
}

void Substitution::Value::append(const Value &other)
{
    const qsizetype at = text.size();
    text += other.text;
    for (const Span &span : other.captured) {
        if (!captured.isEmpty() && captured.last().end == at + span.begin)
            captured.last().end = at + span.end;
        else
            captured.append({at + span.begin, at + span.end});
    }
}

Substitution::Value Substitution::failed(ErrorDetail detail, const QString &name, const AllowedValues &allowed)
{
    return {{}, {ConfigFault{detail, {}, name, allowed, 0, 0}}};
}

void Substitution::addFault(ConfigFault fault, const QString &place)
{
    fault.path = place;
    const QString told = place + u'\n' + fault.value;
    if (m_told.contains(told))
        return;
    m_told.insert(told);
    m_faults.append(std::move(fault));
}

} // namespace fuseboard
