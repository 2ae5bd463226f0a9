// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/headers.h"

#include <algorithm>

namespace fuseboard {

namespace {
bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}
} // namespace

Headers::Headers(std::initializer_list<Field> fields)
    : m_fields(fields)
{
}

void Headers::append(QByteArray name, QByteArray value)
{
    m_fields.append({std::move(name), std::move(value)});
}

void Headers::set(QByteArray name, QByteArray value)
{
    const auto matches = [&name](const Field &field) { return sameName(field.first, name); };
    const auto first = std::find_if(m_fields.begin(), m_fields.end(), matches);
    if (first == m_fields.end()) {
        append(std::move(name), std::move(value));
        return;
    }
    m_fields.erase(std::remove_if(first + 1, m_fields.end(), matches), m_fields.end());
    const auto place = std::find_if(m_fields.begin(), m_fields.end(), matches);
    *place = {std::move(name), std::move(value)};
}

void Headers::remove(QByteArrayView name)
{
    m_fields.removeIf([name](const Field &field) { return sameName(field.first, name); });
}

bool Headers::contains(QByteArrayView name) const
{
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [name](const Field &field) { return sameName(field.first, name); });
}

std::optional<QByteArray> Headers::value(QByteArrayView name) const
{
    for (const Field &field : m_fields) {
        if (sameName(field.first, name))
            return field.second;
    }
    return std::nullopt;
}

QByteArrayList Headers::values(QByteArrayView name) const
{
    QByteArrayList found;
    for (const Field &field : m_fields) {
        if (sameName(field.first, name))
            found.append(field.second);
    }
    return found;
}

} // namespace fuseboard
