// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/fields/faultscope.h"

#include "base/headersyntax.h"
#include "config/json/jsontext.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype shownCharacters = 80;
}

QString shortened(const QString &text)
{
    return text.size() <= shownCharacters ? text : text.left(shownCharacters - 1) + u'…';
}

FaultScope::FaultScope(FaultLog &log, const JsonValue &root)
    : m_log(&log)
    , m_value(&root)
    , m_offset(root.offset)
{
}

FaultScope::FaultScope(const FaultScope &parent, QString path, const JsonValue *value, qsizetype offset,
                       Privacy privacy)
    : m_log(parent.m_log)
    , m_path(std::move(path))
    , m_value(value)
    , m_offset(offset)
    , m_privacy(parent.m_privacy == Privacy::Secret ? Privacy::Secret : privacy)
{
}

FaultScope FaultScope::child(const QString &name, Privacy privacy) const
{
    const JsonValue *value = m_value ? m_value->find(name) : nullptr;
    const QString path = m_path.isEmpty() ? name : m_path + u'.' + name;
    return {*this, path, value, value ? value->offset : m_offset, privacy};
}

FaultScope FaultScope::child(const JsonMember &member, Privacy privacy) const
{
    const QString path = m_path.isEmpty() ? member.name : m_path + u'.' + member.name;
    return {*this, path, &member.value, member.value.offset, privacy};
}

FaultScope FaultScope::nameOf(const JsonMember &member) const
{
    const QString name = shownHeaderName(member.name);
    const QString path = m_path.isEmpty() ? name : m_path + u'.' + name;
    return {*this, path, &member.value, member.offset, Privacy::Secret};
}

FaultScope FaultScope::item(qsizetype index) const
{
    const JsonValue *value = &m_value->items.at(static_cast<std::size_t>(index));
    return {*this, m_path + u'[' + QString::number(index) + u']', value, value->offset, m_privacy};
}

void FaultScope::fault(ErrorDetail detail, const AllowedValues &allowed, const QString &shown) const
{
    m_log->addFault({detail, m_path, shown, allowed, 0, 0}, m_offset);
}

void FaultScope::notAnObject() const
{
    const bool mayBeSecret = m_value->isText() || m_value->isNumber();
    fault(ErrorDetail::WrongType, {AllowedKind::Object}, mayBeSecret ? QString() : shownValue());
}

void FaultScope::exceeds(const QString &greater, const QString &limit) const
{
    const FaultScope greaterOne = child(greater);
    const FaultScope limitingOne = child(limit);
    if (greaterOne.isFaulty() || limitingOne.isFaulty())
        return;
    if (greaterOne.isWritten())
        greaterOne.fault(ErrorDetail::Contradiction, AllowedValues::ofWords(AllowedKind::AtMostField, {limit}));
    else
        limitingOne.fault(ErrorDetail::Contradiction, AllowedValues::ofWords(AllowedKind::AtLeastField, {greater}));
}

void FaultScope::missing(const QString &name, const AllowedValues &allowed) const
{
    if (!child(name).isFaulty())
        child(name).fault(ErrorDetail::Missing, allowed, {});
}

void FaultScope::warning(ErrorDetail detail, const AllowedValues &allowed) const
{
    m_log->addWarning({detail, m_path, {}, allowed, 0, 0}, m_offset);
}

QString FaultScope::shownValue() const
{
    if (!m_value || m_privacy == Privacy::Secret)
        return {};
    switch (m_value->kind) {
    case JsonValue::Kind::List:
        return u"[…]"_s; // its elements may hold anything
    case JsonValue::Kind::Object:
        return u"{…}"_s;
    case JsonValue::Kind::Number:
        return shortened(m_value->text);
    default:
        return shortened(QString::fromUtf8(compactJson(*m_value)));
    }
}

} // namespace fuseboard
