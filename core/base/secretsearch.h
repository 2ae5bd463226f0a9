// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/secretgroup.h"

#include <QHash>
#include <QSet>
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
    /// text, which was cut, without what may be the first part of one at its end, in any writing: at least four
    /// characters, as many as one may have in length. Cut more than that where the search is given up, as above.
    [[nodiscard]] QString withoutBegun(const QString &text, qsizetype length) const;
    /// Of the plain forms; 0 where there are none.
    [[nodiscard]] qsizetype longest() const { return m_longest; }

private:
    using Index = QHash<quint64, SecretGroup>; // by their first characters, without case

    struct Place; // of a text
    void tryAt(Place &place) const;
    void tryPlainly(Place &place) const;
    void tryReadings(Place &place) const;

    Index m_beginnings; // by the first four
    QSet<quint64> m_parts; // the first one of each, the first two and so on up to those four
    Index m_short; // those that have less, by the first one
    qsizetype m_longest = 0;
};

} // namespace fuseboard
