// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/pagedelegate.h"

#include "common/badge.h"
#include "common/focus.h"
#include "common/grid.h"
#include "common/theme.h"

#include <QPainter>

namespace fuseboard {

namespace {

constexpr int entryHeight = 34;
constexpr int entryPadding = 10;

} // namespace

PageDelegate::PageDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize PageDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {160, entryHeight};
}

void PageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const bool focused = option.state & QStyle::State_HasFocus && showsFocus(option.widget);
    const QRectF box = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter->setPen(focused ? QPen(m_theme.color(ColorRole::FocusRing), 1.5) : QPen(Qt::NoPen));
    if (selected || hovered)
        painter->setBrush(m_theme.color(selected ? ColorRole::AccentSoft : ColorRole::Hover));
    if (selected || hovered || focused)
        painter->drawRoundedRect(box, grid::radius, grid::radius);
    QRectF room = box.adjusted(entryPadding, 0, -grid::gap, 0);
    const Badge badge{static_cast<Tone>(index.data(ToneRole).toInt()), index.data(BadgeTextRole).toString(), {}};
    if (!badge.text.isEmpty()) {
        const QSizeF size = badgeSize(m_theme, badge);
        paintBadge(
            *painter,
            QRectF(room.right() - size.width(), room.center().y() - size.height() / 2, size.width(), size.height()),
            m_theme, badge);
        room.setRight(room.right() - size.width() - grid::unit);
    }
    painter->setFont(m_theme.font(selected ? TextStyle::Strong : TextStyle::Body));
    painter->setPen(m_theme.color(selected ? ColorRole::AccentText : ColorRole::Text));
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, int(room.width())));
    painter->restore();
}

} // namespace fuseboard
