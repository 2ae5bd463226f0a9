// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QPair>

#include <optional>

namespace fuseboard {

/// Header fields in the order of the wire, names compared without case, several values under one name kept apart.
class Headers
{
public:
    using Field = QPair<QByteArray, QByteArray>;

    Headers() = default;
    Headers(std::initializer_list<Field> fields);

    void append(QByteArray name, QByteArray value);
    /// Replaces the first field of that name, drops its others; appends where there was none.
    void set(QByteArray name, QByteArray value);
    void remove(QByteArrayView name);

    [[nodiscard]] bool contains(QByteArrayView name) const;
    /// The first value of that name.
    [[nodiscard]] std::optional<QByteArray> value(QByteArrayView name) const;
    [[nodiscard]] QByteArrayList values(QByteArrayView name) const;

    [[nodiscard]] const QList<Field> &fields() const { return m_fields; }
    [[nodiscard]] bool isEmpty() const { return m_fields.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_fields.size(); }

    friend bool operator==(const Headers &, const Headers &) = default;

private:
    QList<Field> m_fields;
};

} // namespace fuseboard
