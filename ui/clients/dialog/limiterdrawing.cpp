// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/limiterdrawing.h"

#include "common/theme.h"
#include "dashboard/chartscale.h"
#include "models/figures.h"

#include <QPainter>
#include <QPainterPath>

namespace fuseboard {

namespace {

constexpr int axisLeft = 48;
constexpr int axisBottom = 20;
constexpr int limiterDrawingHeight = 140;
constexpr int timeMarks = 4;

} // namespace

LimiterDrawing::LimiterDrawing(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(limiterDrawingHeight);
    setMinimumWidth(200);
}

void LimiterDrawing::setForecast(const LimiterForecast &forecast)
{
    m_forecast = forecast;
    update();
}

QSize LimiterDrawing::sizeHint() const
{
    return {480, limiterDrawingHeight};
}

void LimiterDrawing::paintEvent(QPaintEvent *)
{
    if (m_forecast.levels.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.font(TextStyle::Caption));
    const QRectF plot = QRectF(rect()).adjusted(axisLeft, 8, -24, -axisBottom);
    const NiceScale scale = countScale(double(m_forecast.levels.back().sent), 4);
    paintScale(painter, plot, scale);
    paintCurve(painter, plot, scale.maximum);
}

void LimiterDrawing::paintScale(QPainter &painter, const QRectF &plot, const NiceScale &scale) const
{
    for (int i = 0; i <= scale.intervals; ++i) {
        const double y = plot.bottom() - plot.height() * i / scale.intervals;
        painter.setPen(m_theme.color(ColorRole::Grid));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(m_theme.color(ColorRole::Muted));
        painter.drawText(QRectF(0, y - 8, axisLeft - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                         wording::shortCount(qRound64(scale.maximum * i / scale.intervals)));
    }
    for (int i = 0; i <= timeMarks; ++i) {
        const double x = plot.left() + plot.width() * i / timeMarks;
        const Duration at = m_forecast.span / timeMarks * i;
        painter.drawText(QRectF(x - 40, plot.bottom() + 4, 80, 16), Qt::AlignHCenter | Qt::AlignTop,
                         i == 0 ? tr("0 s") : wording::duration(at));
    }
}

void LimiterDrawing::paintCurve(QPainter &painter, const QRectF &plot, double highest) const
{
    const double span = toSeconds(m_forecast.span);
    QPainterPath line;
    line.moveTo(plot.bottomLeft());
    for (const LimiterForecast::Level &level : m_forecast.levels)
        line.lineTo(plot.left() + plot.width() * toSeconds(level.at) / span,
                    plot.bottom() - plot.height() * double(level.sent) / highest);
    QPainterPath area = line;
    area.lineTo(plot.bottomRight());
    area.closeSubpath();
    painter.fillPath(area, m_theme.palette().color(ColorRole::Accent, 0.15));
    painter.setPen(QPen(m_theme.color(ColorRole::Accent), 1.5));
    painter.drawPath(line);
}

} // namespace fuseboard
