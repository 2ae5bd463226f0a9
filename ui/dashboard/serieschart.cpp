// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/serieschart.h"

#include "common/theme.h"

#include <QAreaSeries>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QValueAxis>

namespace fuseboard {

namespace {

constexpr double chartLeft = 46; // room for "1.5 s" and "540 ms"
constexpr double chartTop = 8;
constexpr double chartLineWidth = 1.5;
constexpr double chartBottom = 22;
constexpr double chartRight = 2;
constexpr double chartMarkGap = 6; // at least, between two marks of the time

} // namespace

SeriesChart::SeriesChart(const Theme &theme, QList<ChartLineStyle> styles, QWidget *parent)
    : QChartView(parent)
    , m_theme(theme)
    , m_x(new QValueAxis(this))
    , m_y(new QValueAxis(this))
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    chart()->setBackgroundVisible(false);
    chart()->setMargins(QMargins());
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
    chart()->addAxis(m_x, Qt::AlignBottom);
    chart()->addAxis(m_y, Qt::AlignLeft);
    m_x->setRange(0, 1);
    m_x->setVisible(false);
    m_y->setVisible(false);
    for (const ChartLineStyle &style : styles) {
        Layer layer{style, nullptr, nullptr, {}};
        if (style.filled) {
            layer.areaEdge = new QLineSeries(this);
            layer.area = new QAreaSeries(layer.areaEdge);
            layer.area->setPen(Qt::NoPen);
            addToChart(layer.area);
        }
        m_layers.append(layer);
    }
    takeColors();
    connect(&m_theme, &Theme::changed, this, &SeriesChart::takeColors);
}

QSize SeriesChart::sizeHint() const
{
    return {360, 240};
}

QSize SeriesChart::minimumSizeHint() const
{
    return {220, 140};
}

void SeriesChart::setFrame(const ChartFrame &frame)
{
    m_frame = frame;
    m_y->setRange(0, frame.maximum);
    for (qsizetype i = 0; i < m_layers.size(); ++i)
        fillLayer(m_layers[i], frame.lines.value(i));
    scene()->update();
}

void SeriesChart::setEndMark(const QString &text)
{
    if (text == m_endMark)
        return;
    m_endMark = text;
    scene()->update();
}

void SeriesChart::fillLayer(Layer &layer, const ChartLine &line)
{
    if (layer.areaEdge)
        layer.areaEdge->replace(line.value(0));
    while (layer.pieces.size() < line.size())
        layer.pieces.append(addLine(layer.style));
    for (qsizetype i = 0; i < layer.pieces.size(); ++i) {
        if (i < line.size() || layer.pieces.at(i)->count() > 0)
            layer.pieces.at(i)->replace(line.value(i));
    }
}

QLineSeries *SeriesChart::addLine(const ChartLineStyle &style)
{
    auto *series = new QLineSeries(this);
    QPen pen(m_theme.color(style.role), chartLineWidth);
    pen.setJoinStyle(Qt::RoundJoin);
    if (style.dashed)
        pen.setDashPattern({4, 4});
    series->setPen(pen);
    addToChart(series);
    return series;
}

void SeriesChart::addToChart(QAbstractSeries *series)
{
    chart()->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
}

void SeriesChart::takeColors()
{
    for (Layer &layer : m_layers) {
        if (layer.area) {
            layer.area->setPen(Qt::NoPen);
            layer.area->setBrush(m_theme.palette().color(layer.style.role, 0.14));
        }
        for (QLineSeries *piece : std::as_const(layer.pieces)) {
            QPen pen = piece->pen();
            pen.setColor(m_theme.color(layer.style.role));
            piece->setPen(pen);
        }
    }
}

void SeriesChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    chart()->setPlotArea(plot());
}

QRectF SeriesChart::plot() const
{
    const QRectF all(QPointF(), QSizeF(viewport()->size()));
    return all.adjusted(chartLeft, chartTop, -chartRight, -chartBottom);
}

void SeriesChart::drawBackground(QPainter *painter, const QRectF &)
{
    const QRectF area = plot();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    drawBands(*painter, area);
    drawMarks(*painter, area);
    painter->restore();
}

