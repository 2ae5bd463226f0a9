// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/clientdelegate.h"

#include "common/badge.h"
#include "common/focus.h"
#include "common/grid.h"
#include "common/presentation.h"
#include "common/theme.h"
#include "models/clienttreemodel.h"

#include <QPainter>

namespace fuseboard {

namespace {

constexpr int treeDot = 9;
constexpr int treeNameLeft = 23;
constexpr int treeMethodRight = 64;
constexpr int treeRequestLeft = 72;
constexpr int treeRight = 6;
constexpr int treeMark = 14;

std::optional<BreakerState> breakerStateOf(const QModelIndex &index)
{
    const QVariant state = index.data(ClientTreeModel::BreakerStateRole);
    return state.isValid() ? std::optional(static_cast<BreakerState>(state.toInt())) : std::nullopt;
}

/// The pill of a closed breaker tells something else, such as tokens that run short.
Tone pillTone(std::optional<BreakerState> state)
{
    return !state || *state == BreakerState::Closed ? Tone::Neutral : toneOf(*state);
}

} // namespace

ClientDelegate::ClientDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize ClientDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {180, grid::rowHeight};
}

void ClientDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRow(*painter, option);
    const auto kind = index.data(ClientTreeModel::KindRole).value<ClientTreeModel::Kind>();
    if (kind == ClientTreeModel::Kind::Client)
        paintClient(*painter, option.rect, index);
    else if (kind == ClientTreeModel::Kind::Notice)
        paintNotice(*painter, option.rect, index);
    else
        paintRequest(*painter, option.rect, index);
    painter->restore();
}

void ClientDelegate::paintRow(QPainter &painter, const QStyleOptionViewItem &option) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const bool focused = option.state & QStyle::State_HasFocus && showsFocus(option.widget);
    const QRectF row = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(focused ? QPen(m_theme.color(ColorRole::FocusRing), 1.5) : QPen(Qt::NoPen));
    painter.setBrush(Qt::NoBrush);
    if (selected || hovered)
        painter.setBrush(m_theme.color(selected ? ColorRole::AccentSoft : ColorRole::Pressed));
    if (selected || hovered || focused)
        painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

void ClientDelegate::paintClient(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const auto state = breakerStateOf(index);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(state ? fillRole(toneOf(*state)) : ColorRole::Neutral));
    painter.drawEllipse(QRectF(rect.left() + 6, rect.top() + (rect.height() - treeDot) / 2.0, treeDot, treeDot));

    int right = rect.right() - treeRight;
    const Badge badge{pillTone(state), index.data(ClientTreeModel::PillTextRole).toString(), {}};
    if (!badge.text.isEmpty()) {
        const QSizeF size = badgeSize(m_theme, badge);
        const double left = std::max<double>(right + 1 - size.width(), rect.left() + rect.width() / 2.0);
        paintBadge(painter,
                   QRectF(left, rect.top() + (rect.height() - size.height()) / 2, right + 1 - left, size.height()),
                   m_theme, badge);
        right = static_cast<int>(left) - 6;
    }
    const QRect name(rect.left() + treeNameLeft, rect.top(), right - rect.left() - treeNameLeft, rect.height());
    painter.setFont(m_theme.font(TextStyle::Strong));
    painter.setPen(m_theme.color(ColorRole::Text));
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(index.data(ClientTreeModel::NameRole).toString(), Qt::ElideRight,
                                                      name.width()));
}

void ClientDelegate::paintNotice(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const bool isFault = index.data(ClientTreeModel::FaultRole).toBool();
    const QColor ink = m_theme.color(isFault ? ColorRole::DangerText : ColorRole::WarningText);
    const QRect mark(rect.left() + 4, rect.top() + (rect.height() - treeMark) / 2, treeMark, treeMark);
    paintIcon(painter, mark, isFault ? IconId::Warning : IconId::Info, ink);
    const QRect name(rect.left() + treeNameLeft, rect.top(), rect.width() - treeNameLeft - treeRight, rect.height());
    painter.setFont(m_theme.font(TextStyle::Body));
    painter.setPen(ink);
    // The end of a path tells more than its begin.
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(index.data(ClientTreeModel::NameRole).toString(), Qt::ElideLeft,
                                                      name.width()));
}

void ClientDelegate::paintRequest(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const QByteArray method = index.data(ClientTreeModel::MethodRole).toByteArray();
    painter.setFont(m_theme.font(TextStyle::MonoSmall));
    painter.setPen(m_theme.color(methodRole(method)));
    const QRect methodRect(rect.left() + 4, rect.top(), treeMethodRight - 4, rect.height());
    painter.drawText(methodRect, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(QString::fromLatin1(method), Qt::ElideRight, methodRect.width()));
    const QRect name(rect.left() + treeRequestLeft, rect.top(), rect.width() - treeRequestLeft - treeRight,
                     rect.height());
    painter.setFont(m_theme.font(TextStyle::Body));
    painter.setPen(m_theme.color(ColorRole::Text));
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(index.data(ClientTreeModel::NameRole).toString(), Qt::ElideRight,
                                                      name.width()));
}

} // namespace fuseboard
