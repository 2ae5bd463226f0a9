// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/searchpattern.h"
#include "models/document/textline.h"

#include <QTextLayout>

class QPainter;

namespace fuseboard {

class Theme;

/// One row of text with its colours: what is painted and what the mouse points at.
class RowLayout
{
public:
    /// The matches, which are in order, are marked.
    RowLayout(const Theme &theme, const TextLine &line, const std::vector<SearchMatch> &matches = {});

    /// Units from begin to end; past the end of the text the rest of the row too.
    void select(int begin, int end, bool wholeRow);
    /// The text's left and the row's top edge; the baseline stands in the middle of the height.
    void draw(QPainter &painter, QPointF at, int height, int rowWidth) const;
    void drawCaret(QPainter &painter, QPointF at, int height, int column) const;

    [[nodiscard]] int columnAt(qreal x) const;
    [[nodiscard]] qreal xOf(int column) const;

private:
    [[nodiscard]] QList<QTextLayout::FormatRange> marks(const std::vector<SearchMatch> &matches) const;

    const Theme &m_theme;
    const TextLine &m_line;
    QTextLayout m_layout;
    QList<QTextLayout::FormatRange> m_selections;
    bool m_wholeRow = false;
};

} // namespace fuseboard
