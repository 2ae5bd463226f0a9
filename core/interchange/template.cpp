// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/template.h"

#include <QStringList>

#include <algorithm>

namespace fuseboard {

Template::Template(const QString &literal)
{
    if (!literal.isEmpty())
        m_parts.append({false, literal});
}

Template Template::variable(const QString &name)
{
    Template result;
    result.m_parts.append({true, name});
    return result;
}

Template &Template::operator+=(const Template &other)
{
    for (const Part &part : other.m_parts) {
        if (!part.isVariable && !m_parts.isEmpty() && !m_parts.last().isVariable)
            m_parts.last().text += part.text;
        else
            m_parts.append(part);
    }
    return *this;
}

bool Template::hasVariables() const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [](const Part &part) { return part.isVariable; });
}

QString Template::joined(const std::function<QString(const Part &)> &write, const QString &between) const
{
    QStringList texts;
    texts.reserve(m_parts.size());
    for (const Part &part : m_parts)
        texts.append(write(part));
    return texts.join(between);
}

} // namespace fuseboard
