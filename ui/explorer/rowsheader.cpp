// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/rowsheader.h"

#include "common/grid.h"
#include "common/theme.h"

#include <QPainter>

#include <algorithm>

namespace fuseboard {

RowsHeader::RowsHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setFont(theme.font(TextStyle::Body));
    setTextElideMode(Qt::ElideRight);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setHighlightSections(false);
    setSectionsClickable(false);
    setMinimumSectionSize(grid::rowHeight);
}

void RowsHeader::setRoomAtEnd(int room)
{
    m_room = room;
    viewport()->update();
}

int RowsHeader::titleWidth(int section) const
{
    return fontMetrics().horizontalAdvance(model()->headerData(section, orientation()).toString());
}

void RowsHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const int covered = std::max(rect.right() - (viewport()->width() - m_room), 0);
    if (covered == 0) {
        QHeaderView::paintSection(painter, rect, section);
    } else if (titleWidth(section) / 2 + 2 * padding <= rect.width() - covered) {
        painter->save(); // what is drawn clips
        QHeaderView::paintSection(painter, rect.adjusted(0, 0, -covered, 0), section);
        painter->restore();
        painter->fillRect(rect.right() - covered, rect.bottom(), covered + 1, 1, m_theme.color(ColorRole::Border));
    } else { // less than half a title tells less than none
        painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme.color(ColorRole::Border));
    }
}

} // namespace fuseboard
