// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historydelegate.h"

#include "common/figures.h"
#include "common/grid.h"
#include "common/presentation.h"
#include "common/theme.h"
#include "history/historymodel.h"

#include <QPainter>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int historyDot = 8; // its diameter
constexpr int wholeUrlFrom = 440; // the width of a column that has room for hosts

TextStyle styleOf(int column)
{
    switch (column) {
    case HistoryModel::MethodColumn:
        return TextStyle::MonoSmall;
    case HistoryModel::UrlColumn:
        return TextStyle::Mono;
    default:
        return TextStyle::Small;
    }
}

ColorRole roleOf(const QModelIndex &index)
{
    switch (index.column()) {
    case HistoryModel::MethodColumn:
        return methodRole(index.data().toString().toLatin1());
    case HistoryModel::TimeColumn:
        return ColorRole::Muted;
    default:
        return ColorRole::Text;
    }
}

} // namespace

QString fittedUrl(const QString &url, const QFontMetrics &metrics, int width)
{
    const qsizetype host = url.indexOf("://"_L1);
    const qsizetype path = host < 0 ? -1 : url.indexOf(u'/', host + 3);
    // In a narrow column all are paths, so that they stand below one another.
    if (path < 0 || (width >= wholeUrlFrom && metrics.horizontalAdvance(url) <= width))
        return metrics.elidedText(url, Qt::ElideMiddle, width);
    return metrics.elidedText(url.sliced(path), Qt::ElideMiddle, width);
}

HistoryDelegate::HistoryDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {grid::rowHeight, grid::rowHeight};
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const QRect cell = option.rect;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(cell, m_theme.color(ColorRole::AccentSoft));
    QRect area = cell.adjusted(grid::gap, 0, -grid::gap, 0);
    if (index.column() == HistoryModel::EndColumn) {
        const Tone tone = Tone(index.data(HistoryModel::ToneRole).toInt());
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(fillRole(tone)));
        painter->drawEllipse(QRectF(area.left(), area.center().y() - historyDot / 2.0 + 1, historyDot, historyDot));
        area.setLeft(area.left() + historyDot + grid::gap);
    }
    painter->setFont(m_theme.font(styleOf(index.column())));
    painter->setPen(m_theme.color(roleOf(index)));
    const QString whole = index.data().toString();
    const QString text = index.column() == HistoryModel::UrlColumn
        ? fittedUrl(whole, painter->fontMetrics(), area.width())
        : painter->fontMetrics().elidedText(whole, Qt::ElideRight, area.width());
    drawFigures(*painter, area, Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()), text);
    painter->restore();
}

} // namespace fuseboard
