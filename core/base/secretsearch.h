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
    /// text with one replacement in place of every stretch that is found; those that overlap are one. Where text and
    /// what is looked for are made to be nearly the same at every place the search is given up, and the rest of the
    /// text is replaced as a whole (INV1).
    [[nodiscard]] QString replaceIn(const QString &text, const QString &replacement) const;
    /// Of the plain forms; 0 where there are none.
    [[nodiscard]] qsizetype longest() const { return m_longest; }

private:
    struct Place; // of a text
    void tryAt(Place &place) const;
    void tryGroup(QChar first, Place &place) const;
    void tryJson(Place &place) const;
    void tryPercent(Place &place) const;

    QHash<quint64, QList<SecretPattern>> m_beginnings; // by the first four letters, without case
    QList<SecretPattern> m_short; // those that have less
    QHash<QChar, QList<SecretPattern>> m_groups; // all, by the first letter, for where escapes may stand
    QList<SecretPattern> m_wide; // those that begin with a letter of several bytes
    qsizetype m_longest = 0;
};

} // namespace fuseboard
