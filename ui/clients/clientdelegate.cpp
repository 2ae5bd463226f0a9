// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/clientdelegate.h"

#include "common/badge.h"
#include "common/focus.h"
#include "common/grid.h"
#include "common/presentation.h"
#include "common/theme.h"
#include "models/clienttreemodel.h"

#include <QLineEdit>
#include <QPainter>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr int treeDot = 9;
constexpr int treeNameLeft = 23;
constexpr int treeMethodRight = 64;
constexpr int treeRequestLeft = 72;
constexpr int treeRight = 6;
constexpr int treeMark = 14;
constexpr int treeStep = 12; // for each folder around
constexpr int treeFolderLeft = 20;
constexpr int longestName = 200;
constexpr int mostSteps = 6; // so that names deep below can still be read

/// What the folders around a row take of its width.
int indentOf(const QModelIndex &index)
{
    int folders = -1;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        ++folders;
    return std::clamp(folders, 0, mostSteps) * treeStep;
}

ClientTreeModel::Kind kindOf(const QModelIndex &index)
{
    return index.data(ClientTreeModel::KindRole).value<ClientTreeModel::Kind>();
}

/// Where the name of a row begins.
int nameLeft(const QModelIndex &index)
{
    switch (kindOf(index)) {
    case ClientTreeModel::Kind::Request:
        return treeRequestLeft + indentOf(index);
    case ClientTreeModel::Kind::Folder:
        return treeFolderLeft + treeMark + treeRight + indentOf(index);
    case ClientTreeModel::Kind::Client:
    case ClientTreeModel::Kind::Notice:
        break;
    }
    return treeNameLeft;
}

Tone healthTone(const QModelIndex &index)
{
    return toneOf(static_cast<ClientHealth>(index.data(ClientTreeModel::HealthRole).toInt()));
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
    const auto kind = kindOf(index);
    if (kind == ClientTreeModel::Kind::Client)
        paintClient(*painter, option, index);
    else if (kind == ClientTreeModel::Kind::Folder)
        paintFolder(*painter, option, index);
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

void ClientDelegate::paintClient(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect &rect = option.rect;
    const Tone tone = healthTone(index);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(fillRole(tone)));
    painter.drawEllipse(QRectF(rect.left() + 6, rect.top() + (rect.height() - treeDot) / 2.0, treeDot, treeDot));

    // A pill in good health tells something else, such as tokens that run short.
    int right = paintPill(painter, rect, index, tone == Tone::Success ? Tone::Neutral : tone);
    if (!index.data(ClientTreeModel::NoticeTextRole).toString().isEmpty()) {
        const bool isFault = index.data(ClientTreeModel::FaultRole).toBool();
        right -= treeMark;
        paintIcon(painter, QRect(right, rect.top() + (rect.height() - treeMark) / 2, treeMark, treeMark),
                  isFault ? IconId::Warning : IconId::Info,
                  m_theme.color(isFault ? ColorRole::DangerText : ColorRole::WarningText));
        right -= treeRight;
    }
    if ((option.state & QStyle::State_Children) && !(option.state & QStyle::State_Open)) {
        right -= treeMark;
        paintIcon(painter, QRect(right, rect.top() + (rect.height() - treeMark) / 2, treeMark, treeMark),
                  IconId::ChevronRight, m_theme.color(ColorRole::Muted));
        right -= treeRight;
    }
    const QRect name(rect.left() + treeNameLeft, rect.top(), right - rect.left() - treeNameLeft, rect.height());
    painter.setFont(m_theme.font(TextStyle::Strong));
    painter.setPen(m_theme.color(ColorRole::Text));
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(index.data(ClientTreeModel::NameRole).toString(), Qt::ElideRight,
                                                      name.width()));
}

int ClientDelegate::paintPill(QPainter &painter, const QRect &rect, const QModelIndex &index, Tone tone) const
{
    const int right = rect.right() - treeRight;
    const Badge badge{tone, index.data(ClientTreeModel::PillTextRole).toString(), {}};
    if (badge.text.isEmpty())
        return right;
    const QSizeF size = badgeSize(m_theme, badge);
    const double left = std::max<double>(right + 1 - size.width(), rect.left() + rect.width() / 2.0);
    paintBadge(painter, QRectF(left, rect.top() + (rect.height() - size.height()) / 2, right + 1 - left, size.height()),
               m_theme, badge);
    return static_cast<int>(left) - treeRight;
}

void ClientDelegate::paintNotice(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const bool isFault = index.data(ClientTreeModel::FaultRole).toBool();
    const QColor ink = m_theme.color(isFault ? ColorRole::DangerText : ColorRole::WarningText);
    const QRect mark(rect.left() + 4, rect.top() + (rect.height() - treeMark) / 2, treeMark, treeMark);
    paintIcon(painter, mark, isFault ? IconId::Warning : IconId::Info, ink);
    const int right = paintPill(painter, rect, index, Tone::Danger);
    const QRect name(rect.left() + treeNameLeft, rect.top(), right - rect.left() - treeNameLeft, rect.height());
    painter.setFont(m_theme.font(TextStyle::Body));
    painter.setPen(ink);
    // The end of a path tells more than its begin.
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(index.data(ClientTreeModel::NameRole).toString(), Qt::ElideLeft,
                                                      name.width()));
}

void ClientDelegate::paintFolder(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect &rect = option.rect;
    const bool isOpen = option.state & QStyle::State_Open;
    const QRect mark(rect.left() + treeFolderLeft + indentOf(index), rect.top() + (rect.height() - treeMark) / 2,
                     treeMark, treeMark);
    paintIcon(painter, mark, isOpen ? IconId::ChevronDown : IconId::ChevronRight, m_theme.color(ColorRole::Muted));
    paintName(painter, rect, index, TextStyle::Body);
}

void ClientDelegate::paintRequest(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const QByteArray method = index.data(ClientTreeModel::MethodRole).toByteArray();
    const int indent = indentOf(index);
    painter.setFont(m_theme.font(TextStyle::MonoSmall));
    painter.setPen(m_theme.color(methodRole(method)));
    const QRect methodRect(rect.left() + 4 + indent, rect.top(), treeMethodRight - 4, rect.height());
    painter.drawText(methodRect, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(QString::fromLatin1(method), Qt::ElideRight, methodRect.width()));
    paintName(painter, rect, index, TextStyle::Body);
}

void ClientDelegate::paintName(QPainter &painter, const QRect &rect, const QModelIndex &index, TextStyle style) const
{
    const int left = rect.left() + nameLeft(index);
    const QRect name(left, rect.top(), rect.right() + 1 - treeRight - left, rect.height());
    painter.setFont(m_theme.font(style));
    painter.setPen(m_theme.color(ColorRole::Text));
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(index.data(ClientTreeModel::NameRole).toString(), Qt::ElideRight,
                                                      name.width()));
}

QWidget *ClientDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *editor = new QLineEdit(parent);
    editor->setMaxLength(longestName);
    editor->setAccessibleName(tr("Name"));
    return editor;
}

void ClientDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                          const QModelIndex &index) const
{
    constexpr int frame = 5; // of the editor, so that the text stays where it was
    // It may be higher than a row, and is then so to both sides.
    QRect place = option.rect.adjusted(nameLeft(index) - frame, 0, -1, 0);
    const int more = std::max(editor->minimumSizeHint().height() - place.height(), 0);
    editor->setGeometry(place.adjusted(0, -(more + 1) / 2, 0, more / 2));
}

} // namespace fuseboard
