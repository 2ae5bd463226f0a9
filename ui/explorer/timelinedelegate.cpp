// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/timelinedelegate.h"

#include "common/figures.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/timelinemodel.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr int timelineLabelWidth = 184; // at least
constexpr int timelineValueWidth = 72; // at least
constexpr int timelineLeastTrack = 80;
constexpr double timelineBarHeight = 14;
constexpr double leastHatched = 10; // narrower ones would be a few stray dots

ColorRole barRole(TimelineBar bar)
{
    switch (bar) {
    case TimelineBar::Wait:
        return ColorRole::TimelineWait;
    case TimelineBar::FailedAttempt:
        return ColorRole::TimelineFailed;
    case TimelineBar::Attempt:
    case TimelineBar::Server:
        return ColorRole::TimelineServer;
    case TimelineBar::Backoff:
        return ColorRole::TimelineBackoff;
    case TimelineBar::Connect:
        return ColorRole::TimelineConnect;
    case TimelineBar::Download:
        return ColorRole::TimelineDownload;
    case TimelineBar::Unknown:
    case TimelineBar::Decision:
        return ColorRole::Neutral;
    }
    Q_UNREACHABLE();
    return ColorRole::Neutral;
}

} // namespace

TimelineDelegate::TimelineDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {timelineLabelWidth + timelineValueWidth + timelineLeastTrack, grid::rowHeight};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const QRect row = option.rect;
    if (option.state & QStyle::State_HasFocus)
        painter->fillRect(row, m_theme.color(ColorRole::AccentSoft));
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), m_theme.color(ColorRole::Border));
    const QRect inner = row.adjusted(grid::gap, 0, -grid::gap, 0);
    const int valueWidth = widestOf(index, TimelineModel::ValueRole, TextStyle::Mono, timelineValueWidth);
    const int room = std::max(inner.width() - valueWidth - timelineLeastTrack, inner.width() / 3);
    const int labelWidth = std::min(widestOf(index, TimelineModel::LabelRole, TextStyle::Small, timelineLabelWidth),
                                    room);
    painter->setFont(m_theme.font(TextStyle::Small));
    painter->setPen(m_theme.color(ColorRole::Text));
    const QString label = painter->fontMetrics().elidedText(index.data(TimelineModel::LabelRole).toString(),
                                                            Qt::ElideRight, labelWidth - grid::gap);
    painter->drawText(QRect(inner.left(), inner.top(), labelWidth, inner.height()), Qt::AlignVCenter | Qt::AlignLeft,
                      label);
    painter->setFont(m_theme.font(TextStyle::Mono));
    painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, index.data(TimelineModel::ValueRole).toString());
    paintBar(*painter, QRectF(inner.adjusted(labelWidth, 0, -valueWidth, 0)), index);
    painter->restore();
}

int TimelineDelegate::widestOf(const QModelIndex &index, int role, TextStyle style, int least) const
{
    const QFontMetrics metrics(m_theme.font(style));
    int widest = least;
    for (int row = 0; row < index.model()->rowCount(index.parent()); ++row) {
        const QString text = index.siblingAtRow(row).data(role).toString();
        widest = std::max(widest, metrics.horizontalAdvance(text) + grid::gap + grid::unit);
    }
    return widest;
}

void TimelineDelegate::paintBar(QPainter &painter, const QRectF &track, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const TimelineModel *>(index.model());
    const double span = model ? double(std::max<qint64>(1, model->wholeSpan().count())) : 1.0;
    const double start = double(index.data(TimelineModel::StartRole).toLongLong()) / span;
    const double length = double(index.data(TimelineModel::LengthRole).toLongLong()) / span;
    const auto bar = TimelineBar(index.data(TimelineModel::BarRole).toInt());
    const QColor colour = m_theme.color(barRole(bar));
    const double width = std::clamp(length * track.width(), 3.0, std::max(3.0, track.width()));
    const double x = std::min(track.left() + start * track.width(), track.right() - width);
    const QRectF rect(x, track.center().y() - timelineBarHeight / 2, width, timelineBarHeight);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    if (bar == TimelineBar::Unknown && width >= leastHatched)
        painter.setBrush(QBrush(colour, Qt::BDiagPattern));
    painter.drawRoundedRect(rect, std::min(3.0, width / 2), 3);
}

} // namespace fuseboard
