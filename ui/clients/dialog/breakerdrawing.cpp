// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/breakerdrawing.h"

#include "common/presentation.h"
#include "common/theme.h"
#include "models/breakerwording.h"
#include "models/config/pipelinewording.h"

#include <QPainter>
#include <QPolygonF>
#include <QRegularExpression>

#include <cmath>

namespace fuseboard {

namespace {

constexpr int stateWidth = 104;
constexpr int stateHeight = 44;
constexpr int breakerDrawingHeight = 152;
constexpr double stateTop = 28; // the figures on the ways take up to three lines
constexpr double wayText = 46;
constexpr double backWay = 34; // below the states

/// A unit stays with its number.
QString unitsKept(QString text)
{
    static const QRegularExpression beforeUnit(QStringLiteral("(?<=\\d) (?=%|\\p{L}{1,3}\\b)"));
    return text.replace(beforeUnit, QString(QChar::Nbsp));
}

} // namespace

BreakerDrawing::BreakerDrawing(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(breakerDrawingHeight);
    setMinimumWidth(200);
}

void BreakerDrawing::setConfig(const CircuitBreakerConfig &config)
{
    m_config = config;
    update();
}

QSize BreakerDrawing::sizeHint() const
{
    return {520, breakerDrawingHeight};
}

double BreakerDrawing::gap() const
{
    return (width() - 3 * stateWidth) / 2.0;
}

bool BreakerDrawing::isReadWhole() const
{
    const QFontMetricsF metrics(m_theme.font(TextStyle::Caption));
    const QRectF room(0, 0, gap() - 7, wayText);
    const auto fits = [&](const QString &text) {
        const QRectF needed = metrics.boundingRect(room, Qt::AlignHCenter | Qt::TextWordWrap, unitsKept(text));
        return needed.width() <= room.width() && needed.height() <= room.height();
    };
    return fits(wording::opensBy(m_config)) && fits(wording::probesAfter(m_config));
}

void BreakerDrawing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF closed(0.5, stateTop, stateWidth - 1, stateHeight);
    const QRectF open = closed.translated(stateWidth + gap(), 0);
    const QRectF halfOpen = open.translated(stateWidth + gap(), 0);
    paintState(painter, closed, BreakerState::Closed, tr("requests pass"));
    paintState(painter, open, BreakerState::Open, m_config.observeOnly ? tr("only told") : tr("nothing is sent"));
    paintState(painter, halfOpen, BreakerState::HalfOpen,
               m_config.halfOpenMaxCalls == 1 ? tr("1 probe at a time")
                                              : tr("%Ln probes at a time", nullptr, m_config.halfOpenMaxCalls));
    paintWays(painter, closed, open, halfOpen);
}

void BreakerDrawing::paintState(QPainter &painter, const QRectF &box, BreakerState state, const QString &detail) const
{
    const Tone tone = toneOf(state);
    painter.setPen(QPen(m_theme.color(fillRole(tone)), 1));
    painter.setBrush(m_theme.color(softRole(tone)));
    painter.drawRoundedRect(box, 6, 6);
    painter.setPen(m_theme.color(textRole(tone)));
    painter.setFont(m_theme.font(TextStyle::Strong));
    painter.drawText(box.adjusted(4, 4, -4, -stateHeight / 2.0 + 2), Qt::AlignCenter, wording::word(state));
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.drawText(box.adjusted(4, stateHeight / 2.0 - 2, -4, -4), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(detail, Qt::ElideRight, stateWidth - 8));
}

void BreakerDrawing::paintArrow(QPainter &painter, const QPointF &from, const QPointF &to) const
{
    painter.setPen(QPen(m_theme.color(ColorRole::Muted), 1.2));
    painter.drawLine(from, to);
    const double angle = std::atan2(to.y() - from.y(), to.x() - from.x());
    const auto side = [&](double turn) { return to - QPointF(std::cos(angle + turn) * 7, std::sin(angle + turn) * 7); };
    painter.setBrush(m_theme.color(ColorRole::Muted));
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygonF({to, side(0.4), side(-0.4)}));
}

void BreakerDrawing::paintWay(QPainter &painter, const QRectF &from, const QRectF &to, const QString &text) const
{
    const double y = from.center().y();
    paintArrow(painter, {from.right() + 4, y}, {to.left() - 4, y});
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.setPen(m_theme.color(ColorRole::Muted));
    const QRectF room(from.right() + 4, y - 4 - wayText, to.left() - from.right() - 8, wayText);
    painter.drawText(room, Qt::AlignHCenter | Qt::AlignBottom | Qt::TextWordWrap, unitsKept(text));
}

void BreakerDrawing::paintWays(QPainter &painter, const QRectF &closed, const QRectF &open,
                               const QRectF &halfOpen) const
{
    paintWay(painter, closed, open, wording::opensBy(m_config));
    paintWay(painter, open, halfOpen, wording::probesAfter(m_config));
    painter.setFont(m_theme.font(TextStyle::Caption));
    const auto back = [&](const QRectF &to, double level, double fromX, const QString &text) {
        const double y = halfOpen.bottom() + level;
        painter.setPen(QPen(m_theme.color(ColorRole::Muted), 1.2));
        painter.drawLine(QPointF(fromX, halfOpen.bottom() + 3), QPointF(fromX, y));
        painter.drawLine(QPointF(fromX, y), QPointF(to.center().x(), y));
        paintArrow(painter, {to.center().x(), y}, {to.center().x(), to.bottom() + 3});
        painter.setPen(m_theme.color(ColorRole::Muted));
        painter.drawText(QRectF(to.center().x() + 6, y - 17, fromX - to.center().x() - 12, 16),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    };
    back(open, backWay - 8, halfOpen.center().x() - 12, tr("1 failure"));
    back(closed, 2 * backWay - 8, halfOpen.center().x() + 12, wording::closesBy(m_config));
}

} // namespace fuseboard
