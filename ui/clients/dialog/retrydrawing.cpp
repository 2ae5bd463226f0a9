// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/retrydrawing.h"

#include "common/theme.h"
#include "models/figures.h"

#include <QPainter>

#include <algorithm>

namespace fuseboard {

namespace {

constexpr int attemptSide = 22;
constexpr int retryDrawingHeight = 64;
constexpr int mostDrawnSteps = 7;
constexpr double leastWait = 46; // room for its figure

} // namespace

RetryDrawing::RetryDrawing(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(retryDrawingHeight);
    setMinimumWidth(200);
}

void RetryDrawing::setForecast(const RetryForecast &forecast)
{
    m_forecast = forecast;
    update();
}

QSize RetryDrawing::sizeHint() const
{
    return {480, retryDrawingHeight};
}

void RetryDrawing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.font(TextStyle::Caption));
    const int shown = std::min(int(m_forecast.steps.size()), mostDrawnSteps);
    double seconds = 0;
    for (int i = 0; i < shown; ++i)
        seconds += toSeconds(m_forecast.steps.at(std::size_t(i)).longest);
    const bool isCut = shown < int(m_forecast.steps.size());
    const double room = width() - (shown + 1) * attemptSide - shown * leastWait - (isCut ? 24 : 0) - 2;
    const double perSecond = seconds > 0 ? std::max(room, 0.0) / seconds : 0;
    double x = 1;
    const double y = 8;
    paintAttempt(painter, x, y, 1);
    x += attemptSide;
    for (int i = 0; i < shown; ++i) {
        const RetryForecast::Step &step = m_forecast.steps.at(std::size_t(i));
        const double length = leastWait + toSeconds(step.longest) * perSecond;
        paintWait(painter, QRectF(x, y, length, attemptSide), step, perSecond);
        x += length;
        paintAttempt(painter, x, y, i + 2);
        x += attemptSide;
    }
    painter.setPen(m_theme.color(ColorRole::Muted));
    if (isCut)
        painter.drawText(QRectF(x + 4, y, 20, attemptSide), Qt::AlignVCenter | Qt::AlignLeft, QStringLiteral("…"));
}

void RetryDrawing::paintAttempt(QPainter &painter, double x, double y, int number) const
{
    const QRectF box(x + 0.5, y + 0.5, attemptSide - 1, attemptSide - 1);
    painter.setPen(QPen(m_theme.color(ColorRole::Accent), 1));
    painter.setBrush(m_theme.color(ColorRole::AccentSoft));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(m_theme.color(ColorRole::AccentText));
    painter.drawText(box, Qt::AlignCenter, QString::number(number));
}

void RetryDrawing::paintWait(QPainter &painter, const QRectF &wait, const RetryForecast::Step &step,
                             double perSecond) const
{
    const double middle = wait.center().y();
    painter.setPen(QPen(m_theme.color(ColorRole::TimelineBackoff), 1.5));
    painter.drawLine(QPointF(wait.left() + 2, middle), QPointF(wait.right() - 2, middle));
    // The next attempt may come anywhere within the band.
    const double band = toSeconds(step.longest - step.shortest) * perSecond;
    if (step.longest > step.shortest) {
        const double width = std::clamp(band, 4.0, wait.width() - 8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.palette().color(ColorRole::TimelineBackoff, 0.35));
        painter.drawRoundedRect(QRectF(wait.right() - width - 2, middle - 6, width, 12), 3, 3);
    }
    painter.setPen(m_theme.color(ColorRole::Muted));
    painter.drawText(QRectF(wait.left(), wait.bottom() + 2, wait.width(), 16), Qt::AlignCenter,
                     wording::duration(step.base));
    if (step.longest > step.shortest && wait.width() > 100)
        painter.drawText(QRectF(wait.left(), wait.bottom() + 16, wait.width(), 16), Qt::AlignCenter,
                         tr("%1 … %2").arg(wording::duration(step.shortest), wording::duration(step.longest)));
}

} // namespace fuseboard
