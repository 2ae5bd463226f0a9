// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/substitution.h"

#include "config/configreader.h"
#include "config/document.h"
#include "config/variablesyntax.h"

#include <QUrl>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype deepestVariable = 32;

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

QString encodedFor(const QString &before, const QString &value)
{
    if (before.contains(u'?') || before.contains(u'#'))
        return QString::fromLatin1(QUrl::toPercentEncoding(value));
    const QByteArray left = before.isEmpty() ? "/:@!$&'()*+,;=[]?#" : "/:@!$&'()*+,;=[]";
    // Qt encodes each '%', which after the first step all stand before two digits.
    QStringList pieces = withEscapedPercents(value).split(u'%');
    for (QString &piece : pieces)
        piece = QString::fromLatin1(QUrl::toPercentEncoding(piece, left));
    return pieces.join(u'%');
}

} // namespace

Substitution::Substitution(const VariableScope &scope)
    : m_scope(scope)
{
}

QString Substitution::text(const QString &text, const QString &place)
{
    return replaced(text, place, Encoding::None);
}

QString Substitution::url(const QString &text, const QString &place)
{
    return replaced(text, place, Encoding::ByPlace);
}

Result<void> Substitution::outcome() const
{
    if (m_faults.isEmpty())
        return {};
    return invalidDocument(m_faults);
}

QString Substitution::replaced(const QString &text, const QString &place, Encoding encoding)
{
    QString result;
    qsizetype from = 0;
    for (const VariableRange &range : variableRanges(text)) {
        result += QStringView(text).sliced(from, range.at - from);
        from = range.at + range.length;
        if (range.isEscaped) {
            result += QStringView(text).sliced(range.at + 1, range.length - 1);
            continue;
        }
        const Value &value = valueOf(range.name);
        for (const ConfigFault &fault : value.faults)
            addFault(fault, place);
        if (value.faults.isEmpty())
            result += encoding == Encoding::None ? value.text : encodedFor(result, value.text);
    }
    result += QStringView(text).sliced(from);
    return result;
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
        return {*entry->captured, {}};
    if (entry->variable.source == Variable::Source::Text)
        return expanded(name, entry->variable.text);
    if (entry->secret && entry->secret->ok())
        return {entry->secret->value(), {}};
    const bool isUnusable = entry->secret && entry->secret->error().detail == ErrorDetail::SecretUnusable;
    return failed(isUnusable ? ErrorDetail::SecretUnusable : ErrorDetail::SecretMissing, name);
}

Substitution::Value Substitution::expanded(const QString &name, const QString &text)
{
    if (m_way.size() >= deepestVariable)
        return failed(ErrorDetail::TooDeep, name, QString::number(deepestVariable));
    m_way.append(name);
    Value result;
    qsizetype from = 0;
    for (const VariableRange &range : variableRanges(text)) {
        result.text += QStringView(text).sliced(from, range.at - from);
        from = range.at + range.length;
        if (range.isEscaped)
            result.text += QStringView(text).sliced(range.at + 1, range.length - 1);
        else
            addInner(range.name, result);
        if (result.text.size() > maxConfigBytes) {
            result = failed(ErrorDetail::TooBig, name);
            break;
        }
    }
    m_way.removeLast();
    if (!result.faults.isEmpty())
        return {{}, result.faults};
    result.text += QStringView(text).sliced(from);
    return result;
}

void Substitution::addInner(const QString &name, Value &result)
{
    const qsizetype seen = m_way.indexOf(name);
    if (seen >= 0) {
        const QString way = (m_way.sliced(seen) << name).join(u" → "_s);
        result.faults += failed(ErrorDetail::Cycle, name, shortened(way)).faults;
        return;
    }
    const Value &inner = valueOf(name);
    result.faults += inner.faults;
    result.text += inner.text;
}

Substitution::Value Substitution::failed(ErrorDetail detail, const QString &name, const QString &allowed)
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
