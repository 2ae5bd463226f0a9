// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <optional>

namespace fuseboard {

/// A member of a structured field (RFC 9651) as far as quota fields need it: `"name";key=value`, `name;key=value`, or
/// `name=value`, values as written, strings without their quotes.
struct StructuredItem
{
    QByteArray name;
    QByteArray value; ///< of name=value
    QHash<QByteArray, QByteArray> parameters; ///< the last of a name counts
};

/// More is no list that a server means: whoever reads one compares its members with those of another (INV1).
constexpr qsizetype mostStructuredMembers = 64;

/// The members of a list or dictionary; empty when it is malformed, or has more than are read: a structured field is
/// taken whole or not at all.
std::optional<QList<StructuredItem>> parseStructuredList(QByteArrayView text);

} // namespace fuseboard