void SeriesChart::drawForeground(QPainter *painter, const QRectF &)
{
    painter->save();
    drawOpenings(*painter, plot());
    painter->restore();
}

void SeriesChart::drawBands(QPainter &painter, const QRectF &plot) const
{
    for (const BreakerSpan &band : m_frame.bands) {
        if (band.state == BreakerState::Closed)
            continue;
        const ColorRole role = band.state == BreakerState::Open ? ColorRole::DangerSoft : ColorRole::WarningSoft;
        const double left = std::round(plot.left() + band.from * plot.width());
        const double right = std::round(plot.left() + band.to * plot.width());
        painter.fillRect(QRectF(left, plot.top(), std::max(right - left, 1.0), plot.height()), m_theme.color(role));
    }
}

void SeriesChart::drawMarks(QPainter &painter, const QRectF &plot) const
{
    painter.setFont(m_theme.font(TextStyle::Caption));
    const qsizetype rows = m_frame.yMarks.size();
    for (qsizetype i = 0; i < rows; ++i) {
        const double y = plot.bottom() - plot.height() * static_cast<double>(i) / static_cast<double>(rows - 1);
        const int line = static_cast<int>(std::round(y));
        painter.setPen(m_theme.color(i == 0 ? ColorRole::Border : ColorRole::Grid));
        painter.drawLine(QPoint(static_cast<int>(plot.left()), line), QPoint(static_cast<int>(plot.right()), line));
        painter.setPen(m_theme.color(ColorRole::Muted));
        painter.drawText(QRectF(0, y - 8, chartLeft - 6, 16), Qt::AlignRight | Qt::AlignVCenter, m_frame.yMarks.at(i));
    }
    drawTimes(painter, plot);
}

void SeriesChart::drawTimes(QPainter &painter, const QRectF &plot) const
{
    QStringList marks = m_frame.xMarks;
    if (marks.isEmpty())
        return;
    if (!m_endMark.isEmpty())
        marks.last() = m_endMark;
    const auto widthOf = [&](qsizetype i) { return std::ceil(painter.fontMetrics().horizontalAdvance(marks.at(i))); };
    const qsizetype last = marks.size() - 1;
    const double lastLeft = plot.right() - widthOf(last);
    double free = 0; // nothing is written left of it any more
    for (qsizetype i = 0; i <= last; ++i) {
        const double x = plot.left()
            + plot.width() * static_cast<double>(i) / static_cast<double>(std::max<qsizetype>(last, 1));
        const double left = i == last ? lastLeft : x - widthOf(i) / 2;
        const double right = left + widthOf(i);
        if (i < last && (left < free || right + chartMarkGap > lastLeft))
            continue; // they would lie on one another
        painter.drawText(QRectF(left, plot.bottom() + 4, right - left, 16), Qt::AlignHCenter | Qt::AlignVCenter,
                         marks.at(i));
        free = right + chartMarkGap;
    }
}

void SeriesChart::drawOpenings(QPainter &painter, const QRectF &plot) const
{
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.setClipRect(plot);
    double wordEnd = plot.left();
    for (const BreakerSpan &band : m_frame.bands) {
        if (band.state != BreakerState::Open || !band.beginsHere)
            continue; // one that began before the chart has no line
        const double x = std::round(plot.left() + band.from * plot.width()) + 0.5;
        painter.setPen(QPen(m_theme.color(ColorRole::Danger), 1, Qt::CustomDashLine));
        QPen dashes = painter.pen();
        dashes.setDashPattern({3, 3});
        painter.setPen(dashes);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        const double width = painter.fontMetrics().horizontalAdvance(m_frame.openedWord);
        if (x < wordEnd || x + 4 + width > plot.right())
            continue; // the words would lie on one another
        painter.setPen(m_theme.color(ColorRole::DangerText));
        painter.drawText(QRectF(x + 4, plot.top() + 1, width + 2, 16), Qt::AlignLeft | Qt::AlignVCenter,
                         m_frame.openedWord);
        wordEnd = x + 4 + width;
    }
}

} // namespace fuseboard
