// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <map>
#include <vector>

namespace fuseboard {

/// Which containers are folded, and with that which lines show in which rows. A folded container is the row of its
/// first line; the lines up to its last are hidden.
class FoldSet
{
public:
    /// close is the last line of it, after open.
    void fold(qint64 open, qint64 close);
    /// Several at once, each as fold().
    void fold(std::map<qint64, qint64> containers);
    void unfold(qint64 open);
    /// All that hide the line.
    void reveal(qint64 line);
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_folds.empty(); }
    [[nodiscard]] bool isFolded(qint64 open) const { return m_folds.contains(open); }
    /// The last line of a folded one; -1 where it is not folded.
    [[nodiscard]] qint64 closeOf(qint64 open) const;

    [[nodiscard]] qint64 rowCount(qint64 lines) const;
    [[nodiscard]] qint64 lineOfRow(qint64 row) const;
    /// A hidden line is in the row of what hides it.
    [[nodiscard]] qint64 rowOfLine(qint64 line) const;

private:
    struct Outer
    {
        qint64 open = 0;
        qint64 close = 0;
        qint64 hiddenBefore = 0; ///< lines hidden by those before
    };

    void rebuild();
    [[nodiscard]] std::vector<Outer>::const_iterator lastFrom(qint64 line) const;

    std::map<qint64, qint64> m_folds;
    std::vector<Outer> m_outer; ///< those inside of no other, in their order
};

} // namespace fuseboard
