// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/secretpattern.h"

#include <QHash>
#include <QList>
#include <QString>

namespace fuseboard {

/// Many texts looked for at once, each however its characters are written (SecretPattern). What a text costs to search
/// grows with its length, and hardly with how many are looked for: a bulk request may teach thousands. Internal.
class SecretSearch
{
public:
    void add(const SecretPattern &pattern);
    /// text with one replacement in place of every stretch that is found; those that overlap are one.
    [[nodiscard]] QString replaceIn(const QString &text, const QString &replacement) const;
    /// Of the plain forms; 0 where there are none.
    [[nodiscard]] qsizetype longest() const { return m_longest; }

private:
    [[nodiscard]] qsizetype matchedLength(QStringView text) const;
    void tryGroup(QChar first, QStringView text, qsizetype &length) const;
    void tryJson(QStringView text, qsizetype &length) const;
    void tryPercent(QStringView text, qsizetype &length) const;

    QHash<QChar, QList<SecretPattern>> m_groups; // by the first letter, without case
    QList<SecretPattern> m_wide; // those that begin with a letter of several bytes
    qsizetype m_longest = 0;
};

} // namespace fuseboard
