// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/eventdelegate.h"

#include "common/figures.h"
#include "common/focus.h"
#include "common/presentation.h"
#include "common/theme.h"
#include "models/eventlistmodel.h"

#include <QPainter>

namespace fuseboard {

namespace {

constexpr int eventLine = 17;

} // namespace

EventDelegate::EventDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    QRectF area = QRectF(option.rect).adjusted(0, 0, -4, -8);
    if (option.state & QStyle::State_HasFocus && showsFocus(option.widget))
        painter->fillRect(area, m_theme.color(ColorRole::AccentSoft));
    const Tone tone = toneOf(static_cast<EventKind>(index.data(EventListModel::KindRole).toInt()));
    const ColorRole stripe = tone == Tone::Neutral ? ColorRole::BorderStrong : fillRole(tone);
    painter->fillRect(QRectF(area.left(), area.top(), 3, area.height()), m_theme.color(stripe));
    area.adjust(11, 0, 0, 0);

    const auto line = [&](const QString &text, ColorRole role, QFont::Weight weight) {
        QFont font = m_theme.font(TextStyle::Small);
        font.setWeight(weight);
        painter->setFont(font);
        painter->setPen(m_theme.color(role));
        const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(area.width()));
        drawFigures(*painter, QRectF(area.left(), area.top(), area.width(), eventLine),
                    Qt::AlignLeft | Qt::AlignVCenter, shown);
        area.setTop(area.top() + eventLine);
    };
    line(index.data(EventListModel::TimeRole).toString() + QStringLiteral(" · ")
             + index.data(EventListModel::ClientRole).toString(),
         ColorRole::Muted, QFont::Normal);
    line(index.data(EventListModel::TitleRole).toString(), ColorRole::Text, QFont::DemiBold);
    line(index.data(EventListModel::DetailRole).toString(), ColorRole::Muted, QFont::Normal);
    painter->restore();
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int lines = index.data(EventListModel::DetailRole).toString().isEmpty() ? 2 : 3;
    return {160, lines * eventLine + 8};
}

} // namespace fuseboard
