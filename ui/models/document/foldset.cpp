// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/document/foldset.h"

#include <algorithm>

namespace fuseboard {

void FoldSet::fold(qint64 open, qint64 close)
{
    if (close <= open)
        return;
    m_folds[open] = close;
    rebuild();
}

void FoldSet::fold(std::map<qint64, qint64> containers)
{
    m_folds.merge(containers);
    rebuild();
}

void FoldSet::unfold(qint64 open)
{
    m_folds.erase(open);
    rebuild();
}

void FoldSet::reveal(qint64 line)
{
    const auto removed = std::erase_if(m_folds,
                                       [line](const auto &fold) { return fold.first < line && line <= fold.second; });
    if (removed > 0)
        rebuild();
}

void FoldSet::clear()
{
    m_folds.clear();
    m_outer.clear();
}

qint64 FoldSet::closeOf(qint64 open) const
{
    const auto found = m_folds.find(open);
    return found == m_folds.end() ? -1 : found->second;
}

void FoldSet::rebuild()
{
    m_outer.clear();
    qint64 hidden = 0;
    for (const auto &[open, close] : m_folds) {
        if (!m_outer.empty() && open <= m_outer.back().close)
            continue;
        m_outer.push_back({open, close, hidden});
        hidden += close - open;
    }
}

std::vector<FoldSet::Outer>::const_iterator FoldSet::lastFrom(qint64 line) const
{
    const auto after = std::upper_bound(m_outer.begin(), m_outer.end(), line,
                                        [](qint64 value, const Outer &outer) { return value < outer.open; });
    return after == m_outer.begin() ? m_outer.end() : after - 1;
}

qint64 FoldSet::rowCount(qint64 lines) const
{
    if (m_outer.empty())
        return lines;
    const Outer &last = m_outer.back();
    return lines - last.hiddenBefore - (last.close - last.open);
}

qint64 FoldSet::rowOfLine(qint64 line) const
{
    const auto outer = lastFrom(line);
    if (outer == m_outer.end())
        return line;
    const qint64 inside = std::min(line, outer->close) - outer->open;
    return line - outer->hiddenBefore - inside;
}

qint64 FoldSet::lineOfRow(qint64 row) const
{
    const auto after = std::upper_bound(m_outer.begin(), m_outer.end(), row, [](qint64 value, const Outer &outer) {
        return value < outer.open - outer.hiddenBefore;
    });
    if (after == m_outer.begin())
        return row;
    const Outer &outer = *(after - 1);
    const bool isItsRow = row == outer.open - outer.hiddenBefore;
    return isItsRow ? outer.open : row + outer.hiddenBefore + outer.close - outer.open;
}

} // namespace fuseboard
